"""The migrated, still empty SQLite database of the tests, kept between runs: made once for one state of the migrations.

Running all migrations takes some fifteen seconds of every run, however small. tests/scenarios/test_migrations.py runs them
all the same, both ways.
"""

import os
import sqlite3
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.core.management.commands.migrate import Command
from django.db import connections

ROOT = Path(__file__).parents[1]


def _kept() -> Path:
    """The file for the migrations as they stand, ours and (by the lock) those of the libraries."""
    digest = sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted((ROOT / "src").rglob("migrations/*.py")):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"zhongshu-migrated-{os.getuid()}-{digest.hexdigest()[:20]}.sqlite3"


def keep_between_runs(patch: pytest.MonkeyPatch) -> None:
    """Until ``patch`` is undone, ``migrate`` begins with what an earlier run left, or leaves it for the next."""
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
