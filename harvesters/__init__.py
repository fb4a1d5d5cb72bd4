"""Records in: one module a harvest protocol, one reader a record format."""
