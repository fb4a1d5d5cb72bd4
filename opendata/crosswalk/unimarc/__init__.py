"""UNIMARC records, told in MARC 21 so that one crosswalk serves both."""
