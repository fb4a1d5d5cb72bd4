"""RDA's elements of carrier and content: 340 344–348 351 353 370 380 384–386 (LC sheet 3XX).

A term that id.loc.gov has is linked, by the word in the subfield or by the IRI in the $0 that follows it; any
other becomes a node with the word as its label.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from harvesters.marc import MarcField
from opendata.crosswalk.control_subfields import applies_to, write_source
from opendata.crosswalk.punctuation import chop
from opendata.crosswalk.rules import literal, nodes, plain, rule
from opendata.crosswalk.statements import INSTANCE, WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, rdf, rdfs

_VOCABULARY = "http://id.loc.gov/vocabulary/"
_LABEL = verb(rdfs.label)


class Element(NamedTuple):
    """What a subfield becomes: the property of *subject*, the class of a node, and the terms by word."""

    subject: str
    link: str
    of_class: str
    terms: Mapping[str, str] = {}


def _words(stem: str, terms: Mapping[str, str]) -> Mapping[str, str]:
    return {word.lower(): f"<{_VOCABULARY}{stem}/{term}>" for term, word in terms.items()}


_RECORDING = _words("mrectype", {"analog": "analog", "digital": "digital"})
_MEDIUM = _words("mrecmedium", {"mag": "magnetic", "opt": "optical", "magopt": "magneto-optical"})
_GROOVE = _words("mgroove", {"coarse": "coarse groove", "micro": "microgroove"})
_CHANNELS = _words("mplayback", {"mon": "mono", "mul": "quadraphonic", "ste": "stereo"})
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
        "f": Element(INSTANCE, bf.reductionRatio, bf.ReductionRatio),
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
        "i": Element(INSTANCE, bf.soundContent, bf.SoundContent),
    },
    "345": {
        "a": Element(INSTANCE, bf.projectionCharacteristic, bf.PresentationFormat, _PRESENTATION),
        "b": Element(INSTANCE, bf.projectionCharacteristic, bf.ProjectionSpeed),
        "c": Element(INSTANCE, bf.aspectRatio, bf.AspectRatio),
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
    "353": {"a": Element(WORK, bf.supplementaryContent, bf.SupplementaryContent)},
    "370": {"c": Element(WORK, bf.originPlace, bf.Place), "g": Element(WORK, bf.originPlace, bf.Place)},
    "380": {"a": Element(WORK, bf.genreForm, bf.GenreForm)},
    "384": {"a": Element(WORK, bf.keyMode, bf.KeyMode)},
    "385": {"a": Element(WORK, bf.intendedAudience, bf.IntendedAudience)},
    "386": {"a": Element(WORK, bflc.creatorCharacteristic, bflc.CreatorCharacteristic)},
}
"""Tag and subfield to what it becomes."""

_CHANNELS_FIRST = re.compile(r"^(\d\.\d) (.+)$")


def _term(tag: str, code: str, element: Element, text: str) -> str | None:
    """The IRI of the term that a subfield's word names."""
    word = text.lower()
    if tag == "347" and code == "b":
        word = word.replace("-", "")
        return next((f"<{_VOCABULARY}mencformat/{term}>" for part, term in _ENCODINGS if part in word), None)
    if element.terms is _PLAYBACK:
        word = _CHANNELS_FIRST.sub(r"\2 \1", word).replace("hd ma", "hd master audio")
    return element.terms.get(word)


def characteristics(field: MarcField, to: Target) -> None:
    """Each subfield of the field that the table names, as a term or a node."""
    elements = ELEMENTS[to.tag]
    for place, (code, value) in enumerate(field.subfields):
        element = elements.get(code)
        if element is None or not (text := chop(value)):
            continue
        iri = _following_iri(field, place) or _term(to.tag, code, element, text)
        if iri is not None:
            to.out.append(f"{element.subject}{verb(element.link)}{iri}")
            continue
        this = to.node(f"{code}{place}")
        to.out.append(
            f"{element.subject}{verb(element.link)}{this}\n{this}{typed(element.of_class)}\n"
            f"{this}{_LABEL}{quoted(text)}{to.lang}"
        )
        for name, source in field.subfields:
            if name == "2" and source.strip():
                write_source(source, to, this)
                break
        applies_to(field, to, this)


def _following_iri(field: MarcField, place: int) -> str | None:
    """The IRI in the $0s that stand behind the subfield at *place*."""
    for code, value in field.subfields[place + 1 :]:
        if code != "0":
            return None
        if (iri := iri_of(value)) is not None:
            return iri
    return None


def arrangement(field: MarcField, to: Target) -> None:
    """351: how a collection is organised and arranged."""
    this = to.node()
    texts = [
        f"{this}{verb(_OF_ARRANGEMENT[code])}{quoted(text)}{to.lang}"
        for code, value in field.subfields
        if code in _OF_ARRANGEMENT and (text := plain(value))
    ]
    if texts:
        to.out.append(f"{WORK}{verb(bf.collectionArrangement)}{this}")
        to.out.append(this + typed(bf.CollectionArrangement))
        to.out.extend(texts)
        applies_to(field, to, this)


_OF_ARRANGEMENT = {"a": bf.collectionOrganization, "b": bf.pattern, "c": bf.hierarchicalLevel}

RULES = [
    *[
        line
        for tag, codes in ELEMENTS.items()
        for line in rule(tag, characteristics, reads="".join(codes) + "023")
    ],
    *literal("340", INSTANCE, {"b": bf.dimensions}),
    *rule("351", arrangement, reads="abc3"),
    *nodes("383", WORK, bf.identifiedBy, bf.SerialNumber, "a", rdf.value, clean=plain),
    *nodes("383", WORK, bf.identifiedBy, bf.OpusNumber, "b", rdf.value, clean=plain),
    *nodes("383", WORK, bf.identifiedBy, bf.ThematicCatalogNumber, "c", rdf.value, clean=plain),
]
