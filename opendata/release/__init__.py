"""Publishing: changed records become a numbered, immutable release that every door reads."""
