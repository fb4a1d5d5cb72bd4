"""The encodings that catalogues come in."""
