//! The site that a page is of.

/// The host of an address in lower case, without `www.` and port.
pub fn host(url: &str) -> Option<String> {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn a_host_is_told_from_what_stands_around_it() {
        assert_eq!(host("https://me@WWW.A.example:80/b?c").as_deref(), Some("a.example"));
        assert_eq!(host("a.example#top").as_deref(), Some("a.example"));
        assert_eq!(host("https:///b"), None);
        assert_eq!(host(""), None);
    }
}
