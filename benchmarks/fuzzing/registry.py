"""The fuzz targets, by name."""

from fuzzing import doors, files, protocols, queries, records
from fuzzing.target import Target

TARGETS: dict[str, Target] = {
    **records.TARGETS,
    **protocols.TARGETS,
    **queries.TARGETS,
    **doors.TARGETS,
    **files.TARGETS,
}
