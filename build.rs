//! The lexicons are compiled into the library: a change of any of them builds it anew.

fn main() {
    println!("cargo::rerun-if-changed=lexicons");
}
