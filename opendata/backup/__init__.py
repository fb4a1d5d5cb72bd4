"""Backups of an installation, and homes made of them."""
