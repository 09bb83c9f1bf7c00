import pytest
from django.db import connection


@pytest.fixture
def unprotected(db):
    """The table as somebody with the database file in hand would have it: no trigger in the way."""
    with connection.cursor() as cursor:
        suffix = " ON audit_entry" if connection.vendor == "postgresql" else ""
        for name in ("audit_entry_no_update", "audit_entry_no_delete"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{suffix}")
