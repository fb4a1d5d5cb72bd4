"""UNIMARC records, told in MARC 21 so that one crosswalk serves both (IFLA, UNIMARC to MARC 21).

The table gives each UNIMARC field its MARC 21 tag, indicators and subfields; the odd cases (coded data,
names, titles) are functions. A field that is not in the table stays in the archive and is not converted.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from harvesters.marc import MarcField, MarcRecord
from opendata.crosswalk.rules import subfield, subfields

_NOTHING = ""


class Told(NamedTuple):
    """What a UNIMARC field is in MARC 21: tag, indicators, and its subfields' codes."""

    tag: str
    ind1: str
    ind2: str
    codes: Mapping[str, str]


def _same(codes: str) -> dict[str, str]:
    return {code: code for code in codes}


_BODY_CODES = {"a": "a", "b": "b", "c": "g", "d": "n", "e": "c", "f": "d", "g": "q"}
_MEETING_CODES = {**_BODY_CODES, "b": "e"}
_SUBDIVISIONS = {"a": "a", "x": "x", "y": "z", "z": "y", "j": "v", "2": "2", "3": "0"}

TABLE: Mapping[str, Told] = {
    "010": Told("020", " ", " ", {"a": "a", "b": "q", "d": "c", "z": "z"}),
    "011": Told("022", " ", " ", {"a": "a", "y": "z", "z": "y"}),
    "020": Told("015", " ", " ", {"b": "a", "a": "2"}),
    "035": Told("035", " ", " ", _same("az")),
    "101": Told("041", "1", " ", {"a": "a", "b": "k", "c": "h", "d": "b", "e": "f", "h": "e", "j": "j"}),
    "205": Told("250", " ", " ", {"a": "a", "b": "b", "f": "b"}),
    "207": Told("362", "0", " ", {"a": "a"}),
    "215": Told("300", " ", " ", {"a": "a", "c": "b", "d": "c", "e": "e"}),
    "225": Told("490", "0", " ", {"a": "a", "e": "a", "h": "n", "i": "p", "v": "v", "x": "x"}),
    "300": Told("500", " ", " ", {"a": "a"}),
    "303": Told("500", " ", " ", {"a": "a"}),
    "304": Told("500", " ", " ", {"a": "a"}),
    "305": Told("500", " ", " ", {"a": "a"}),
    "306": Told("500", " ", " ", {"a": "a"}),
    "307": Told("500", " ", " ", {"a": "a"}),
    "310": Told("500", " ", " ", {"a": "a"}),
    "320": Told("504", " ", " ", {"a": "a"}),
    "326": Told("310", " ", " ", {"a": "a", "b": "b"}),
    "327": Told("505", "0", " ", {"a": "a"}),
    "328": Told("502", " ", " ", {"a": "a", "b": "b", "c": "c", "d": "d", "e": "c"}),
    "330": Told("520", " ", " ", {"a": "a"}),
    "333": Told("521", " ", " ", {"a": "a"}),
    "337": Told("538", " ", " ", {"a": "a"}),
    "410": Told("760", "0", " ", {"t": "t", "x": "x"}),
    "421": Told("770", "0", " ", {"t": "t", "x": "x"}),
    "430": Told("780", "0", "0", {"t": "t", "x": "x"}),
    "440": Told("785", "0", "0", {"t": "t", "x": "x"}),
    "452": Told("776", "0", " ", {"t": "t", "x": "x"}),
    "453": Told("767", "0", " ", {"t": "t", "x": "x"}),
    "454": Told("765", "0", " ", {"t": "t", "x": "x"}),
    "461": Told("773", "0", " ", {"t": "t", "v": "g", "x": "x"}),
    "463": Told("773", "0", " ", {"t": "t", "v": "g", "x": "x"}),
    "500": Told("240", "1", "0", {"a": "a", "h": "n", "i": "p", "k": "f", "m": "l"}),
    "510": Told("246", "1", "1", {"a": "a", "e": "b"}),
    "512": Told("246", "1", "4", {"a": "a", "e": "b"}),
    "517": Told("246", "1", " ", {"a": "a", "e": "b"}),
    "530": Told("222", " ", "0", {"a": "a", "b": "b"}),
    "606": Told("650", " ", "7", _SUBDIVISIONS),
    "607": Told("651", " ", "7", _SUBDIVISIONS),
    "608": Told("655", " ", "7", _SUBDIVISIONS),
    "610": Told("653", " ", " ", {"a": "a"}),
    "675": Told("080", " ", " ", {"a": "a", "v": "2"}),
    "676": Told("082", "0", "4", {"a": "a", "v": "2"}),
    "680": Told("050", " ", "4", {"a": "a", "b": "b"}),
    "686": Told("084", " ", " ", {"a": "a", "b": "b", "2": "2"}),
    "856": Told("856", "1", "2", _same("u3yz")),
    "995": Told("852", " ", " ", {"b": "b", "c": "c", "f": "p", "k": "h"}),
}

_NAMES: Mapping[str, str] = {
    "700": "100",
    "701": "700",
    "702": "700",
    "710": "110",
    "711": "710",
    "712": "710",
    "720": "100",
    "721": "700",
    "722": "700",
    "600": "600",
    "601": "610",
}


def _name(field: MarcField) -> MarcField:
    """7XX and 600, 601: persons (surname, forename in $b), bodies and meetings (first indicator 1)."""
    tag = _NAMES[field.tag]
    pairs: list[tuple[str, str]] = []
    if tag[1:] == "00":
        surname, forename = subfield(field, "a").rstrip(", "), subfield(field, "b")
        full = f"{surname}, {forename}" if surname and forename else surname or forename
        pairs.append(("a", f"{full}," if subfield(field, "f") or subfield(field, "c") else full))
        pairs.extend((to, value) for code, to in (("c", "c"), ("f", "d")) for value in subfields(field, code))
        ind1 = "3" if field.tag[1:2] == "2" else "1" if forename and field.ind2 == "1" else "0"
    else:
        codes = _BODY_CODES
        if field.ind1 == "1":
            tag, codes = tag[0] + "11", _MEETING_CODES
        pairs.extend((codes[code], value) for code, value in field.subfields if code in codes)
        ind1 = "2"
    if tag[0] == "6":
        pairs.extend((_SUBDIVISIONS[code], value) for code, value in field.subfields if code in "xyzj2")
        return MarcField(tag, ind1, "7", tuple(pairs))
    pairs.extend(("4", _RELATORS[value]) for value in subfields(field, "4") if value in _RELATORS)
    return MarcField(tag, ind1, " ", tuple(pairs))


_RELATORS: Mapping[str, str] = {
    "010": "adp",
    "040": "art",
    "070": "aut",
    "080": "aui",
    "220": "com",
    "230": "cmp",
    "300": "drt",
    "340": "edt",
    "440": "ill",
    "590": "prf",
    "600": "pht",
    "650": "pbl",
    "651": "pbd",
    "675": "rev",
    "727": "ths",
    "730": "trl",
}
"""UNIMARC's numeric relator codes to MARC's."""


def _title(field: MarcField) -> MarcField:
    """200: title proper, other title information, parts, responsibility, with the ISBD marks between them."""
    pairs: list[tuple[str, str]] = []
    for code, value in field.subfields:
        if code in _TITLE_CODES and value:
            to, mark = _TITLE_CODES[code]
            if pairs:
                pairs[-1] = (pairs[-1][0], f"{pairs[-1][1].rstrip()}{mark}")
            pairs.append((to, value))
    responsible = [value for code, value in field.subfields if code in "fg" and value]
    if responsible:
        pairs.append(("c", " ; ".join(responsible)))
    return MarcField("245", "1", "0", tuple(pairs))


_TITLE_CODES = {"a": ("a", " ;"), "d": ("b", " ="), "e": ("b", " :"), "h": ("n", "."), "i": ("p", ",")}
"""Subfields of 200: the code in 245, and the mark that goes before it."""


def _publication(field: MarcField) -> MarcField:
    """210 and 214: place, publisher, date; manufacture."""
    codes = {"a": "a", "c": "b", "d": "c", "e": "e", "g": "f", "h": "g"}
    return MarcField("260", " ", " ", tuple((codes[code], v) for code, v in field.subfields if code in codes))


_ODD: Mapping[str, Callable[[MarcField], MarcField]] = {
    "200": _title,
    "210": _publication,
    "214": _publication,
    **dict.fromkeys(_NAMES, _name),
}


def _told(field: MarcField) -> MarcField | None:
    if (odd := _ODD.get(field.tag)) is not None:
        return odd(field)
    told = TABLE.get(field.tag)
    if told is None:
        return None
    pairs = tuple((told.codes[code], value) for code, value in field.subfields if code in told.codes)
    if told.tag in ("650", "651", "655") and "2" not in dict(pairs):
        return MarcField(told.tag, told.ind1, "4", pairs) if pairs else None
    if told.tag == "856":
        return MarcField("856", field.ind1, field.ind2, pairs) if pairs else None
    return MarcField(told.tag, told.ind1, told.ind2, pairs) if pairs else None


_TYPES = {"a": "a", "b": "t", "c": "c", "d": "d", "e": "e", "f": "f", "g": "g", "i": "i", "j": "j", "k": "k",
          "l": "m", "m": "o", "r": "r"}  # fmt: skip


def _leader(leader: str) -> str:
    kind = _TYPES.get(leader[6], "a")
    level = leader[7] if leader[7] in "amsc" else "i" if leader[7] == "i" else "m"
    return f"{leader[:5]}{leader[5]}{kind}{level} a{leader[10:17]} i 4500"


_DATE_TYPES = {
    "a": "c",
    "b": "d",
    "c": "u",
    "d": "s",
    "e": "r",
    "f": "q",
    "g": "m",
    "h": "t",
    "i": "s",
    "j": "e",
}


def _field008(record: MarcRecord) -> str:
    """100 (general processing data), 101 and 102 as 008."""
    general = next((subfield(field, "a") for field in record.fields if field.tag == "100"), "").ljust(17)
    language = next((subfield(field, "a") for field in record.fields if field.tag == "101"), "")
    country = next((subfield(field, "a") for field in record.fields if field.tag == "102"), "")
    entered = general[2:8] if general[:8].isdigit() else "      "
    date1, date2 = general[9:13].ljust(4), general[13:17].ljust(4)
    kind = _DATE_TYPES.get(general[8], "|")
    place = _COUNTRIES.get(country.strip().upper(), "xx ")
    return f"{entered}{kind}{date1}{date2}{place}{' ' * 17}{language.strip()[:3].ljust(3)}  "


_COUNTRIES: Mapping[str, str] = {
    "VN": "vm ",
    "FR": "fr ",
    "CN": "cc ",
    "DE": "gw ",
    "GB": "enk",
    "IT": "it ",
    "JP": "ja ",
    "KR": "ko ",
    "LA": "ls ",
    "KH": "cb ",
    "RU": "ru ",
    "TH": "th ",
    "US": "xxu",
    "BE": "be ",
    "CH": "sz ",
    "ES": "sp ",
    "PT": "po ",
    "CA": "xxc",
    "CZ": "xr ",
    "PL": "pl ",
    "HR": "ci ",
    "SI": "xv ",
    "GR": "gr ",
}
"""ISO 3166 codes of 102 to MARC country codes; others are `xx`, unknown."""


def to_marc21(record: MarcRecord) -> MarcRecord:
    """The UNIMARC *record* as a MARC 21 one, fields in the order of their new tags."""
    fields = [told for field in record.fields if (told := _told(field)) is not None and told.subfields]
    agency = next((subfield(field, "b") for field in record.fields if field.tag == "801"), "")
    if agency:
        fields.append(MarcField("040", " ", " ", (("a", agency),)))
    fields.sort(key=lambda field: field.tag)
    number = record.control_value("001")
    control: tuple[tuple[str, str], ...] = (("001", number),) if number else ()
    changed = record.control_value("005")
    if changed:
        control += (("005", changed),)
    return MarcRecord(_leader(record.leader), (*control, ("008", _field008(record))), tuple(fields))
