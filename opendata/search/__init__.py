"""Searching what is published by words: the index that follows each release, and how it is asked."""
