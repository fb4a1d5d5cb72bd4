"""Proof that the parts of an installation agree: archive, release, store, search index, dumps."""
