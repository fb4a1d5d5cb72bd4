"""One MARC 21 record to the N-Triples statements of its BIBFRAME description."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.linked_fields import LinkedField, linked_fields
from opendata.crosswalk.rules import RecordRule, Rule, Write
from opendata.crosswalk.splitting import Part, describes_several, of_part, split
from opendata.crosswalk.statements import BASE, RECORD
from opendata.crosswalk.target import Context, Target, codes_of, name_and_codes

_REMEMBERED = 2_000
_RECORD, _BASE = RECORD.encode(), BASE.encode()


class MarcConverter:
    """The rules by tag, and the fields that were converted lately.

    A field of the *shared tags* is one that many records share (a subject, RDA's 336–338) and whose rules
    look at nothing beside it: it is converted once and its statements are kept, with `RECORD` and `BASE`
    where the IRIs go.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        record_rules: Iterable[RecordRule],
        shared_tags: Collection[str],
    ) -> None:
        by_tag: defaultdict[str, list[Write]] = defaultdict(list)
        for rule in rules:
            by_tag[rule.tag].append(rule.write)
        self._by_tag: dict[str, tuple[Write, ...]] = {tag: tuple(writes) for tag, writes in by_tag.items()}
        self._record_rules = tuple([rule.write for rule in record_rules])
        self._shared_tags = frozenset(shared_tags)
        self._remembered: dict[MarcField, tuple[str, list[str]]] = {}

    def statements(self, record: MarcRecord, iri: str) -> list[str]:
        """The statements of *record*'s graph, without their final dots: each once, in the fields' order.

        *iri* is the record's, `{base}record/{source}/{id}`. Bad data gives a partial description, no error.
        """
        return _placed(self.items(record), iri).decode().split("\n")

    def nquads(self, record: MarcRecord, iri: str) -> bytes:
        """The same as lines of N-Quads whose graph is *iri*."""
        return as_nquads(self.items(record), iri)

    def items(self, record: MarcRecord) -> Iterable[str]:
        """The strings that the rules wrote, each once (see Target: no statement stands in two of them)."""
        context = Context(record)
        if describes_several(context):
            principal, parts = split(context)
            if parts:
                return self._items_of_several(principal, parts)
        return self._items_of_one(context)

    def _items_of_several(self, principal: MarcRecord, parts: Sequence[Part]) -> Iterable[str]:
        lines = "\n".join(self._items_of_one(Context(principal))).split("\n")
        for part in parts:
            lines.extend(of_part(self._items_of_one(Context(part.record)), part.instance))
        return dict.fromkeys(lines)

    def _items_of_one(self, context: Context) -> Iterable[str]:
        record = context.record
        out: list[str] = []
        to = Target(out, context)
        for write in self._record_rules:
            write(record, to)
        if "880" in context.by_tag:
            self._write_linked(context, out)
            return dict.fromkeys("\n".join(out).split("\n"))
        self._write_fields(record.fields, context, out)
        return dict.fromkeys(out)

    def _write_fields(self, fields: Iterable[MarcField], context: Context, out: list[str]) -> None:
        names: set[str] = set()
        by_tag, shared, remembered = self._by_tag, self._shared_tags, self._remembered
        to = Target(out, context)
        for field in fields:
            tag = field[0]
            writes = by_tag.get(tag)
            if writes is None:
                continue
            known = remembered.get(field) if tag in shared else None
            if known is not None:
                name, items = known
                if name in names:
                    distinct = _distinct(name, names)
                    items = [item.replace(name, distinct) for item in items]
                    name = distinct
                names.add(name)
                out.extend(items)
                continue
            own, to.codes = name_and_codes(field)
            name = _distinct(own, names) if own in names else own
            names.add(name)
            to.tag, to.name = tag, name
            start = len(out)
            for write in writes:
                write(field, to)
            if tag in shared and name is own:
                if len(remembered) >= _REMEMBERED:
                    remembered.clear()
                remembered[field] = own, out[start:]

    def _write_linked(self, context: Context, out: list[str]) -> None:
        names: set[str] = set()
        named: dict[int, str] = {}
        to = Target(out, context)
        for linked in linked_fields(context.record.fields, context):
            field, tag, partner, lang = linked
            writes = self._by_tag.get(tag)
            if writes is None:
                continue
            to.paired = partner is not None and id(partner) in named
            if to.paired:
                to.name = named[id(partner)]
            else:
                name, to.codes = name_and_codes(field)
                to.name = named[id(field)] = _distinct(name, names)
                names.add(to.name)
            if field.tag != tag:
                field = _as_tag(linked)
                to.codes = codes_of(field)
            to.tag, to.lang = tag, lang
            for write in writes:
                write(field, to)


def as_nquads(items: Iterable[str], iri: str) -> bytes:
    """What `MarcConverter.items` gave of the record *iri*, as lines of N-Quads whose graph that is."""
    return _placed((*items, ""), iri).replace(b"\n", f" <{iri}> .\n".encode())


def _placed(items: Iterable[str], iri: str) -> bytes:
    """*items*, a line each, with the record's IRI and the installation's base where their signs stand.

    As bytes, since replacing takes half the time there.
    """
    text = "\n".join(items).encode()
    return text.replace(_RECORD, iri.encode()).replace(_BASE, (iri.rsplit("/", 3)[0] + "/").encode())


def _as_tag(linked: LinkedField) -> MarcField:
    """The field as its rules want to see it: an 880 under the tag that it stands for, without its $6."""
    rest = tuple(pair for pair in linked.field.subfields if pair[0] != "6")
    return linked.field._replace(tag=linked.tag, subfields=rest)


def _distinct(name: str, names: set[str]) -> str:
    """*name*, with a counter when the record has had a field of the very same content (house rule)."""
    if name not in names:
        return name
    count = 2
    while f"{name}.{count}" in names:
        count += 1
    return f"{name}.{count}"
