"""One module a dump format."""
