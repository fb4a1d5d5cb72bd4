"""Feeds of what changed, each rendered from the change log of releases."""
