//! `sejajar.toml`: the long options as keys. What it says is put before the arguments, so that a flag wins.

use std::ffi::OsString;

use clap::{ArgAction, CommandFactory};

use super::{Cli, Failure};

/// The arguments with those of the configuration file, if one is named, put before them.
///
/// # Errors
/// Where the file cannot be read, is no TOML, or has a key that no command knows.
pub fn arguments(mut given: Vec<OsString>) -> Result<Vec<OsString>, Failure> {
    let Some(path) = named(&given) else { return Ok(given) };
    let text = std::fs::read_to_string(&path).map_err(|source| {
        Failure::usage(format!("{path}: the configuration cannot be read: {source}"), "check the path after --config")
    })?;
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        Failure::usage(format!("{path}:{line}: no valid TOML: {}", error.message()), "write keys as `min-score = 0.7`")
    })?;
    let cli = Cli::command();
    let sub = given.iter().skip(1).filter_map(|a| a.to_str()).find_map(|a| cli.find_subcommand(a));
    let mut known: Vec<String> = Vec::new();
    for command in std::iter::once(&cli).chain(cli.get_subcommands()) {
        known.extend(command.get_arguments().filter_map(|a| a.get_long()).map(str::to_owned));
    }
    let mut extra = Vec::new();
    for (key, value) in &table {
        let name = key.replace('_', "-");
        if !known.contains(&name) || name == "config" {
            let nearest =
                known.iter().max_by(|a, b| strsim::jaro_winkler(a, &name).total_cmp(&strsim::jaro_winkler(b, &name)));
            return Err(Failure::usage(
                format!("{path}: unknown key '{key}'"),
                format!("did you mean '{}'?", nearest.map_or("", String::as_str)),
            ));
        }
        let argument =
            sub.into_iter().chain([&cli]).flat_map(|c| c.get_arguments()).find(|a| a.get_long() == Some(&name));
        let Some(argument) = argument else { continue };
        let switch = matches!(argument.get_action(), ArgAction::SetTrue);
        match value {
            toml::Value::Boolean(true) if switch => extra.push(OsString::from(format!("--{name}"))),
            toml::Value::Boolean(false) if switch => {}
            toml::Value::String(text) if !switch => extra.push(format!("--{name}={text}").into()),
            toml::Value::Integer(_) | toml::Value::Float(_) if !switch => {
                extra.push(format!("--{name}={value}").into())
            }
            _ => {
                let wanted = if switch { "true or false" } else { "a string or a number" };
                return Err(Failure::usage(format!("{path}: key '{key}' takes {wanted}"), "see `sejajar help`"));
            }
        }
    }
    let after = given.iter().position(|a| sub.is_some_and(|s| a.to_str() == Some(s.get_name()))).map_or(1, |i| i + 1);
    given.splice(after..after, extra);
    Ok(given)
}

fn named(given: &[OsString]) -> Option<String> {
    let texts: Vec<&str> = given.iter().map(|a| a.to_str().unwrap_or_default()).collect();
    for (i, text) in texts.iter().enumerate() {
        if let Some(path) = text.strip_prefix("--config=") {
            return Some(path.to_owned());
        }
        if *text == "--config" || *text == "-c" {
            return texts.get(i + 1).map(|p| (*p).to_owned());
        }
    }
    None
}
