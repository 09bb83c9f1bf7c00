"""The full-text side of the index: FTS5 on SQLite, a bigram array with GIN on PostgreSQL."""

from django.db import migrations

FORWARD = {
    "sqlite": ["CREATE VIRTUAL TABLE search_fts USING fts5(title, body, tokenize = 'unicode61 remove_diacritics 0')"],
    "postgresql": [
        "CREATE TABLE search_bigram (entry_id bigint PRIMARY KEY, grams text[] NOT NULL, folded text NOT NULL)",
        "CREATE INDEX search_bigram_gin ON search_bigram USING gin (grams)",
    ],
}
BACK = {"sqlite": ["DROP TABLE search_fts"], "postgresql": ["DROP TABLE search_bigram"]}


def create(apps, editor) -> None:
    for statement in FORWARD.get(editor.connection.vendor, []):
        editor.execute(statement)


def drop(apps, editor) -> None:
    for statement in BACK.get(editor.connection.vendor, []):
        editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(create, drop)]
