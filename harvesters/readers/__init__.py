"""One reader a record format: cuts a file into records and parses one record."""
