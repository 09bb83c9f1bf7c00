"""The migrated, still empty database of the tests: made once for one state of the migrations, copied from then on.

Running all migrations takes some fifteen seconds of every run, however small. On SQLite the file is kept between runs; on
PostgreSQL, whose server lives as long as the run, it is a template database, made by the first worker that needs it.
tests/scenarios/test_migrations.py runs the migrations all the same, both ways.
"""

import fcntl
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.core.management.commands.migrate import Command
from django.db import connection, connections

ROOT = Path(__file__).parents[1]
TEMPLATE = "zhongshu_migrated"


def _kept() -> Path:
    """The file for the migrations as they stand, ours and (by the lock) those of the libraries."""
    digest = sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "src").rglob("migrations/*.py")):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"zhongshu-migrated-{os.getuid()}-{digest.hexdigest()[:20]}.sqlite3"


def keep_between_runs(patch: pytest.MonkeyPatch) -> None:
    """Until ``patch`` is undone, ``migrate`` begins with what an earlier run left, or leaves it for the next."""
    if connection.vendor == "postgresql":
        _make_template()
        patch.setitem(connection.settings_dict["TEST"], "TEMPLATE", TEMPLATE)
    migrate = Command.handle
    patch.setattr(Command, "handle", lambda command, *args, **options: _migrate(migrate, command, *args, **options))


def _migrate(migrate: Callable[..., Any], command: Command, *args: Any, **options: Any) -> None:
    connection = connections[options["database"]]
    if connection.vendor != "sqlite":
        migrate(command, *args, **options)
        return
    connection.ensure_connection()
    kept = _kept()
    if kept.exists():
        with sqlite3.connect(f"file:{kept}?mode=ro", uri=True) as before:
            before.backup(connection.connection)
        before.close()
    migrate(command, *args, **options)
    if not kept.exists():
        part = kept.with_suffix(f".{os.getpid()}")
        with sqlite3.connect(part) as after:
            connection.connection.backup(after)
        after.close()
        part.replace(kept)


def _make_template() -> None:
    """Workers ask for it at the same time: the first makes it, the others wait."""
    with _alone(), _server() as cursor:
        if _exists(cursor, TEMPLATE):
            return
        half = f"{TEMPLATE}_half"
        cursor.execute(f'DROP DATABASE IF EXISTS "{half}"')
        cursor.execute(f'CREATE DATABASE "{half}"')
        name = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = half
        try:
            call_command("migrate", verbosity=0)
        finally:
            connection.close()
            connection.settings_dict["NAME"] = name
        cursor.execute(f'ALTER DATABASE "{half}" RENAME TO "{TEMPLATE}"')


@contextmanager
def _alone() -> Iterator[None]:
    address = sha256(os.environ["ZHONGSHU_DATABASE"].encode()).hexdigest()[:20]
    with (Path(tempfile.gettempdir()) / f"zhongshu-template-{os.getuid()}-{address}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
        with suppress(FileNotFoundError):
            Path(lock.name).unlink()


@contextmanager
def _server() -> Iterator[Any]:
    """A cursor on the server's own database, outside of any transaction."""
    import psycopg

    with psycopg.connect(os.environ["ZHONGSHU_DATABASE"], autocommit=True) as link, link.cursor() as cursor:
        yield cursor


def _exists(cursor: Any, name: str) -> bool:
    return cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def lay_down(home: Path) -> None:
    """The database of a new installation in ``home``, where an earlier test of any run left one: else it migrates itself."""
    home.mkdir(parents=True, exist_ok=True)
    with suppress(FileNotFoundError):
        shutil.copyfile(_kept(), home / "zhongshu.sqlite3")


@contextmanager
def database_in(home: Path) -> Iterator[str]:
    """A migrated, empty database for processes of their own, of the kind this run tests on: the file in ``home``, or a new
    database on the server. Gives the setting ZHONGSHU_DATABASE."""
    if connection.vendor == "sqlite":
        lay_down(home)
        yield ""
        return
    name = f"zhongshu_{os.getpid()}"
    address = urlsplit(os.environ["ZHONGSHU_DATABASE"])
    with _server() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{TEMPLATE}"')
        try:
            yield f"{address.scheme}://{address.netloc}/{name}?{address.query}"
        finally:
            cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
