"""The version of the platform; the converter's stands in `opendata.crosswalk.version`."""

VERSION = "0.1.0"
