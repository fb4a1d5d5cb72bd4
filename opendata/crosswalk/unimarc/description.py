"""2XX: the description, as ISBD orders it."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.rules import subfield, subfields
from opendata.crosswalk.unimarc.line import Facts, Line, line, made

_MARKS: Mapping[str, str] = {"e": " :", "h": ".", "i": ","}
_TITLE_CODES: Mapping[str, str] = {"e": "b", "h": "n", "i": "p"}


def title(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """200: the title proper; parallel titles as 246, further works of the volume as 740."""
    pairs: list[tuple[str, str]] = []
    responsible: list[str] = []
    parallel: list[list[tuple[str, str]]] = []
    further: list[MarcField] = []
    of_parallel = of_further = False
    for code, value in field.subfields:
        text = value.strip()
        if not text:
            continue
        if code == "d":
            parallel.append([("a", text.lstrip("= "))])
            of_parallel = True
        elif code in "ac":
            if pairs or code == "c":
                further.append(MarcField("740", "0", "2", (("a", text),)))
                of_further = True
            else:
                pairs.append(("a", text))
            of_parallel = False
        elif code in _TITLE_CODES and of_parallel:
            parallel[-1].append((_TITLE_CODES[code], text))
        elif code in _TITLE_CODES and not of_further:
            _append(pairs, _TITLE_CODES[code], text, _MARKS[code])
        elif code == "v":
            _append(pairs, "n", text, ".")
        elif code in "fg":
            responsible.append(text)
    if not pairs:
        return further
    if responsible:
        pairs.append(("c", " ; ".join(responsible)))
    main = MarcField("245", "1" if field.ind1 != "0" else "0", "0", tuple(pairs))
    return [main, *(MarcField("246", "1", "1", tuple(one)) for one in parallel), *further]


def _append(pairs: list[tuple[str, str]], code: str, text: str, mark: str) -> None:
    """Adds a subfield, with the ISBD mark that goes before it at the end of the last one."""
    if pairs:
        last, before = pairs[-1]
        pairs[-1] = last, f"{before.rstrip()}{mark}"
    pairs.append((code, text))


def edition(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """205: the edition with its additions, then who is responsible for it."""
    statement = ", ".join(value.strip() for value in subfields(field, "ab") if value.strip())
    parallel = [f"= {value.lstrip('= ')}" for value in subfields(field, "d") if value.strip()]
    responsible = " ; ".join(value.strip() for value in subfields(field, "fg") if value.strip())
    texts = [("a", " ".join([statement, *parallel]).strip()), ("b", responsible)]
    pairs = [(code, text) for code, text in texts if text]
    return [made(field, of, pairs)] if pairs else []


def numbering(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """207: the numbering of all series of issues in one statement."""
    text = " ; ".join(value.strip(" ;") for value in subfields(field, "a") if value.strip(" ;"))
    pairs = [("a", text)] if text else []
    pairs.extend(("z", value) for value in subfields(field, "z") if value.strip())
    return [made(field, of, pairs)] if pairs else []


def series(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """225: the series in one title, with other titles, parts and parallel titles as ISBD sets them."""
    parts: list[str] = []
    others: list[tuple[str, str]] = []
    for code, value in field.subfields:
        text = value.strip()
        if not text:
            continue
        if code in "vx":
            others.append((code, text))
        elif code == "a":
            parts.append(f" ; {text}" if parts else text)
        elif code in _SERIES_MARKS:
            parts.append(f"{_SERIES_MARKS[code]}{text.lstrip('= ') if code == 'd' else text}")
    if not parts:
        return []
    return [made(field, of, [("a", "".join(parts).lstrip(" ;:=.,")), *others])]


_SERIES_MARKS: Mapping[str, str] = {"d": " = ", "e": " : ", "h": ". ", "i": ", "}


def carrier(field: MarcField, of: Line, _: Facts) -> list[MarcField]:
    """183 and 283: the carrier by RDA's code; of the French list, whose codes are its own, the volume."""
    source = subfield(field, "2").strip()
    pairs: list[tuple[str, str]] = []
    for code in subfields(field, "a"):
        if source.startswith("rdacarrier"):
            pairs.append(("b", code.strip()))
        elif source.lower() == "rdafrcarrier" and code.strip() == "nga":
            pairs.append(("b", "nc"))
    return [made(field, of, [*pairs, ("2", "rdacarrier")])] if pairs else []


_FUNCTION_OF_214: Mapping[str, str] = {"1": "0", "2": "2", "3": "3", "4": "4", "": "1"}
_TRACED: Mapping[str, str] = {"1": "0", "": "1"}

LINES = [
    line("183", "Carrier", "338", "a:b 2", tell=carrier),
    line("200", "Title and responsibility", "245 246 740",
         "a:a+740$a c:740$a d:246$a e:b+246$b f:c g:c h:n+246$n i:p+246$p v:n", tell=title, nonfiling=2),
    line("205", "Edition", "250", "a b:a d:a f:b g:b", tell=edition),
    line("206", "Cartography: scale and projection", "255", "a b:a c:b d:c e:d f:e"),
    line("207", "Serials: numbering", "362", "a z", "0", tell=numbering),
    line("208", "Music: kind of score", "254", "a d:a"),
    line("210", "Publication", "260", "a c:b d:c e g:f h:g"),
    line("211", "Projected date of publication", "263", "a"),
    line("214", "Production, publication, distribution, manufacture, copyright", "264", "a c:b d:c",
         " ", _FUNCTION_OF_214),
    line("215", "Physical description", "300", "a c:b d:c e"),
    line("225", "Series as transcribed", "490", "a d:a e:a h:a i:a v x", _TRACED, tell=series),
    line("230", "Electronic resources: kind and size", "256", "a"),
    line("283", "Carrier", "338", "a:b 2", tell=carrier),
]  # fmt: skip
