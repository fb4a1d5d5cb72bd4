"""The platform: settings, archive, crosswalk, release, dumps, doors, command line."""
