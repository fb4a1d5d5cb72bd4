"""Settings declared once: their declarations feed the checks, the files of `opendata init`, and the docs."""
