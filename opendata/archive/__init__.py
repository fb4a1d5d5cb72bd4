"""Every record as it came from its library, and the log of changes."""
