"""The first tables. An archive that has them already, made before there were revisions, keeps them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Carries an archive forward."""
    op.create_table(
        "changes",
        sa.Column("place", ID, autoincrement=False, nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("identifier", KEY, nullable=False),
        sa.Column("kind", sa.String(length=7), nullable=False),
        sa.PrimaryKeyConstraint("place"),
        if_not_exists=True,
    )
    op.create_table(
        "dictionaries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("library"),
        if_not_exists=True,
    )
    op.create_table(
        "failures",
        sa.Column("library", KEY, nullable=False),
        sa.Column("identifier", KEY, nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("library", "identifier"),
        if_not_exists=True,
    )
    op.create_table(
        "harvests",
        sa.Column("library", KEY, nullable=False),
        sa.Column("checkpoint", sa.JSON(), nullable=True),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=True),
        sa.Column("page_at", sa.BigInteger(), nullable=True),
        sa.Column("finished_at", sa.BigInteger(), nullable=True),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("listing", sa.Text(), nullable=False),
        sa.Column("sighting", sa.Boolean(), nullable=False),
        sa.Column("held_back", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("library"),
        if_not_exists=True,
    )
    op.create_table(
        "members",
        sa.Column("superseded_by", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("publication", ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("superseded_by", "set", "publication"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "origin_set_names",
        sa.Column("library", KEY, nullable=False),
        sa.Column("spec", KEY, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("library", "spec"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "position",
        sa.Column("row", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", ID, nullable=False),
        sa.PrimaryKeyConstraint("row"),
        if_not_exists=True,
    )
    op.create_table(
        "publications",
        sa.Column("id", ID, nullable=False),
        sa.Column("release", sa.Integer(), nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("identifier", KEY, nullable=False),
        sa.Column("version", ID, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("ready", sa.Boolean(), nullable=True),
        sa.Column("sets", sa.Text(), nullable=True),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=True),
        sa.Column("length", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index(
        "publications_in_order", "publications", ["superseded_by", "id"], unique=False, if_not_exists=True
    )
    op.create_index(
        "publications_of_library_in_order",
        "publications",
        ["library", "superseded_by", "id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        "publications_of_record",
        "publications",
        ["library", "identifier", "superseded_by"],
        unique=False,
        if_not_exists=True,
    )
    op.create_table(
        "records",
        sa.Column("library", KEY, nullable=False),
        sa.Column("identifier", KEY, nullable=False),
        sa.Column("head", ID, nullable=False),
        sa.Column("readable", ID, nullable=True),
        sa.PrimaryKeyConstraint("library", "identifier"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "release_changes",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("first", ID, nullable=False),
        sa.Column("last", ID, nullable=False),
        sa.Column("created", sa.BigInteger(), nullable=False),
        sa.Column("updated", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("release"),
        if_not_exists=True,
    )
    op.create_table(
        "release_counts",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("release", "library"),
        if_not_exists=True,
    )
    op.create_table(
        "release_extents",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("fields", sa.BigInteger(), nullable=False),
        sa.Column("fields_left", sa.BigInteger(), nullable=False),
        sa.Column("subfields", sa.BigInteger(), nullable=False),
        sa.Column("subfields_left", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("release", "library"),
        if_not_exists=True,
    )
    op.create_table(
        "release_findings",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("field", KEY, nullable=False),
        sa.Column("subfield", KEY, nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("occurrences", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("release", "library", "code", "field", "subfield"),
        if_not_exists=True,
    )
    op.create_table(
        "release_sets",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("set", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("release", "set"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "releases",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("instant", sa.BigInteger(), nullable=True),
        sa.Column("position", ID, nullable=False),
        sa.Column("first_publication", ID, nullable=True),
        sa.Column("last_publication", ID, nullable=True),
        sa.Column("statements", sa.BigInteger(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        if_not_exists=True,
    )
    op.create_table(
        "repairs",
        sa.Column("library", KEY, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.Column("places", sa.BigInteger(), nullable=False),
        sa.Column("examples", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("library", "kind"),
        if_not_exists=True,
    )
    op.create_table(
        "replaced",
        sa.Column("version", ID, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("version"),
        if_not_exists=True,
    )
    op.create_table(
        "runs",
        sa.Column("id", ID, nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("started_at", sa.BigInteger(), nullable=False),
        sa.Column("page_at", sa.BigInteger(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("full", sa.Boolean(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("pages", sa.BigInteger(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("new", sa.BigInteger(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("unchanged", sa.BigInteger(), nullable=False),
        sa.Column("deleted", sa.BigInteger(), nullable=False),
        sa.Column("rejected", sa.BigInteger(), nullable=False),
        sa.Column("repaired", sa.BigInteger(), nullable=False),
        sa.Column("live", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sqlite_autoincrement=True,
        if_not_exists=True,
    )
    op.create_index("runs_of_library", "runs", ["library", "id"], unique=False, if_not_exists=True)
    op.create_table(
        "set_names",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("spec", KEY, nullable=False),
        sa.Column("format", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )
    op.create_index("set_of_name", "set_names", ["spec", "format"], unique=True, if_not_exists=True)
    op.create_table(
        "sightings",
        sa.Column("library", KEY, nullable=False),
        sa.Column("identifier", KEY, nullable=False),
        sa.PrimaryKeyConstraint("library", "identifier"),
        sqlite_with_rowid=False,
        if_not_exists=True,
    )
    op.create_table(
        "tallies",
        sa.Column("library", KEY, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("records", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("library", "state"),
        if_not_exists=True,
    )
    op.create_table(
        "versions",
        sa.Column("id", ID, autoincrement=False, nullable=False),
        sa.Column("library", KEY, nullable=False),
        sa.Column("identifier", KEY, nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("format", sa.String(length=32), nullable=False),
        sa.Column("datestamp", sa.BigInteger(), nullable=False),
        sa.Column("harvested_at", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("dictionary", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("encoding", sa.String(length=40), nullable=False),
        sa.Column("repairs", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("origin_sets", sa.Text(), nullable=True),
        sa.Column("earlier", sa.Text(), nullable=True),
        sa.Column("payload", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        if_not_exists=True,
    )


def downgrade() -> None:
    """There is nothing before."""
    raise NotImplementedError
