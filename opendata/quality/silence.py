"""The fields of a MARC 21 record that rules read, and of which they say nothing.

That is known only by converting each field by itself; so it is for the report of a file, and not for the
totals of a release.
"""

from collections.abc import Mapping
from functools import cache

from harvesters.marc import MarcRecord
from opendata.crosswalk.linked_fields import linked_fields
from opendata.crosswalk.registry import SHEETS
from opendata.crosswalk.rules import Write
from opendata.crosswalk.target import Context, Target, name_and_codes


def silent(record: MarcRecord) -> frozenset[int]:
    """The identities of the fields of which the rules of their tag say nothing.

    Fields that a rule over the whole record reads are not among them: what that says cannot be told apart.
    """
    rules = _rules()
    context = Context(record)
    found: set[int] = set()
    for linked in linked_fields(record.fields, context):
        writes = rules.get(linked.tag)
        if writes is None:
            continue
        field = linked.field
        if field.tag != linked.tag:
            rest = tuple(pair for pair in field.subfields if pair[0] != "6")
            field = field._replace(tag=linked.tag, subfields=rest)
        out: list[str] = []
        to = Target(out, context, linked.tag, "", linked.lang)
        to.name, to.codes = name_and_codes(field)
        for write in writes:
            write(field, to)
            if out:
                break
        else:
            found.add(id(linked.field))
    return frozenset(found)


@cache
def _rules() -> Mapping[str, list[Write]]:
    """What is done with a field by its tag alone."""
    rules: dict[str, list[Write]] = {}
    for sheet in SHEETS:
        for rule in getattr(sheet, "RULES", ()):
            rules.setdefault(rule.tag, []).append(rule.write)
    of_records = {
        tag for sheet in SHEETS for rule in getattr(sheet, "RECORD_RULES", ()) for tag in rule.reads
    }
    return {tag: writes for tag, writes in rules.items() if tag not in of_records}
