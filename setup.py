"""Compiles the converter and the writers of OAI-PMH with mypyc; without a C compiler they run as Python.

The sources are the same: what is compiled gives the same bytes in about two thirds of the time.
`OPENDATA_COMPILE=0` leaves it out. The metadata stand in setup.cfg.
"""

import os
import shutil
import sys
import sysconfig
from pathlib import Path

from setuptools import Extension, setup

COMPILED = (
    "harvesters/marc.py",
    "vocabularies/codes.py",
    "vocabularies/text.py",
    "opendata/crosswalk/**/*.py",
    "opendata/identity.py",
    "opendata/doors/oai_repository.py",
    "oai/xml.py",
    "oai/records.py",
    "oai/verbs/lists.py",
    "oai/formats/marc21.py",
    "oai/formats/values.py",
    "oai/formats/dublin_core*.py",
    "oai/formats/mods_*.py",
    "oai/formats/mods_marc21/*.py",
)


def extensions() -> list[Extension]:
    """The compiled modules; none where nothing can be compiled, which is said and is no error."""
    compiler = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()[0]
    header = Path(sysconfig.get_path("include"), "Python.h")
    if os.environ.get("OPENDATA_COMPILE") == "0" or not shutil.which(compiler) or not header.exists():
        return []
    sources = sorted(
        str(path) for pattern in COMPILED for path in Path().glob(pattern) if path.name != "__init__.py"
    )
    try:
        from mypyc.build import mypycify

        found: list[Extension] = mypycify(
            ["--ignore-missing-imports", "--follow-imports=silent", *sources],
            opt_level="2",
            debug_level="0",
            group_name="opendata",
        )
    except (ImportError, SystemExit) as error:
        print(f"The converter stays plain Python, and slower: {error}", file=sys.stderr)
        return []
    for extension in found:
        extension.optional = True
    return found


setup(ext_modules=extensions())
