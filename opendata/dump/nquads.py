"""N-Quads (RDF 1.1): a line a statement, with the graph that it is in."""

from opendata.dump.dump_format import DumpFormat


def graph(name: str, statements: list[str]) -> bytes:
    """The graph's lines, sorted by their bytes, each once."""
    # Statements are not prefixes of one another but where the next character is `@` or `^`, which both come
    # behind the blank that ends a statement in its line: so their order is that of the lines.
    end = f" <{name}> .\n"
    return "".join([statement + end for statement in sorted(set(statements))]).encode()


NQUADS = DumpFormat(extension="nq", media_type="application/n-quads", graph=graph)
