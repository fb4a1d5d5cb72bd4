"""The vocabularies whose terms get labels beside the records: a data file each, and what its terms are."""

from collections.abc import Mapping
from typing import NamedTuple

from vocabularies.namespaces import bf


class Vocabulary(NamedTuple):
    """A vocabulary: its file in `data/`, and the class of its terms."""

    file: str
    term_class: str


VOCABULARIES: Mapping[str, Vocabulary] = {
    "languages": Vocabulary("languages.tsv", bf.Language),
    "countries": Vocabulary("countries.tsv", bf.Place),
    "relators": Vocabulary("relators.tsv", bf.Role),
    "content_types": Vocabulary("content_types.tsv", bf.Content),
    "media_types": Vocabulary("media_types.tsv", bf.Media),
    "carriers": Vocabulary("carriers.tsv", bf.Carrier),
}
"""By name; a new vocabulary is a file and a line here."""
