//! The funnel.
