"""What libraries call their own sets: the newest name stands."""

from collections.abc import Mapping

from sqlalchemy import Connection, select
from sqlalchemy.dialects import postgresql, sqlite

from opendata.archive.pages import storable
from opendata.archive.schema import origin_set_names as table


def write_set_names(connection: Connection, library: str, names: Mapping[str, str]) -> None:
    """Keeps the *names* of a library's sets by setSpec; the others that are known stay."""
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    statement = dialect.insert(table)
    written = statement.on_conflict_do_update(
        index_elements=[table.c.library, table.c.spec], set_={"name": statement.excluded.name}
    )
    known = {storable(spec): storable(name) for spec, name in names.items()}
    rows = [{"library": library, "spec": spec, "name": name} for spec, name in sorted(known.items())]
    if rows:
        connection.execute(written, rows)


def read_set_names(connection: Connection) -> dict[tuple[str, str], str]:
    """The names of all sets, by library and setSpec."""
    rows = connection.execute(select(table.c.library, table.c.spec, table.c.name))
    return {(row.library, row.spec): row.name for row in rows}
