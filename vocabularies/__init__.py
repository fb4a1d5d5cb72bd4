"""Shared ground of every room: namespaces, code lists and Vietnamese text."""
