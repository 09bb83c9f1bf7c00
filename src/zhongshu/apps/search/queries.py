"""Finding, within what one may know of."""

from django.db import connection
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import RawSQL

from zhongshu.apps.access.queries import grants_to
from zhongshu.apps.org.models import Person
from zhongshu.apps.search import tokens
from zhongshu.apps.search.models import Entry


def visible_to(person: Person | None) -> QuerySet[Entry]:
    """Entries open to all staff, and those whose object has been made known to ``person`` within their clearance."""
    if person is None:
        return Entry.objects.none()
    granted = grants_to(person, OuterRef("object_type")).filter(object_id=OuterRef("object_id"))
    return Entry.objects.filter(Q(public=True) | Exists(granted), secrecy__lte=person.clearance)


def find(person: Person | None, text: str, object_type: str = "") -> QuerySet[Entry]:
    """Entries that contain every word of ``text``; a hit in the title first, then the newest."""
    wanted = tokens.phrases(text)
    if not wanted:
        return Entry.objects.none()
    found = visible_to(person).filter(pk__in=_matching(text)).select_related("organ")
    if object_type:
        found = found.filter(object_type=object_type)
    in_title = Q()
    for word in text.split():
        in_title &= Q(title__icontains=word)
    rank = Case(When(in_title, then=Value(0)), default=Value(1), output_field=IntegerField())
    return found.annotate(rank=rank).order_by("rank", "-at", "-pk")


def _matching(text: str) -> RawSQL:
    if connection.vendor == "sqlite":
        return RawSQL("SELECT rowid FROM search_fts WHERE search_fts MATCH %s", [tokens.match_expression(text)])
    runs = ["".join(run) for run in tokens.phrases(text)]
    conditions = " AND ".join(["grams @> %s", *["folded LIKE %s" for _ in runs]])
    return RawSQL(  # noqa: S611 - as above
        f"SELECT entry_id FROM search_bigram WHERE {conditions}",  # noqa: S608 - only placeholders are joined
        [tokens.query_bigrams(text), *[f"%{run}%" for run in runs]],
    )
