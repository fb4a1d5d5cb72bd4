"""What a record's graph says of itself: its subject, source, licence, dataset, content and converter.

No date stands among it: the same record gives the same statements, whenever and however it was fetched.
"""

from base64 import urlsafe_b64encode
from functools import lru_cache
from hashlib import sha256

from harvesters.dublin_core import DublinCoreRecord
from harvesters.marc import MarcRecord
from opendata.identity import library_iri
from opendata.release.facts import Facts
from vocabularies.namespaces import dcterms, foaf, prov, rdf, void

_FIELD = "\x1e"
_PART = "\x1f"


def content_name(record: MarcRecord | DublinCoreRecord) -> str:
    """The record's content as a name with its SHA-256 (RFC 6920, section 3): `ni:///sha-256;…`.

    The same for ISO 2709 and MARCXML: of a MARC leader only the positions count that say something of the
    resource or the cataloguing (05 to 08 and 17 to 19), not lengths, encoding and layout.
    """
    if isinstance(record, DublinCoreRecord):
        parts = [_PART.join(element) for element in record.elements]
    else:
        parts = [record.leader[5:9] + record.leader[17:20]]
        parts += [_PART.join(field) for field in record.control]
        for tag, ind1, ind2, subfields in record.fields:
            parts.append(tag + ind1 + ind2 + "".join([_PART + code + value for code, value in subfields]))
    digest = sha256(_FIELD.join(parts).encode("utf-8", "surrogatepass")).digest()
    return f"ni:///sha-256;{urlsafe_b64encode(digest).decode().rstrip('=')}"


def converter_iri(facts: Facts) -> str:
    """The IRI of the converter in its version."""
    return f"{facts.base_iri}catalog#converter-{facts.converter}"


@lru_cache(maxsize=256)
def _said_of_all(base: str, library: str, licence: str, converter: str) -> str:
    """What is the same for all records of a library, as a template with the record's IRI left out."""
    said = [
        f"<\0> <{rdf.type}> <{foaf.Document}>",
        f"<\0> <{foaf.primaryTopic}> <\0#Work>",
        f"<\0> <{dcterms.source}> <{library_iri(base, library)}>",
        f"<\0> <{void.inDataset}> <{base}.well-known/void#{library}>",
        f"<\0> <{prov.wasGeneratedBy}> <{converter}>",
    ]
    if licence:
        said.append(f"<\0> <{dcterms.license}> <{licence}>")
    return "\n".join(said)


def provenance(iri: str, library: str, record: MarcRecord | DublinCoreRecord, facts: Facts) -> list[str]:
    """The statements about the record *iri* itself, in a fixed order."""
    said = _said_of_all(facts.base_iri, library, facts.licence(library), converter_iri(facts))
    statements = said.replace("\0", iri).split("\n")
    statements.append(f"<{iri}> <{prov.wasDerivedFrom}> <{content_name(record)}>")
    return statements
