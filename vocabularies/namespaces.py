"""The RDF namespaces that the platform reads and writes, each as an object that spells its terms.

>>> bf.mainTitle
'http://id.loc.gov/ontologies/bibframe/mainTitle'
"""


class Namespace:
    """A namespace IRI; an attribute or an item of it is the IRI of a term, a plain string."""

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __getattr__(self, name: str) -> str:
        if name.startswith("__"):  # copying and pickling ask for these
            raise AttributeError(name)
        iri = self.iri + name
        self.__dict__[name] = iri  # the converter asks for the same few hundred terms all day long
        return iri

    def __getitem__(self, name: str) -> str:
        return self.iri + name

    def __repr__(self) -> str:
        return f"Namespace({self.iri!r})"


adms = Namespace("http://www.w3.org/ns/adms#")
bf = Namespace("http://id.loc.gov/ontologies/bibframe/")
bflc = Namespace("http://id.loc.gov/ontologies/bflc/")
dcat = Namespace("http://www.w3.org/ns/dcat#")
dcatap = Namespace("http://data.europa.eu/r5r/")
dcterms = Namespace("http://purl.org/dc/terms/")
foaf = Namespace("http://xmlns.com/foaf/0.1/")
madsrdf = Namespace("http://www.loc.gov/mads/rdf/v1#")
owl = Namespace("http://www.w3.org/2002/07/owl#")
prov = Namespace("http://www.w3.org/ns/prov#")
rdf = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
rdfs = Namespace("http://www.w3.org/2000/01/rdf-schema#")
schema = Namespace("http://schema.org/")
sd = Namespace("http://www.w3.org/ns/sparql-service-description#")
skos = Namespace("http://www.w3.org/2004/02/skos/core#")
spdx = Namespace("http://spdx.org/rdf/terms#")
vcard = Namespace("http://www.w3.org/2006/vcard/ns#")
void = Namespace("http://rdfs.org/ns/void#")
xsd = Namespace("http://www.w3.org/2001/XMLSchema#")

PREFIXES = {
    "bf": bf,
    "bflc": bflc,
    "dcat": dcat,
    "dcterms": dcterms,
    "foaf": foaf,
    "madsrdf": madsrdf,
    "owl": owl,
    "prov": prov,
    "rdf": rdf,
    "rdfs": rdfs,
    "schema": schema,
    "sd": sd,
    "skos": skos,
    "void": void,
    "xsd": xsd,
}
"""The prefix under which each namespace is written in Turtle, RDF/XML and JSON-LD."""

OF_CATALOGUES = {**PREFIXES, "adms": adms, "dcatap": dcatap, "spdx": spdx, "vcard": vcard}
"""The same for descriptions of datasets."""
