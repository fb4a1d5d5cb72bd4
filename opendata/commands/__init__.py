"""The commands of `opendata`, one a module: `command` is what the command line runs."""
