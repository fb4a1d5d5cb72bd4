"""Quads and their public endpoint: the store, its snapshots, and the SPARQL 1.1 Protocol."""
