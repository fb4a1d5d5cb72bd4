"""RDA's elements of the carrier: 340 344–348 (LC sheet 3XX).

A term that id.loc.gov has is linked, by the word in the subfield, in 340 by the IRI in the $0 that follows
it; any other becomes a node with the word as its label.
"""

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, authorities, write_source
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import literal, rule
from opendata.crosswalk.statements import INSTANCE, WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, madsrdf, rdf, rdfs

_VOCABULARY = "http://id.loc.gov/vocabulary/"


class Element(NamedTuple):
    """What a subfield becomes: the property of *subject*, a class, terms by word, the text's property."""

    subject: str
    link: str
    of_class: str
    terms: Mapping[str, str] = {}
    text: str = rdfs.label
    schemes: str = ""
    """Where the schemes are that $2 names."""


def _words(stem: str, terms: Mapping[str, str]) -> Mapping[str, str]:
    return {word.lower(): f"<{_VOCABULARY}{stem}/{term}>" for term, word in terms.items()}


_RECORDING = _words("mrectype", {"analog": "analog", "digital": "digital"})
_MEDIUM = _words("mrecmedium", {"mag": "magnetic", "opt": "optical", "magopt": "magneto-optical"})
_GROOVE = _words("mgroove", {"coarse": "coarse groove", "micro": "microgroove"})
_CHANNELS = _words("mplayback", {"mon": "mono", "mul": "quadraphonic", "ste": "stereo"})
_CHANNELS = {**_CHANNELS, "surround": _CHANNELS["quadraphonic"]}
_SOUND = _words("msoundcontent", {"silent": "silent", "sound": "sound"})
_PLAYBACK = _words(
    "mspecplayback",
    {
        "ccir": "CCIR encoded",
        "cx": "CX encoded",
        "dbx": "dbx encoded",
        "dolby": "Dolby",
        "dolbya": "Dolby-A encoded",
        "dolbyb": "Dolby-B encoded",
        "dolbyc": "Dolby-C encoded",
        "dolbydig": "Dolby Digital",
        "dolbydig1": "Dolby Digital 1.0",
        "dolbydig2": "Dolby Digital 2.0",
        "dolbydig51": "Dolby Digital 5.1",
        "dts": "DTS",
        "dts51": "DTS 5.1",
        "dtshd": "DTS-HD Master Audio",
        "dtshd51": "DTS-HD Master Audio 5.1",
        "dtshd71": "DTS-HD Master Audio 7.1",
        "lpcm": "LPCM",
        "nab": "NAB standard",
        "pcm": "PCM",
        "pcm51": "PCM 5.1",
        "pcmunc": "PCM uncompressed",
    },
)
_PRESENTATION = _words(
    "mpresformat",
    {
        "3d": "3D",
        "cinem": "Cinemiracle",
        "ciner": "Cinerama",
        "circa": "Circarama",
        "imax": "IMAX",
        "mproj": "multiprojector",
        "mscreen": "multiscreen",
        "pana": "Panavision",
        "silent": "standard silent aperture",
        "sound": "standard sound aperture",
        "stereo": "stereoscopic",
        "tech": "Techniscope",
    },
)
_VIDEO = _words(
    "mvidformat",
    {
        "8mm": "8 mm",
        "betacam": "Betacam",
        "betasp": "Betacam SP",
        "betamax": "Betamax",
        "ced": "CED",
        "d2": "D-2",
        "eiaj": "EIAJ",
        "hi8mm": "Hi-8 mm",
        "laser": "laser optical",
        "mii": "M-II",
        "quad": "Quadruplex",
        "svhs": "Super-VHS",
        "typec": "Type C",
        "umatic": "U-matic",
        "vhs": "VHS",
    },
)
_BROADCAST = _words("mbroadstd", {"hdtv": "HDTV", "ntsc": "NTSC", "pal": "PAL", "secam": "SECAM"})
_FILES = _words(
    "mfiletype",
    {
        "audio": "audio file",
        "data": "data file",
        "image": "image file",
        "program": "program file",
        "text": "text file",
        "video": "video file",
    },
)
_REGIONS = _words(
    "mregencoding",
    {
        "all": "all regions",
        **{f"region{region}": f"region {region}" for region in "12345678ABJ"},
        "regionCblu": "region C (Blu-ray)",
        "regionCgame": "region C (video game)",
        "regionU": "region U/C",
    },
)
_MUSIC = _words(
    "mmusicformat",
    {
        "choirbk": "choir book",
        "chscore": "chorus score",
        "conscore": "condensed score",
        "part": "part",
        "pianoconpt": "piano conductor part",
        "pianoscore": "piano score",
        "score": "score",
        "studyscore": "study score",
        "tablebk": "table book",
        "violconpart": "violin conductor part",
        "vocalscore": "vocal score",
    },
)
_ENCODINGS = (
    ("cd aud", "cda"),
    ("bluray", "bluray"),
    ("dvd", "dvdv"),
    ("sacd", "sacd"),
    ("mp3", "mp3"),
    ("pdf", "pdf"),
)
"""What a word for an encoding format has in it, lower case without hyphens, and the term."""

ELEMENTS: Mapping[str, Mapping[str, Element]] = {
    "340": {
        "a": Element(INSTANCE, bf.baseMaterial, bf.BaseMaterial),
        "c": Element(INSTANCE, bf.appliedMaterial, bf.AppliedMaterial),
        "d": Element(INSTANCE, bf.productionMethod, bf.ProductionMethod),
        "e": Element(INSTANCE, bf.mount, bf.Mount),
        "f": Element(INSTANCE, bf.reductionRatio, bf.ReductionRatio, text=rdf.value),
        "g": Element(INSTANCE, bf.colorContent, bf.ColorContent),
        "i": Element(INSTANCE, bf.systemRequirement, bf.SystemRequirement),
        "j": Element(INSTANCE, bf.generation, bf.Generation),
        "k": Element(INSTANCE, bf.layout, bf.Layout),
        "l": Element(INSTANCE, bf.binding, bf.Binding),
        "m": Element(INSTANCE, bf.bookFormat, bf.BookFormat),
        "n": Element(INSTANCE, bf.fontSize, bf.FontSize),
        "o": Element(INSTANCE, bf.polarity, bf.Polarity),
        "p": Element(WORK, bf.illustrativeContent, bf.Illustration),
        "q": Element(INSTANCE, bf.reductionRatio, bf.ReductionRatio),
    },
    "344": {
        "a": Element(INSTANCE, bf.soundCharacteristic, bf.RecordingMethod, _RECORDING),
        "b": Element(INSTANCE, bf.soundCharacteristic, bf.RecordingMedium, _MEDIUM),
        "c": Element(INSTANCE, bf.soundCharacteristic, bf.PlayingSpeed),
        "d": Element(INSTANCE, bf.soundCharacteristic, bf.GrooveCharacteristic, _GROOVE),
        "e": Element(INSTANCE, bf.soundCharacteristic, bf.TrackConfig),
        "f": Element(INSTANCE, bf.soundCharacteristic, bf.TapeConfig),
        "g": Element(INSTANCE, bf.soundCharacteristic, bf.PlaybackChannels, _CHANNELS),
        "h": Element(INSTANCE, bf.soundCharacteristic, bf.PlaybackCharacteristic, _PLAYBACK),
        "i": Element(INSTANCE, bf.soundContent, bf.SoundContent, _SOUND),
    },
    "345": {
        "a": Element(INSTANCE, bf.projectionCharacteristic, bf.PresentationFormat, _PRESENTATION),
        "b": Element(INSTANCE, bf.projectionCharacteristic, bf.ProjectionSpeed),
        "c": Element(INSTANCE, bf.aspectRatio, bf.AspectRatio, text=rdf.value),
        "d": Element(INSTANCE, bf.aspectRatio, bf.AspectRatio),
    },
    "346": {
        "a": Element(INSTANCE, bf.videoCharacteristic, bf.VideoFormat, _VIDEO),
        "b": Element(INSTANCE, bf.videoCharacteristic, bf.BroadcastStandard, _BROADCAST),
    },
    "347": {
        "a": Element(INSTANCE, bf.digitalCharacteristic, bf.FileType, _FILES),
        "b": Element(INSTANCE, bf.digitalCharacteristic, bf.EncodingFormat),
        "c": Element(INSTANCE, bf.digitalCharacteristic, bf.FileSize),
        "d": Element(INSTANCE, bf.digitalCharacteristic, bf.Resolution),
        "e": Element(INSTANCE, bf.digitalCharacteristic, bf.RegionalEncoding, _REGIONS),
        "f": Element(INSTANCE, bf.digitalCharacteristic, bf.EncodedBitrate),
    },
    "348": {
        "a": Element(WORK, bf.musicFormat, bf.MusicFormat, _MUSIC),
        "c": Element(WORK, bf.notation, bf.MusicNotation),
    },
}
"""Tag and subfield to what it becomes."""

_CHANNELS_FIRST = re.compile(r"^(\d\.\d) (.+)$")
_CHANNELS_LAST = re.compile(r"^dolby (\d\.\d)$")
_RELATED = verb(madsrdf.hasRelatedAuthority)


def _term(tag: str, code: str, element: Element, text: str) -> str | None:
    """The IRI of the term that a subfield's word names."""
    word = text.lower()
    if tag == "347" and code == "b":
        word = word.replace("-", "")
        return next((f"<{_VOCABULARY}mencformat/{term}>" for part, term in _ENCODINGS if part in word), None)
    if element.terms is _PLAYBACK:
        word = _CHANNELS_FIRST.sub(r"\2 \1", word)
        word = _CHANNELS_LAST.sub(r"dolby digital \1", word)
        if word.startswith("dts-hd ma") and not word.startswith("dts-hd master"):
            word = word.replace("ma", "master audio", 1)
    return element.terms.get(word)


def write_element(element: Element, place: int, text: str, field: MarcField, to: Target) -> None:
    """A node of *element* for the subfield at *place*, with the $0 behind it and the field's $2 and $3."""
    this = to.node(f"{field.subfields[place][0]}{place}")
    to.out.append(
        f"{element.subject}{verb(element.link)}{this}\n{this}{typed(element.of_class)}\n"
        f"{this}{verb(element.text)}{quoted(text)}{to.lang}"
    )
    if "0" in to.codes:
        write_following(field, place, this, to)
    if "2" in to.codes and element.link != bf.systemRequirement:
        for name, source in field.subfields:
            if name == "2" and source.strip():
                write_source(source, to, this, element.schemes)
    applies_to(field, to, this)


def write_following(field: MarcField, place: int, this: str, to: Target) -> None:
    """The $0s right behind the subfield at *place*: IRIs as related authorities, others as identifiers."""
    others = []
    for value in following(field, place):
        if "://" not in value:
            others.append(("0", value))
        elif (iri := iri_of(value)) is not None:
            to.out.append(this + _RELATED + iri)
    if others:
        authorities(field._replace(subfields=tuple(others)), to, this)


def following(field: MarcField, place: int) -> list[str]:
    """The $0s right behind the subfield at *place*."""
    values = []
    for code, value in field.subfields[place + 1 :]:
        if code != "0":
            break
        values.append(value)
    return values


def following_iri(field: MarcField, place: int) -> str | None:
    """The first IRI among them."""
    for value in following(field, place):
        if "://" in value and (iri := iri_of(value)) is not None:
            return iri
    return None


def characteristics(field: MarcField, to: Target) -> None:
    """Each subfield of the field that the table names, as a term or a node."""
    tag = to.tag
    elements = ELEMENTS[tag]
    before = _before(field, to) if tag != "340" else ()
    for place, (code, value) in enumerate(field.subfields):
        element = elements.get(code)
        if element is None or not (text := chop(value)) or value in before:
            continue
        iri = following_iri(field, place) if tag == "340" else _term(tag, code, element, text)
        if iri is not None:
            to.out.append(f"{element.subject}{verb(element.link)}{iri}")
        else:
            write_element(element, place, text, field, to)


def _before(field: MarcField, to: Target) -> Collection[str]:
    """What the fields of the same tag before *field* say: it is not said again."""
    fields = to.context.fields(to.tag)
    if len(fields) < 2:
        return ()
    said = []
    for other in fields:
        if other is field:
            break
        said.extend([value for _, value in other.subfields])
    return said


RULES = [
    *[
        line
        for tag, codes in ELEMENTS.items()
        for line in rule(tag, characteristics, reads="".join(codes) + "023")
    ],
    *literal("340", INSTANCE, {"b": bf.dimensions}),
]
