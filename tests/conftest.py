"""Shared fixtures: the cast, signed-in clients, and a database whose audit table may be emptied between tests."""

import gc

import pytest
from django.db import connection
from django.test import Client

from tests import migrated
from tests.cast import Cast, make_cast
from tests.kept import Kept

#: Tests that take half a minute and more.
LONG = {
    "test_kill.py",
    "test_need_to_know.py",
    "test_random_flows.py",
    "test_random_flows_on_database.py",
    "test_year.py",
}

_setting_up = pytest.MonkeyPatch()
_cast = Kept(make_cast)
_accounts = Kept(lambda: make_cast(accounts=True))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declared here because only the first conftest may add options."""
    parser.addoption("--handbook", action="store_true", help="keep the handbook's pictures in docs/handbook/images")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first, so that no worker begins one when the other has nothing left."""
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector need not walk thousands of tests again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Runs just before the databases are made."""
    with django_db_blocker.unblock():
        migrated.keep_between_runs(_setting_up)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """Emptying tables after a transactional test is the one delete the audit trigger must let through here.

    tests/apps/audit puts the trigger back to prove that it works.
    """
    _setting_up.undo()
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_entry_no_delete")


@pytest.fixture
def cast(db) -> Cast:
    return _cast()


@pytest.fixture
def accounts(db) -> Cast:
    """The cast, each with an account named after the part."""
    return _accounts()


@pytest.fixture
def sign_in(accounts):
    """A function: part → client signed in as that member of the cast."""

    def client_of(part: str) -> Client:
        client = Client()
        client.force_login(accounts.people[part].user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return client_of
