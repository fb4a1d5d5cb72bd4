"""The vocabularies by name: the data file of each, where its IRIs begin, and what its terms are."""

from collections.abc import Mapping
from typing import NamedTuple

from vocabularies.namespaces import bf, bflc

_LOC = "http://id.loc.gov/vocabulary/"


class Vocabulary(NamedTuple):
    """A vocabulary: its file in `data/`, the beginning of its terms' IRIs, and the class of its terms.

    *iri_base* is `""` where the terms have no IRI: those are read, but not published.
    """

    file: str
    iri_base: str
    term_class: str


VOCABULARIES: Mapping[str, Vocabulary] = {
    "languages": Vocabulary("languages.tsv", _LOC + "languages/", bf.Language),
    "countries": Vocabulary("countries.tsv", _LOC + "countries/", bf.Place),
    "geographic_areas": Vocabulary("geographic_areas.tsv", _LOC + "geographicAreas/", bf.GeographicCoverage),
    "relators": Vocabulary("relators.tsv", _LOC + "relators/", bf.Role),
    "content_types": Vocabulary("content_types.tsv", _LOC + "contentTypes/", bf.Content),
    "media_types": Vocabulary("media_types.tsv", _LOC + "mediaTypes/", bf.Media),
    "carriers": Vocabulary("carriers.tsv", _LOC + "carriers/", bf.Carrier),
    "issuance": Vocabulary("issuance.tsv", _LOC + "issuance/", bf.Issuance),
    "subject_thesauri": Vocabulary("subject_thesauri.tsv", "http://id.loc.gov/", bf.Source),
    "scripts": Vocabulary("scripts.tsv", "", bf.Script),
    "resource_types": Vocabulary("resource_types.tsv", "", bf.GenreForm),
    "corporate_words": Vocabulary("corporate_words.tsv", "", bf.Organization),
}
"""By name; a new vocabulary is a file and a line here."""

CODED_TERMS: Mapping[str, str] = {
    "http://id.loc.gov/authorities/genreForms/": bf.GenreForm,
    "http://id.loc.gov/authorities/performanceMediums/": bf.MusicMedium,
    _LOC + "descriptionConventions/": bf.DescriptionConventions,
    _LOC + "frequencies/": bf.Frequency,
    _LOC + "marcgt/": bf.GenreForm,
    _LOC + "maudience/": bf.IntendedAudience,
    _LOC + "mcapturestorage/": bf.CaptureStorage,
    _LOC + "menclvl/": bflc.EncodingLevel,
    _LOC + "millus/": bf.Illustration,
    _LOC + "mmusicformat/": bf.MusicFormat,
    _LOC + "mplayspeed/": bf.PlayingSpeed,
    _LOC + "mprojection/": bf.Projection,
    _LOC + "mreductionratio/": bf.ReductionRatio,
    _LOC + "mrelief/": bf.Relief,
    _LOC + "mscript/": bf.Script,
    _LOC + "mserialpubtype/": bflc.SerialPubType,
    _LOC + "mstatus/": bf.Status,
    _LOC + "msupplcont/": bf.SupplementaryContent,
    _LOC + "mtapeconfig/": bf.TapeConfig,
    _LOC + "mtechnique/": bflc.MovingImageTechnique,
}
"""Where the IRIs of `code_maps.tsv` (leader, 006, 007, 008) begin, and the class of the terms there.

Terms that begin otherwise get labels only: `resourceComponents` are classes themselves.
"""
