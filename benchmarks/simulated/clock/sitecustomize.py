"""On the path of every process of the simulated days: the clock is ahead by what a file says, at every look.

It is the clock of this project's modules, and time.time for all. The clocks that waiting is measured by
(time.monotonic, the kernel's timeouts) stay as they are.
"""

import importlib.abc
import importlib.machinery
import os
import sys
import time
from datetime import datetime
from mmap import ACCESS_READ, mmap
from pathlib import Path
from types import ModuleType
from typing import Any

_ROOMS = ("harvesters", "oai", "opendata", "simulated", "sparql")
_real_time = time.time
with Path(os.environ["SIMULATED_CLOCK"]).open("rb") as _file:
    _ahead = mmap(_file.fileno(), 0, access=ACCESS_READ)


class _Datetime(type):
    def __instancecheck__(cls, instance: object) -> bool:
        return isinstance(instance, datetime)


class _Ahead(datetime, metaclass=_Datetime):
    __slots__ = ()

    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return datetime.fromtimestamp(_now(), tz)


def _now() -> float:
    return _real_time() + int(_ahead[:12])


class _Finder(importlib.abc.MetaPathFinder):
    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname.partition(".")[0] not in _ROOMS:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            execute(module)
            if vars(module).get("datetime") is datetime:
                module.datetime = _Ahead  # type: ignore[attr-defined]

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


time.time = _now
sys.meta_path.insert(0, _Finder())
