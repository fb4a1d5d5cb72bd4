"""What a rule is given beside the field: where to write, how the field's nodes are named, and the record."""

from collections.abc import Sequence
from hashlib import blake2b

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.statements import RECORD


class Context:
    """The facts of a record that rules of several fields ask for."""

    __slots__ = ("by_tag", "control", "field008", "leader", "record")

    def __init__(self, record: MarcRecord) -> None:
        self.record = record
        self.leader = record.leader
        self.control = dict(reversed(record.control))
        """The first control field of each tag."""
        self.field008 = self.control.get("008", "")
        by_tag: dict[str, list[MarcField]] = {}
        for field in record.fields:
            tag = field[0]
            if tag in by_tag:
                by_tag[tag].append(field)
            else:
                by_tag[tag] = [field]
        self.by_tag = by_tag

    @property
    def type_of_record(self) -> str:
        """Leader/06."""
        return self.leader[6]

    @property
    def level(self) -> str:
        """Leader/07, the bibliographic level."""
        return self.leader[7]

    @property
    def language(self) -> str:
        """008/35-37, a MARC language code, or blanks."""
        return self.field008[35:38]

    def fields(self, tag: str) -> Sequence[MarcField]:
        """The data fields called *tag*, in the record's order."""
        return self.by_tag.get(tag, ())


class Target:
    """Where a rule writes the statements of one field.

    `out` takes statements, each without its final dot; `name` begins the IRI of every node that the field
    makes (house rule: `#{tag}-{hash of the field's content}`); `lang` is `""` or a language tag with its
    `@`, to stand behind the quotes of a transcribed text; `tag` is the field's, for an 880 that of the
    field it stands for; `codes` are the codes of its subfields, to see at a glance what it has; `paired` says
    that the field is an 880 whose partner was written before, under the same name.

    A string in `out` may hold several statements, a line each, when all but the first are about nodes of the
    field itself; what may be said twice (of the Work, the Instance, shared things) stands alone.
    """

    __slots__ = ("codes", "context", "lang", "name", "out", "paired", "tag")

    def __init__(
        self, out: list[str], context: Context, tag: str = "", name: str = "", lang: str = ""
    ) -> None:
        self.out = out
        self.context = context
        self.tag = tag
        self.name = name
        self.lang = lang
        self.codes = ""
        self.paired = False

    def node(self, part: str = "") -> str:
        """The IRI of a node of this field: the field's own, or a *part* of it (`agent`, `title-2` …)."""
        return f"{self.name}-{part}>" if part else f"{self.name}>"


def name_and_codes(field: MarcField) -> tuple[str, str]:
    """The beginning of the IRIs of a field's nodes, told by what stands in it alone; its subfields' codes."""
    tag, ind1, ind2, subfields = field
    codes = ""
    content = [ind1 + ind2]
    for code, value in subfields:
        codes += code
        content.append(code)
        content.append(value)
    name = blake2b("\x1f".join(content).encode(), digest_size=6).hexdigest()
    return f"<{RECORD}#{tag}-{name}", codes


def name_of(field: MarcField) -> str:
    """The beginning of the IRIs of a field's nodes."""
    return name_and_codes(field)[0]


def codes_of(field: MarcField) -> str:
    """The codes of a field's subfields, in a row."""
    return "".join([code for code, _ in field.subfields])
