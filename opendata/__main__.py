"""`python -m opendata` is the command `opendata`."""

from opendata.cli import main

main(prog_name="opendata")
