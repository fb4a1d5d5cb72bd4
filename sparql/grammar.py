"""The grammar of SPARQL 1.1 queries (section 19.8), which one token ahead decides, for telling what is wrong.

A rule is a name and what it is made of: names of other rules, terminals in quotes or in capitals, `|`, `( )`,
`*`, `+` and `?`. Signs before numbers, `[]` and `()` are made of their parts here; the rest is as in the
recommendation, with its names.
"""

import re
from collections.abc import Iterator

RULES = """
Query: Prologue ( SelectQuery | ConstructQuery | DescribeQuery | AskQuery ) ValuesClause
Prologue: ( 'BASE' IRIREF | 'PREFIX' PNAME_NS IRIREF )*
SelectQuery: SelectClause DatasetClause* WhereClause SolutionModifier
SubSelect: SelectClause WhereClause SolutionModifier ValuesClause
SelectClause: 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( ( VAR | '(' Expression 'AS' VAR ')' )+ | '*' )
ConstructQuery: 'CONSTRUCT' ( ConstructTemplate DatasetClause* WhereClause SolutionModifier | DatasetClause* 'WHERE' '{' TriplesTemplate? '}' SolutionModifier )
DescribeQuery: 'DESCRIBE' ( ( VAR | iri )+ | '*' ) DatasetClause* WhereClause? SolutionModifier
AskQuery: 'ASK' DatasetClause* WhereClause SolutionModifier
DatasetClause: 'FROM' ( iri | 'NAMED' iri )
WhereClause: 'WHERE'? GroupGraphPattern
SolutionModifier: GroupClause? HavingClause? OrderClause? LimitOffsetClauses?
GroupClause: 'GROUP' 'BY' GroupCondition+
GroupCondition: BuiltInCall | FunctionCall | '(' Expression ( 'AS' VAR )? ')' | VAR
HavingClause: 'HAVING' Constraint+
OrderClause: 'ORDER' 'BY' OrderCondition+
OrderCondition: ( 'ASC' | 'DESC' ) BrackettedExpression | Constraint | VAR
LimitOffsetClauses: LimitClause OffsetClause? | OffsetClause LimitClause?
LimitClause: 'LIMIT' INTEGER
OffsetClause: 'OFFSET' INTEGER
ValuesClause: ( 'VALUES' DataBlock )?
TriplesTemplate: TriplesSameSubject ( '.' TriplesTemplate? )?
GroupGraphPattern: '{' ( SubSelect | GroupGraphPatternSub ) '}'
GroupGraphPatternSub: TriplesBlock? ( GraphPatternNotTriples '.'? TriplesBlock? )*
TriplesBlock: TriplesSameSubjectPath ( '.' TriplesBlock? )?
GraphPatternNotTriples: GroupOrUnionGraphPattern | 'OPTIONAL' GroupGraphPattern | 'MINUS' GroupGraphPattern | 'GRAPH' VarOrIri GroupGraphPattern | 'SERVICE' 'SILENT'? VarOrIri GroupGraphPattern | 'FILTER' Constraint | 'BIND' '(' Expression 'AS' VAR ')' | 'VALUES' DataBlock
DataBlock: VAR '{' DataBlockValue* '}' | '(' VAR* ')' '{' ( '(' DataBlockValue* ')' )* '}'
DataBlockValue: iri | RDFLiteral | NumericLiteral | 'TRUE' | 'FALSE' | 'UNDEF'
GroupOrUnionGraphPattern: GroupGraphPattern ( 'UNION' GroupGraphPattern )*
Constraint: BrackettedExpression | BuiltInCall | FunctionCall
FunctionCall: iri ArgList
ArgList: '(' ( 'DISTINCT'? Expression ( ',' Expression )* )? ')'
ExpressionList: '(' ( Expression ( ',' Expression )* )? ')'
ConstructTemplate: '{' TriplesTemplate? '}'
TriplesSameSubject: VarOrTerm PropertyListNotEmpty | TriplesNode PropertyListNotEmpty?
PropertyListNotEmpty: Verb ObjectList ( ';' ( Verb ObjectList )? )*
Verb: VarOrIri | 'a'
ObjectList: GraphNode ( ',' GraphNode )*
TriplesSameSubjectPath: VarOrTerm PropertyListPathNotEmpty | TriplesNodePath PropertyListPathNotEmpty?
PropertyListPathNotEmpty: VerbPathOrSimple ObjectListPath ( ';' ( VerbPathOrSimple ObjectListPath )? )*
VerbPathOrSimple: Path | VAR
ObjectListPath: GraphNodePath ( ',' GraphNodePath )*
Path: PathSequence ( '|' PathSequence )*
PathSequence: PathEltOrInverse ( '/' PathEltOrInverse )*
PathEltOrInverse: '^'? PathPrimary ( '?' | '*' | '+' )?
PathPrimary: iri | 'a' | '!' PathNegatedPropertySet | '(' Path ')'
PathNegatedPropertySet: PathOneInPropertySet | '(' ( PathOneInPropertySet ( '|' PathOneInPropertySet )* )? ')'
PathOneInPropertySet: '^'? ( iri | 'a' )
TriplesNode: '(' GraphNode* ')' | '[' PropertyListNotEmpty? ']'
TriplesNodePath: '(' GraphNodePath* ')' | '[' PropertyListPathNotEmpty? ']'
GraphNode: VarOrTerm | TriplesNode
GraphNodePath: VarOrTerm | TriplesNodePath
VarOrTerm: VAR | iri | RDFLiteral | NumericLiteral | 'TRUE' | 'FALSE' | BLANK
VarOrIri: VAR | iri
Expression: ConditionalAndExpression ( '||' ConditionalAndExpression )*
ConditionalAndExpression: RelationalExpression ( '&&' RelationalExpression )*
RelationalExpression: AdditiveExpression ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) AdditiveExpression | 'IN' ExpressionList | 'NOT' 'IN' ExpressionList )?
AdditiveExpression: MultiplicativeExpression ( ( '+' | '-' ) MultiplicativeExpression )*
MultiplicativeExpression: UnaryExpression ( ( '*' | '/' ) UnaryExpression )*
UnaryExpression: ( '!' | '+' | '-' )* PrimaryExpression
PrimaryExpression: BrackettedExpression | BuiltInCall | iri ArgList? | RDFLiteral | NUMBER | INTEGER | 'TRUE' | 'FALSE' | VAR
BrackettedExpression: '(' Expression ')'
BuiltInCall: FUNCTION ExpressionList | Aggregate | 'EXISTS' GroupGraphPattern | 'NOT' 'EXISTS' GroupGraphPattern
Aggregate: 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | AGGREGATE '(' 'DISTINCT'? Expression ')' | 'GROUP_CONCAT' '(' 'DISTINCT'? Expression ( ';' 'SEPARATOR' '=' STRING )? ')'
RDFLiteral: STRING ( LANGUAGE | '^^' iri )?
NumericLiteral: ( '+' | '-' )? ( NUMBER | INTEGER )
iri: IRIREF | PNAME_LN | PNAME_NS
"""  # noqa: E501 - a rule is a line

AGGREGATES = frozenset({"SUM", "MIN", "MAX", "AVG", "SAMPLE"})
_FUNCTIONS = """
STR LANG LANGMATCHES DATATYPE BOUND IRI URI BNODE RAND ABS CEIL FLOOR ROUND CONCAT STRLEN UCASE LCASE
ENCODE_FOR_URI CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ
NOW UUID STRUUID MD5 SHA1 SHA256 SHA384 SHA512 COALESCE IF STRLANG STRDT SAMETERM ISIRI ISURI ISBLANK
ISLITERAL ISNUMERIC REGEX SUBSTR REPLACE
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())

Node = tuple[str, tuple["Node", ...], str]
"""What a rule is made of: "seq", "alt", "many", "some" or "maybe" of parts; "rule" or "token" with a name."""

_PIECE = re.compile(r"'([^']+)'|([A-Za-z]\w*)|([()|*+?])")
_REPEATS = {"*": "many", "+": "some", "?": "maybe"}


def rules() -> dict[str, Node]:
    """The rules by name."""
    return {
        name: _alternatives(_pieces(body))
        for name, _, body in (line.partition(": ") for line in RULES.strip().splitlines())
    }


def _pieces(body: str) -> list[tuple[str, str]]:
    return [_piece(match) for match in _PIECE.finditer(body)][::-1]


def _piece(match: re.Match[str]) -> tuple[str, str]:
    literal, name, sign = match.groups()
    if sign:
        return "sign", sign
    if literal or name.isupper():
        return "token", literal or name
    return "rule", name


def _alternatives(pieces: list[tuple[str, str]]) -> Node:
    parts = [_sequence(pieces)]
    while pieces and pieces[-1] == ("sign", "|"):
        pieces.pop()
        parts.append(_sequence(pieces))
    return parts[0] if len(parts) == 1 else ("alt", tuple(parts), "")


def _sequence(pieces: list[tuple[str, str]]) -> Node:
    parts = tuple(_repeated(pieces))
    return parts[0] if len(parts) == 1 else ("seq", parts, "")


def _repeated(pieces: list[tuple[str, str]]) -> Iterator[Node]:
    while pieces and pieces[-1] not in (("sign", "|"), ("sign", ")")):
        kind, text = pieces.pop()
        if kind == "sign":  # an opening bracket
            node = _alternatives(pieces)
            pieces.pop()
        else:
            node = (kind, (), text)
        while pieces and pieces[-1][0] == "sign" and pieces[-1][1] in _REPEATS:
            node = (_REPEATS[pieces.pop()[1]], (node,), "")
        yield node
