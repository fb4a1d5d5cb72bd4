"""The revisions of the archive's tables, for Alembic; `opendata.archive.migrate` runs them."""
