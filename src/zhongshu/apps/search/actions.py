"""Keeping the index. It is derived from what the apps hold, so it leaves no record of its own."""

from datetime import datetime

from django.db import connection, models, transaction

from zhongshu.apps.org.models import Organ
from zhongshu.apps.search import tokens
from zhongshu.apps.search.events import index_asked
from zhongshu.apps.search.models import Entry

LONGEST_BODY = 200_000


def index(
    obj: models.Model,
    *,
    title: str,
    body: str,
    organ: Organ | None,
    at: datetime,
    url: str,
    secrecy: int = 0,
    public: bool = False,
) -> None:
    """Make ``obj`` findable by its title and body, or refresh what was there."""
    with transaction.atomic():
        entry, _ = Entry.objects.update_or_create(
            object_type=obj._meta.label_lower,
            object_id=obj.pk,
            defaults={
                "title": title[:300],
                "body": body[:LONGEST_BODY],
                "organ": organ,
                "at": at,
                "url": url,
                "secrecy": secrecy,
                "public": public,
            },
        )
        _forget(entry.pk)
        _remember(entry)


def remove(obj: models.Model) -> None:
    """Make ``obj`` unfindable."""
    entry = Entry.objects.filter(object_type=obj._meta.label_lower, object_id=obj.pk).first()
    if entry is not None:
        with transaction.atomic():
            _forget(entry.pk)
            entry.delete()


def rebuild() -> int:
    """Index everything anew; returns how many entries there are."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM search_fts" if connection.vendor == "sqlite" else "DELETE FROM search_bigram")
        Entry.objects.all().delete()
        index_asked.send(sender=Entry)
    return Entry.objects.count()


def _forget(pk: int) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM search_fts WHERE rowid = %s", [pk])
        else:
            cursor.execute("DELETE FROM search_bigram WHERE entry_id = %s", [pk])


def _remember(entry: Entry) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "INSERT INTO search_fts (rowid, title, body) VALUES (%s, %s, %s)",
                [entry.pk, tokens.spaced(entry.title), tokens.spaced(entry.body)],
            )
        else:
            text = f"{entry.title}\n{entry.body}"
            cursor.execute(
                "INSERT INTO search_bigram (entry_id, grams, folded) VALUES (%s, %s, %s)",
                [entry.pk, tokens.bigrams(text), tokens.folded(text)],
            )
