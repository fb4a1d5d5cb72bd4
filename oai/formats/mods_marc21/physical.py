"""physicalDescription: 007, 008, $h of titles, 254, 256, 300, 337, 338, 340, 351, 856 $q."""

from oai.formats.mods_marc21.element import attribute, element, linkage
from oai.formats.mods_marc21.facts import Facts
from oai.formats.values import first, picked, punctuated, tidy
from oai.repository import MarcField

_FORMS = {
    "a": "microfilm", "b": "microfiche", "c": "microopaque", "d": "large print", "f": "braille",
    "o": "electronic", "q": "electronic", "r": "print", "s": "electronic",
}  # fmt: skip
"""008/23, or /29 of maps and visual materials; terms of marcform."""
_CATEGORIES = {
    "a": "map", "c": "electronic resource", "d": "globe", "f": "tactile material", "g": "projected graphic",
    "h": "microform", "k": "nonprojected graphic", "m": "motion picture", "o": "kit", "q": "notated music",
    "r": "remote-sensing image", "s": "sound recording", "t": "text", "v": "videorecording",
}  # fmt: skip
"""007/00; terms of marccategory."""
_SPECIFIC = {
    "ad": "atlas", "ag": "diagram", "aj": "map", "ak": "profile", "aq": "model",
    "ar": "remote-sensing image", "as": "section", "ay": "view", "ca": "tape cartridge",
    "cb": "chip cartridge", "cc": "computer optical disc cartridge", "cf": "tape cassette",
    "ch": "tape reel", "cj": "magnetic disc", "cm": "magneto-optical disc", "co": "optical disc",
    "cr": "remote", "da": "celestial globe", "db": "planetary or lunar globe",
    "dc": "terrestrial globe", "de": "earth moon globe", "fa": "moon", "fb": "combination",
    "fc": "braille", "fd": "tactile, with no writing system", "gc": "filmstrip cartridge",
    "gd": "filmslip", "gf": "other filmstrip type", "go": "filmstrip roll", "gs": "slide",
    "gt": "transparency", "ha": "aperture card", "hb": "microfilm cartridge",
    "hc": "microfilm cassette", "hd": "microfilm reel", "he": "microfiche",
    "hf": "microfiche cassette", "hg": "microopaque", "kc": "collage", "kd": "drawing",
    "ke": "painting", "kf": "photomechanical print", "kg": "photonegative", "kh": "photoprint",
    "ki": "picture", "kj": "print", "kl": "technical drawing", "kn": "chart", "ko": "flash card",
    "mc": "film cartridge", "mf": "film cassette", "mr": "film reel", "oo": "kit",
    "qq": "notated music", "rr": "remote-sensing image", "sd": "sound disc", "se": "cylinder",
    "sg": "sound cartridge", "si": "sound-track film", "sq": "roll", "ss": "sound cassette",
    "st": "sound-tape reel", "sw": "wire recording", "ta": "regular print", "tb": "large print",
    "tc": "braille", "td": "text in looseleaf binder", "vc": "videocartridge", "vd": "videodisc",
    "vf": "videocassette", "vr": "videoreel",
}  # fmt: skip
"""007/00-01; terms of marcsmd."""
_TITLES = ("130", "240", "242", "245", "246", "730")
_ORIGINS = {
    "a": "reformatted digital",
    "b": "digitized microfilm",
    "d": "digitized other analog",
    "n": "born digital",
}
"""007/11 of electronic resources: what they were made from."""
_QUALITIES = {"a": "access", "p": "preservation", "r": "replacement"}
"""007/13 of electronic resources."""


def physical_descriptions(facts: Facts) -> list[str]:
    """One for the resource, and one for each 300 in another script."""
    inner = _coded(facts) + "".join([_of_field(field) for field in _own(facts)])
    found = [f"<physicalDescription>{inner}</physicalDescription>"] if inner else []
    for field in facts.fields.get("300", ()):
        if field.tag == "880" and (told := _extent(field)):
            found.append(f"<physicalDescription{linkage(field)}>{told}</physicalDescription>")
    return found


def _own(facts: Facts) -> list[MarcField]:
    tags = (*_TITLES, "254", "256", "300", "337", "338", "340", "351", "856")
    return [field for tag in tags for field in facts.fields.get(tag, ()) if field.tag == tag]


def _coded(facts: Facts) -> str:
    place = 29 if facts.kind in ("MP", "VM") else 23
    found = element("form", _FORMS.get(facts.coded[place], ""), ' authority="marcform"')
    for value in facts.physical:
        found += element("form", _CATEGORIES.get(value[:1], ""), ' authority="marccategory"')
        found += element("form", _SPECIFIC.get(value[:2], ""), ' authority="marcsmd"')
        if value[:1] == "c":
            found += element("reformattingQuality", _QUALITIES.get(value[13:14], ""))
            found += element("digitalOrigin", _ORIGINS.get(value[11:12], ""))
    return found


def _of_field(field: MarcField) -> str:
    match field.tag:
        case "256":
            return element("form", tidy(first(field, "a")))
        case tag if tag in _TITLES:
            return element("form", tidy(first(field, "h")).strip("[]"), ' authority="gmd"')
        case "300":
            return _extent(field)
        case "337":
            return _listed(field, "media", "rdamedia")
        case "338":
            return _listed(field, "carrier", "rdacarrier")
        case "340":
            material = "".join([element("form", tidy(one), ' type="material"') for one in picked(field, "a")])
            return material + element("form", tidy(first(field, "d")), ' type="technique"')
        case "351":
            return element("note", tidy(" ".join(picked(field, "3abc"))), ' type="arrangement"')
        case "856":
            types = picked(field, "q")
            return "".join([element("internetMediaType", one) for one in types if "/" in one])
    return element("form", tidy(" ".join(picked(field, "a"))), ' type="musical presentation"')


def _extent(field: MarcField) -> str:
    unit = attribute("unit", tidy(first(field, "f")))
    return element("extent", punctuated(field, "abcefg3"), unit)


def _listed(field: MarcField, kind: str, authority: str) -> str:
    given = attribute("authority", first(field, "2") or authority)
    return "".join([element("form", tidy(one), f' type="{kind}"{given}') for one in picked(field, "a")])
