"""F50: the migration of a database is killed at each of its calls, and repeated."""

import os

from modes import TRIES

# What the migrations made, whatever the order of the catalogue's rows.
SCHEMA = """
select md5(string_agg(line, e'\\n' order by line)) from (
    select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable as line
    from information_schema.columns where table_schema not in ('pg_catalog', 'information_schema')
    union all select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
    where connamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
    union all select indexdef from pg_indexes where schemaname not in ('pg_catalog', 'information_schema')
    union all select schemaname || '.' || viewname || ' ' || definition from pg_views
    where schemaname not in ('pg_catalog', 'information_schema')) schema
"""


class EmptyStand:
    """A database without anything, and a home beside it."""

    _count = 0

    def __init__(self, scene, session):
        EmptyStand._count += 1
        self.scene, self.session = scene, session
        self.database = f"empty_{os.getpid()}_{EmptyStand._count}"
        self.folder = f"{scene.workshop.scratch}/{self.database}"
        self.report = f"{self.folder}/report"
        os.makedirs(self.folder)
        session.ask(f"create database {self.database}")

    def migrate(self, at=0):
        given = {"LD_PRELOAD": self.scene.workshop.library, "CRASH_REPORT": self.report}
        if at:
            given["CRASH_AT"] = str(at)
        shop = self.scene.workshop
        return shop.hub(f"{self.folder}/home", self.database, "database", "migrate", "--admin-database",
                        shop.address(self.database), environment=given, report=self.report)

    def schema(self):
        self.session.connect(self.database)
        try:
            return self.session.ask(SCHEMA)
        finally:
            self.session.connect("postgres")

    def remove(self):
        self.session.drop(self.database)


def migration_points(scene, session):
    """Every call of a migration, after it was done once."""
    stand = EmptyStand(scene, session)
    outcome = stand.migrate()
    schema = stand.schema()[0]
    stand.remove()
    return [("migrations", scene.name, scene.seed, f"{number}:{schema}") for number in range(1, outcome.calls["all"] + 1)]


def try_migrations(stand, tried, place):
    number, _, schema = place.partition(":")
    tried.hit = stand.migrate(at=int(number)).was_killed
    stand.session.wait_for_silence(stand.database)
    again = stand.migrate()
    if again.status != 0:
        tried.wrong("not recovered", f"the next migration ended with {again.status}: {again.messages[:300]}")
    if stand.schema() != [schema]:
        tried.wrong("other end", "the database has another schema than without a fault")
    if stand.migrate().status != 0:
        tried.wrong("not idempotent", "a third migration does not end well")


TRIES |= {"migrations": try_migrations}
