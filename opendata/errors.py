"""What the platform refuses or cannot do, each in one line that a person can act on.

OpendataError
├── SettingsError        a file of settings, a key in it, what was found, what is allowed
├── HomeError            the home folder is missing, or cannot be read or written
├── ArchiveError         the archive cannot be opened, read or written
│   └── ArchiveBusyError     another process is writing to it
├── ReleaseError         a release cannot be made
│   ├── NoReleaseError       nothing has been published yet
│   └── PublishBusyError     another process is publishing
├── ClusterError         the machines that share the work cannot be reached, or do not fit
├── BackupError          a backup cannot be made or restored
├── NotFoundError        a library or a record that the user named does not exist
├── InputError           a file that was given to a command cannot be read
├── IncompleteError      a command went through, but some of what it was to do failed
└── AddressInUseError    another program listens where a door is to open
"""

from pathlib import Path


class OpendataError(Exception):
    """The platform's own errors; `str()` is one line for the user, without a full stop at its end."""


class SettingsError(OpendataError):
    """A file of settings that says what is not allowed."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(f"{file}: {problem}")
        self.file = file
        self.problem = problem


class HomeError(OpendataError):
    """The home folder is missing, or cannot be read or written."""


class ArchiveError(OpendataError):
    """The archive cannot be opened, read or written."""


class ArchiveBusyError(ArchiveError):
    """Another process is writing to the archive, and went on longer than this one waited."""


class ReleaseError(OpendataError):
    """A release cannot be made."""


class NoReleaseError(ReleaseError):
    """Nothing has been published yet."""


class PublishBusyError(ReleaseError):
    """Another process is publishing."""


class ClusterError(OpendataError):
    """The machines that share the work cannot be reached, or do not fit this one."""


class BackupError(OpendataError):
    """A backup cannot be made, is damaged, or cannot be restored."""


class NotFoundError(OpendataError):
    """A library or a record that the user named does not exist."""


class InputError(OpendataError):
    """A file that was given to a command cannot be read, or is of no format that the command knows."""


class IncompleteError(OpendataError):
    """A command went through, but some of what it was to do failed; each failure was reported."""


class AddressInUseError(OpendataError):
    """Another program listens at the address that a door wants."""
