"""What the Work is, where it is from and for whom: 341 351–353 370 377 380 383–386 (LC sheet 3XX)."""

from collections.abc import Mapping

from harvesters.marc import MarcField
from opendata.crosswalk.characteristics import Element, following, following_iri, write_element
from opendata.crosswalk.control_subfields import applies_to, authorities, code_iri, source, write_source
from opendata.crosswalk.punctuation import chop, chop_parentheses
from opendata.crosswalk.rules import plain, rule, subfield, subfields
from opendata.crosswalk.statements import INSTANCE, WORK, iri_of, quoted, typed, verb
from opendata.crosswalk.target import Target
from vocabularies.namespaces import bf, bflc, rdf, rdfs

_LABEL = verb(rdfs.label)
_VALUE = verb(rdf.value)
_CODE = verb(bf.code)
_SOURCE = verb(bf.source)
_SUPPLEMENTS = "http://id.loc.gov/vocabulary/msupplcont/"
_SUBJECT_SCHEMES = "http://id.loc.gov/vocabulary/subjectSchemes/"
_GENRE_SCHEMES = "http://id.loc.gov/vocabulary/genreFormSchemes/"
_LANGUAGES = "http://id.loc.gov/vocabulary/languages/"
_GROUPS = "http://id.loc.gov/authorities/demographicTerms/"
_SUBJECTS = "http://id.loc.gov/authorities/subjects/"
_of_source = source()

_FEATURES: Mapping[str, str] = {
    "b": "Textual assistive features: ",
    "c": "Visual assistive features: ",
    "d": "Auditory assistive features: ",
    "e": "Tactile assistive features: ",
}


def accessibility(field: MarcField, to: Target) -> None:
    """341: how those can use the content who do not see or hear it."""
    for count, mode in enumerate(subfields(field, "a"), 1):
        if not (text := chop(mode)):
            continue
        this = to.node(str(count)) if count > 1 else to.node()
        to.out.append(
            f"{WORK}{verb(bf.contentAccessibility)}{this}\n{this}{typed(bf.ContentAccessibility)}\n"
            f"{this}{_LABEL}{quoted('Content access mode: ' + text)}{to.lang}"
        )
        for code, value in field.subfields:
            if code in _FEATURES and (text := chop(value)):
                to.out.append(f"{this}{_LABEL}{quoted(_FEATURES[code] + text)}{to.lang}")
        _of_source(field, to, this)
        applies_to(field, to, this)


_OF_ARRANGEMENT = {"a": bf.collectionOrganization, "b": bf.pattern, "c": bf.hierarchicalLevel}


def arrangement(field: MarcField, to: Target) -> None:
    """351: how a collection is organised and arranged."""
    this = to.node()
    texts = [
        f"{this}{verb(_OF_ARRANGEMENT[code])}{quoted(text)}{to.lang}"
        for code, value in field.subfields
        if code in _OF_ARRANGEMENT and (text := chop(value))
    ]
    if texts:
        to.out.append(f"{WORK}{verb(bf.collectionArrangement)}{this}")
        to.out.append(this + typed(bf.CollectionArrangement))
        to.out.extend(texts)
        applies_to(field, to, this)


_GRAPHIC = {
    "a": Element(INSTANCE, bf.digitalCharacteristic, bf.CartographicDataType),
    "b": Element(INSTANCE, bf.digitalCharacteristic, bf.CartographicObjectType),
    "q": Element(INSTANCE, bf.digitalCharacteristic, bf.EncodingFormat),
}


def digital_graphic(field: MarcField, to: Target) -> None:
    """352: how a digital map is made of points, cells and files."""
    for place, (code, value) in enumerate(field.subfields):
        element = _GRAPHIC.get(code)
        if element is None or not (text := chop(value)):
            continue
        if code != "b":
            write_element(element, place, text, field, to)
            continue
        this = to.node(f"b{place}")
        to.out.append(
            f"{element.subject}{verb(element.link)}{this}\n{this}{typed(element.of_class)}\n"
            f"{this}{_LABEL}{quoted(text)}{to.lang}"
        )
        following_code, count = field.subfields[place + 1] if place + 1 < len(field.subfields) else ("", "")
        if following_code == "c" and (text := chop_parentheses(count)):
            to.out.append(f"{this}{verb(bf['count'])}{quoted(text)}{to.lang}")


def supplement(field: MarcField, to: Target) -> None:
    """353: bibliographies, indexes and the like, as the term that $b codes, else as a node."""
    if code := subfield(field, "b").strip():
        to.out.append(f"{WORK}{verb(bf.supplementaryContent)}{code_iri(_SUPPLEMENTS, code)}")
        return
    labels = [text for value in subfields(field, "a") if (text := chop(value))]
    if labels:
        this = to.node()
        to.out.append(f"{WORK}{verb(bf.supplementaryContent)}{this}\n{this}{typed(bf.SupplementaryContent)}")
        to.out.extend(f"{this}{_LABEL}{quoted(text)}{to.lang}" for text in labels)
        authorities(field, to, this)
        _of_source(field, to, this)
        applies_to(field, to, this)


def place_of_origin(field: MarcField, to: Target) -> None:
    """370: the country and the place that the Work is from."""
    for place, (code, value) in enumerate(field.subfields):
        if code not in "cg" or not (text := chop(value)):
            continue
        iri = following_iri(field, place)
        if iri is not None:
            to.out.append(f"{WORK}{verb(bf.originPlace)}{iri}")
            continue
        this = to.node(f"{code}{place}")
        to.out.append(
            f"{WORK}{verb(bf.originPlace)}{this}\n{this}{typed(bf.Place)}\n"
            f"{this}{_LABEL}{quoted(text)}{to.lang}"
        )
        _identifiers(field, place, this, to)
        for name, scheme in field.subfields[place + 1 :]:
            if name == "2" and scheme.strip():
                to.out.append(this + _SOURCE + code_iri(_SUBJECT_SCHEMES, scheme))
            if name not in "01":
                break
        applies_to(field, to, this)


def _identifiers(field: MarcField, place: int, this: str, to: Target) -> None:
    if "0" in to.codes and (values := following(field, place)):
        authorities(field._replace(subfields=tuple([("0", value) for value in values])), to, this)


def associated_language(field: MarcField, to: Target) -> None:
    """377: a language of the Work, by its code or its name."""
    head = WORK + verb(bf.language)
    for place, (code, value) in enumerate(field.subfields):
        if code not in "al" or not (text := chop(value)):
            continue
        if code == "a" and field.ind2 == " ":
            if text.isascii() and text.isalpha():
                to.out.append(head + code_iri(_LANGUAGES, text))
            continue
        iri = following_iri(field, place) if code == "l" else None
        if iri is not None:
            to.out.append(head + iri)
            continue
        this = to.node(f"{code}{place}")
        to.out.append(f"{head}{this}\n{this}{typed(bf.Language)}")
        if code == "a":
            to.out.append(f"{this}{_VALUE}{quoted(text)}")
            _of_source(field, to, this)
        else:
            to.out.append(f"{this}{_LABEL}{quoted(text)}{to.lang}")
            _identifiers(field, place, this, to)
            applies_to(field, to, this)


_FORM = Element(WORK, bf.genreForm, bf.GenreForm, schemes=_GENRE_SCHEMES)


def form_of_work(field: MarcField, to: Target) -> None:
    """380: the form of the Work, a term of the scheme that $2 names."""
    for place, (code, value) in enumerate(field.subfields):
        if code == "a" and (text := chop(value)):
            write_element(_FORM, place, text, field, to)


_NUMBERS = {"a": bf.SerialNumber, "b": bf.OpusNumber, "c": bf.ThematicCatalogNumber}


def numeric_designation(field: MarcField, to: Target) -> None:
    """383: the serial, opus and thematic catalogue numbers of music; `op. 5, no. 2` is one number."""
    numbers = [(code, text) for code, value in field.subfields if code in _NUMBERS and (text := plain(value))]
    codes = [code for code, _ in numbers]
    sources = subfields(field, "de")
    if codes.count("a") == 1 and "b" in codes:
        opus, serial = plain(subfield(field, "b")), plain(subfield(field, "a"))
        numbers = [("b", f"{opus}, {serial}")] + [pair for pair in numbers if pair[0] == "c"]
        sources = subfields(field, "e")
    for count, (code, text) in enumerate(numbers):
        this = to.node(f"{code}{count}")
        to.out.append(
            f"{WORK}{verb(bf.identifiedBy)}{this}\n{this}{typed(_NUMBERS[code])}\n{this}{_VALUE}{quoted(text)}"
        )
        if code != "a" or len(codes) > 1:
            for name in sources[:1]:
                if name.strip():
                    of = f"{this[:-1]}-source>"
                    to.out.append(
                        f"{this}{_SOURCE}{of}\n{of}{typed(bf.Source)}\n{of}{_CODE}{quoted(plain(name))}"
                    )
        applies_to(field, to, this)


def key(field: MarcField, to: Target) -> None:
    """384: the key that music is in."""
    for count, value in enumerate(subfields(field, "a"), 1):
        if text := chop(value):
            this = to.node(f"a{count}")
            to.out.append(
                f"{WORK}{verb(bf.keyMode)}{this}\n{this}{typed(bf.KeyMode)}\n"
                f"{this}{_LABEL}{quoted(text)}{to.lang}"
            )
            applies_to(field, to, this)


_PEOPLE = {
    "385": Element(WORK, bf.intendedAudience, bf.IntendedAudience),
    "386": Element(WORK, bflc.creatorCharacteristic, bflc.CreatorCharacteristic),
}


def group_of_people(field: MarcField, to: Target) -> None:
    """385 and 386: whom the Work is for, and what its creators have in common."""
    element = _PEOPLE[to.tag]
    head = element.subject + verb(element.link)
    named = any(code == "a" for code, _ in field.subfields)
    single = sum(code == "a" for code, _ in field.subfields) == 1
    for place, (code, value) in enumerate(field.subfields):
        if not (text := chop(value)):
            continue
        if code == "a":
            iri = _group(subfields(field, "0") if single else following(field, place))
            if iri is not None:
                to.out.append(head + iri)
                continue
            this = to.node(f"a{place}")
            to.out.append(
                f"{head}{this}\n{this}{typed(element.of_class)}\n{this}{_LABEL}{quoted(text)}{to.lang}"
            )
            codes = [plain(given) for name, given in field.subfields[place + 1 :] if name == "b"]
            to.out.extend(f"{this}{_CODE}{quoted(given)}" for given in codes[:1] if given)
            _subject_scheme(field, to, this)
            applies_to(field, to, this)
        elif not named and code in "mn":
            _demographic_group(code, place, text, head, field, to)


def _demographic_group(code: str, place: int, text: str, head: str, field: MarcField, to: Target) -> None:
    """A group by its name in $m, by its code in $n; a group whose code is known is that term."""
    if code == "n":
        if "m" not in to.codes:
            to.out.append(f"{head}{code_iri(_GROUPS, text)}")
        return
    for name, given in field.subfields[place + 1 :]:
        if name == "n" and given.strip():
            to.out.append(f"{head}{code_iri(_GROUPS, given)}")
            return
    this = to.node(f"m{place}")
    to.out.append(
        f"{head}{this}\n{this}{typed(bflc.DemographicGroup)}\n{this}{_LABEL}{quoted(text)}{to.lang}"
    )
    _subject_scheme(field, to, this)


def _subject_scheme(field: MarcField, to: Target, this: str) -> None:
    for scheme in subfields(field, "2"):
        if scheme.strip():
            write_source(scheme, to, this, _SUBJECT_SCHEMES)


def _group(values: list[str]) -> str | None:
    """The demographic or subject term that the first of $0s names."""
    for value in values[:1]:
        if value.startswith("http") and "id.loc.gov" in value:
            return iri_of(value.replace("https://id.loc.gov/", "http://id.loc.gov/"))
        number = value.partition(")")[2].strip()
        if number.startswith("dg"):
            return iri_of(_GROUPS + number)
        if number.startswith("sh"):
            return iri_of(_SUBJECTS + number.replace(" ", ""))
    return None


RULES = [
    *rule("341", accessibility, reads="abcde23"),
    *rule("351", arrangement, reads="abc3"),
    *rule("352", digital_graphic, reads="abcq023"),
    *rule("353", supplement, reads="ab0123w"),
    *rule("370", place_of_origin, reads="cg023"),
    *rule("377", associated_language, reads="al023"),
    *rule("380", form_of_work, reads="a023"),
    *rule("383", numeric_designation, reads="abcde3"),
    *rule("384", key, reads="a3"),
    *rule("385 386", group_of_people, reads="abmn023"),
]
