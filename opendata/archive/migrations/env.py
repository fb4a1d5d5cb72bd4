"""What Alembic runs for a migration, within the transaction that `opendata.archive.migrate` began."""

from alembic import context

# SQLite takes changes of tables back as PostgreSQL does, once a transaction was begun: `database` sees to it.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
