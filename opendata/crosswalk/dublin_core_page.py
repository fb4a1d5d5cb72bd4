"""The table of `docs/dublin-core.md`, from the rules themselves."""

from opendata.crosswalk.dublin_core import NOT_CONVERTED, RULES

BEGIN, END = "<!-- table -->\n", "<!-- end of table -->\n"


def table() -> str:
    """Every element with what it becomes, then those that are left out, in Markdown."""
    lines = ["| element | becomes |", "|---|---|"]
    lines += [f"| `{name}` | {rule.becomes} |" for name, rule in sorted(RULES.items())]
    lines += ["", "Left out on purpose:", "", "| element | why |", "|---|---|"]
    lines += [f"| `{name}` | {why} |" for name, why in sorted(NOT_CONVERTED.items())]
    return "\n".join(lines) + "\n"


def with_table(page: str) -> str:
    """*page* with the table as it is now between its marks."""
    head, _, rest = page.partition(BEGIN)
    return f"{head}{BEGIN}\n{table()}\n{END}{rest.partition(END)[2]}"
