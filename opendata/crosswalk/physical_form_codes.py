"""The codes of 007 by kind of physical form: what each character says (LC sheet 001-007)."""

from collections.abc import Mapping
from typing import NamedTuple

from opendata.crosswalk.statements import quoted
from vocabularies.namespaces import bf

VOCABULARY = "http://id.loc.gov/vocabulary/"


class Position(NamedTuple):
    """One character of 007: where it stands, the property that it gives, and the terms by code."""

    at: int
    link: str
    terms: Mapping[str, str]
    """Code to the statement's object, an IRI or a text."""


def _terms(stem: str, codes: str, base: str = VOCABULARY) -> Mapping[str, str]:
    """`"a:one c:mul"` as code to IRI; `_` is a blank."""
    pairs = (pair.split(":") for pair in codes.split())
    return {code.replace("_", " "): f"<{base}{stem}/{term}>" for code, term in pairs}


def _texts(texts: Mapping[str, str]) -> Mapping[str, str]:
    return {code: quoted(text) for code, text in texts.items()}


_COLOUR = "a:one b:blw c:mul g:gry h:hnd m:mix"
_MAP_MATERIAL = "a:pap b:wod c:sto d:mtl e:syn f:ski g:tex i:pla j:gls l:vny n:vel p:plt v:lea w:par"
_PICTURE_MATERIAL = (
    "a:can b:brb c:crd d:gls e:syn f:ski g:tex h:mtl i:pla l:vny m:mix n:vel o:pap p:plt q:hdb r:por s:sto"
    " t:wod v:lea w:par"
)
_FILM_MATERIAL = "a:saf c:ace d:saf p:pol r:saf t:tri i:nit m:mix"
_SOUND = "_:silent a:sound b:sound"
_MEDIUM = "a:opt b:mag c:mag d:magopt e:mag f:mag g:magopt h:mag i:opt"
_CHANNELS = "k:mix m:mon q:mul s:ste"
_POLARITY = "a:pos b:neg m:mix"
_SOUND_CHARACTERISTIC = bf.soundCharacteristic


def _colour(at: int, codes: str = "abcghm") -> Position:
    terms = _terms("mcolor", _COLOUR)
    return Position(at, bf.colorContent, {code: terms[code] for code in codes})


def _material(at: int, codes: str, link: str = bf.baseMaterial) -> Position:
    return Position(at, link, _terms("mmaterial", codes))


def _of(at: int, link: str, stem: str, codes: str) -> Position:
    return Position(at, link, _terms(stem, codes))


def _genre(codes: str, at: int = 1) -> Position:
    return Position(at, bf.genreForm, _terms("authorities/genreForms", codes, "http://id.loc.gov/"))


def _size(at: int, texts: Mapping[str, str]) -> Position:
    return Position(at, bf.dimensions, _texts(texts))


_FILM_WIDTHS = {
    "a": "8 mm.",
    "b": "super 8 mm., single 8 mm.",
    "c": "9.5 mm.",
    "d": "16 mm.",
    "e": "28 mm.",
    "f": "35 mm.",
    "g": "70 mm.",
}

MAP = (
    _genre(
        "d:gf2011026058 g:gf2014026061 j:gf2011026387 k:gf2011026113 q:gf2017027245 r:gf2011026530"
        " s:gf2011026295 y:gf2018026045"
    ),
    _of(1, bf.carrier, "carriers", "d:nc g:nb j:nb k:nb q:nr r:nb s:nb y:nb"),
    _colour(3, "ac"),
    _material(4, _MAP_MATERIAL),
    _of(5, bf.generation, "mgeneration", "f:facsimile z:mixedgen"),
    _of(6, bf.productionMethod, "mproduction", "a:blueline b:photocopy"),
    _of(7, bf.polarity, "mpolarity", _POLARITY),
)
ELECTRONIC = (
    _of(1, bf.carrier, "carriers", "a:ca b:cb c:ce d:cd e:ce f:cf h:ch j:ce k:ck m:cd o:cd r:cr z:cz"),
    _colour(3, "abcgm"),
    _size(
        4,
        {
            "a": "3 1/2 in.",
            "e": "12 in.",
            "g": "4 3/4 in.",
            "i": "1 1/8 x 2 3/8 in.",
            "j": "3 7/8 x 2 1/2 in.",
            "o": "5 1/4 in.",
            "u": "unknown",
            "v": "8 in.",
        },
    ),
    _of(5, bf.soundContent, "msoundcontent", "_:silent a:sound"),
)
GLOBE = (
    _genre("a:gf2011026117 b:gf2011026300 c:gf2011026300 e:gf2011026300"),
    _colour(3, "ac"),
    _material(4, _MAP_MATERIAL),
    _of(5, bf.generation, "mgeneration", "f:facsimile"),
)
PROJECTED = (
    _of(1, bf.carrier, "carriers", "c:gc d:gd f:gf o:mo s:gs t:gt"),
    _colour(3, "abchm"),
    _material(4, "d:gls e:syn j:saf k:nsf m:mix o:pap"),
    _of(5, bf.soundContent, "msoundcontent", _SOUND),
    _of(6, _SOUND_CHARACTERISTIC, "mrecmedium", _MEDIUM),
    _size(
        7,
        {
            **_FILM_WIDTHS,
            "a": "standard 8 mm.",
            "j": "2x2 in. or 5x5 cm.",
            "k": "2 1/4 in. x 2 1/4 in. or 6x6 cm.",
            "s": "4x5 in. or 10x13 cm.",
            "t": "5x7 in. or 13x18 cm.",
            "v": "8x10 in. or 21x26 cm.",
            "w": "9x9 in. or 23x23 cm.",
            "x": "10x10 in. or 26x26 cm.",
            "y": "7x7 in. or 18x18 cm.",
        },
    ),
    _material(8, "c:crd d:gls e:syn h:mtl j:mtl k:syn m:mix", bf.mount),
    _material(8, "j:gls k:gls", bf.mount),
)
MICROFORM = (
    _of(1, bf.carrier, "carriers", "a:ha b:hb c:hc d:hd e:he f:hf g:hg h:hh j:hj"),
    _of(3, bf.polarity, "mpolarity", _POLARITY),
    _size(
        4,
        {
            "a": "8 mm.",
            "d": "16 mm.",
            "f": "35 mm.",
            "g": "70 mm.",
            "h": "105 mm.",
            "l": "3x5 in. or 8x13 cm.",
            "m": "4x6 in. or 11x15 cm.",
            "o": "6x9 in. or 16x23 cm.",
            "p": "3 1/4 x 7 3/8 in. or 9x19 cm.",
        },
    ),
    _of(5, bf.reductionRatio, "mreductionratio", "a:low b:normal c:high d:veryhigh e:ultrahigh"),
    _colour(9, "bcm"),
    _material(10, "a:slh b:dia c:ves m:mix", bf.emulsion),
    _of(11, bf.generation, "mgeneration", "a:firstgen b:printmaster c:servcopy m:mixedgen"),
    _material(12, _FILM_MATERIAL),
)
PICTURE = (
    _genre(
        "c:gf2017027227 d:gf2017027231 e:gf2017027246 g:gf2019026026 i:gf2017027251 j:gf2017027255"
        " k:gf2014026152 n:gf2016026011 p:gf2014026151 v:gf2017027249"
    ),
    Position(
        1,
        bf.genreForm,
        _terms("graphicMaterials", "f:tgm007730 h:tgm007718 l:tgm009250", "http://id.loc.gov/vocabulary/"),
    ),
    _colour(3, "abchm"),
    _material(4, _PICTURE_MATERIAL),
    _material(5, _PICTURE_MATERIAL, bf.mount),
)
FILM = (
    _of(1, bf.carrier, "carriers", "c:mc f:mf o:mo r:mr"),
    _colour(3, "bchm"),
    _of(4, bf.aspectRatio, "mmaspect", "b:nonana d:ana e:wide"),
    _of(4, bf.aspectRatio, "mmaspect", "b:wide d:wide"),
    _of(4, bf.projectionCharacteristic, "mpresformat", "a:sound c:3d f:silent"),
    _of(5, bf.soundContent, "msoundcontent", _SOUND),
    _of(6, _SOUND_CHARACTERISTIC, "mrecmedium", _MEDIUM),
    _size(7, _FILM_WIDTHS),
    _of(8, _SOUND_CHARACTERISTIC, "mplayback", _CHANNELS),
    _genre("c:gf2011026435 d:gf2011026551", 9),
    _of(10, bf.polarity, "mpolarity", "a:pos b:neg"),
    _of(11, bf.generation, "mgeneration", "d:dupe e:master o:original r:viewcopy"),
    _material(12, _FILM_MATERIAL),
)
SOUND = (
    _of(1, bf.carrier, "carriers", "d:sd e:se g:sg i:si q:sq r:cr s:ss t:st w:sw"),
    _of(4, _SOUND_CHARACTERISTIC, "mplayback", "m:mon q:mul s:ste"),
    _size(
        6,
        {
            "a": "3 in.",
            "b": "5 in.",
            "c": "7 in.",
            "d": "10 in.",
            "e": "12 in.",
            "f": "16 in.",
            "g": "4 3/4 in.",
            "j": "3 7/8 x 2 1/2 in.",
            "o": "5 1/4 x 3 7/8 in.",
            "s": "2 3/4 x 4 in.",
        },
    ),
    _size(
        7,
        {
            "l": "1/8 in. tape width",
            "m": "1/4 in. tape width",
            "o": "1/2 in. tape width",
            "p": "1 in. tape width",
        },
    ),
    _of(9, bf.generation, "mgeneration", "a:master b:tapedupe d:discmaster r:mother s:stamper t:testpress"),
    _material(10, "a:lac b:nit c:ace g:gls i:alu r:pap l:mtl m:pla p:pla s:she w:wax"),
    _material(10, "c:fer g:lac i:lac m:mtl"),
    _of(11, _SOUND_CHARACTERISTIC, "mgroove", "h:vertical l:lateral"),
    _of(12, _SOUND_CHARACTERISTIC, "mspecplayback", "a:nab b:ccir c:dolbyb d:dbx f:dolbya g:dolbyc h:cx"),
    _of(12, _SOUND_CHARACTERISTIC, "mrectype", "e:digital"),
)
VIDEO = (
    _of(1, bf.carrier, "carriers", "c:vc d:vd f:vf r:vr"),
    _colour(3, "abcm"),
    _of(
        4,
        bf.videoCharacteristic,
        "mvidformat",
        "a:betamax b:vhs c:umatic d:eiaj e:typec f:quad g:laser h:ced i:betacam j:betasp k:svhs m:mii o:d2"
        " p:8mm q:hi8mm",
    ),
    _of(4, bf.digitalCharacteristic, "mencformat", "s:bluray v:dvdv"),
    _of(5, bf.soundContent, "msoundcontent", _SOUND),
    _of(6, _SOUND_CHARACTERISTIC, "mrecmedium", _MEDIUM),
    _size(7, {"a": "8 mm.", "m": "1/4 in.", "o": "1/2 in.", "p": "1 in.", "q": "2 in.", "r": "3/4 in."}),
    _of(8, _SOUND_CHARACTERISTIC, "mplayback", _CHANNELS),
)

FORMS: Mapping[str, tuple[str, tuple[Position, ...]]] = {
    "a": ("n", MAP),
    "c": ("c", ELECTRONIC),
    "d": ("n", GLOBE),
    "g": ("g", PROJECTED),
    "h": ("h", MICROFORM),
    "k": ("n", PICTURE),
    "m": ("g", FILM),
    "s": ("s", SOUND),
    "v": ("v", VIDEO),
}
"""007/00 to the media type and the table of the other characters."""
WORDS: Mapping[str, str] = {
    f"<{VOCABULARY}{term}>": word
    for term, word in {
        "mrecmedium/opt": "optical",
        "mrecmedium/mag": "magnetic",
        "mrecmedium/magopt": "magneto-optical",
        "mplayback/mix": "mixed",
        "mplayback/mon": "mono",
        "mplayback/mul": "surround",
        "mplayback/ste": "stereo",
        "mgroove/micro": "microgroove",
        "mgroove/finepitch": "fine pitch",
        "mgroove/coarse": "coarse groove",
        "mgroove/stanpitch": "standard pitch",
        "mspecplayback/nab": "NAB standard",
        "mspecplayback/ccir": "CCIR encoded",
        "mspecplayback/dolbyb": "Dolby-B encoded",
        "mspecplayback/dbx": "dbx encoded",
        "mspecplayback/dolbya": "Dolby-A encoded",
        "mspecplayback/dolbyc": "Dolby-C encoded",
        "mspecplayback/cx": "CX encoded",
        "mrectype/digital": "digital",
        "mpresformat/sound": "standard sound aperture",
        "mpresformat/3d": "3D",
        "mpresformat/silent": "standard silent aperture",
        "mvidformat/betamax": "Betamax",
        "mvidformat/vhs": "VHS",
        "mencformat/bluray": "Blu-ray video",
        "mencformat/dvdv": "DVD video",
    }.items()
}
"""Terms that 344–347 may have said already, with the word for them there."""
