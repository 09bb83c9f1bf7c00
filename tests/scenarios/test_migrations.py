"""Migrations go both ways with data in the house, and the models never run ahead of them."""

from importlib import import_module
from itertools import pairwise

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tests.apps.outgoing import steps
from tests.cast import make_cast
from zhongshu.apps.audit.queries import verify
from zhongshu.apps.search.actions import rebuild
from zhongshu.apps.search.queries import find

OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("zhongshu."))


def later_migrations() -> list[tuple[str, str]]:
    """(app, migration) for every migration of ours after an app's first."""
    names = sorted(key for key in MigrationLoader(connection).disk_migrations if key[0] in OURS)
    return [(app, name) for (before, _), (app, name) in pairwise(names) if app == before]


def applied() -> set[tuple[str, str]]:
    return set(MigrationRecorder(connection).applied_migrations())


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for label in OURS
        for model in apps.get_app_config(label).get_models()
    }


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


@pytest.fixture
def as_installed(transactional_db):
    """The audit table fully protected, as in an installation (tests/conftest.py lifts one half for emptying tables)."""
    protection = import_module("zhongshu.apps.audit.migrations.0002_append_only").SQLITE[1]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(protection)
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER audit_entry_no_delete")


def test_every_later_migration_goes_back_and_forth_with_data(as_installed):
    cast = make_cast()
    paper = steps.to_step(cast, steps.new_paper(cast), "gates")
    before, entries = counts(), verify().count
    later = set(later_migrations())
    assert later
    assert later <= applied()
    # All the way back at once, each over what the ones before it left: what costs is reckoning the models, not the tables.
    executor = MigrationExecutor(connection)
    names = sorted(executor.loader.disk_migrations)
    executor.migrate(
        [next(key for key in names if key[0] == app) for app in sorted({app for app, _ in later}, reverse=True)]
    )
    assert not later & applied()
    call_command("migrate", verbosity=0)
    assert later <= applied()
    assert counts() == before
    assert (verify().ok, verify().count) == (True, entries)
    # The full-text tables are derived: whatever a migration emptied is filled again from the papers.
    rebuild()
    assert [entry.object_id for entry in find(cast.drafter, "防汛备汛", "outgoing.paper")] == [paper.pk]
