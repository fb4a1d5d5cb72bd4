"""The converter's version: a change of what it writes is a new one, and publishing then converts anew."""

CONVERTER_VERSION = "0.2.0"
