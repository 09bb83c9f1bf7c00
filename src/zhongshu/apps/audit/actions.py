"""Writing the record: every act of the house passes through ``act``."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from threading import local
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.audit.models import ChainHead, Entry
from zhongshu.apps.prepared import Insert, Prepared, Update
from zhongshu.lib import chain

_HEAD_COLUMNS = ("id", "seq", "digest")
_HEAD = Prepared(lambda: ChainHead.objects.select_for_update().values_list(*_HEAD_COLUMNS), keys=0)
_ADD_ENTRIES, _ALTER_HEAD = Insert(Entry), Update(ChainHead)


@dataclass
class Act:
    """What is being done, filled in while it is done."""

    actor: Actor
    verb: str
    about: models.Model | None = None
    summary: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    on_behalf_of: str = ""


class _Stack(local):
    """Acts of the running thread: entries wait for the outermost act to finish.

    The chain head is locked last, so two acts that touch the same rows can never wait for each other through it.
    """

    def __init__(self) -> None:
        self.depth = 0
        self.finished: list[Act] = []


_stack = _Stack()


@contextmanager
def act(
    *,
    actor: Actor,
    verb: str,
    about: models.Model | None = None,
    summary: str = "",
    data: dict[str, Any] | None = None,
    on_behalf_of: str = "",
    savepoint: bool = True,
) -> Iterator[Act]:
    """One transaction around one act: either everything in it happened and is on record, or nothing is.

    ``verb`` is ``app.action``; ``summary`` one Chinese sentence for the person who reads the log. ``savepoint``: whether
    an outer act may go on when this one fails; without it a failure in here undoes the outer act as well.
    """
    this = Act(actor, verb, about, summary, dict(data or {}), on_behalf_of)
    mark = len(_stack.finished)
    with transaction.atomic(savepoint=savepoint):
        _stack.depth += 1
        try:
            yield this
            _stack.finished.append(this)
            if _stack.depth == 1:
                _append(_stack.finished)
                _stack.finished = []
        except BaseException:
            # What an inner act did is undone with it, so its record goes too.
            del _stack.finished[mark:]
            raise
        finally:
            _stack.depth -= 1


def _append(acts: list[Act]) -> None:
    head = _head()
    at = timezone.now().astimezone(UTC)
    entries = []
    for item in acts:
        entry = _entry(item, head, at)
        head.seq, head.digest = entry.seq, entry.digest
        entries.append(entry)
    _ADD_ENTRIES.rows(entries)
    _ALTER_HEAD.row(1, seq=head.seq, digest=head.digest)


def _head() -> ChainHead:
    """Where the chain ends, locked until the transaction is over."""
    if found := _HEAD.rows():
        return ChainHead(**dict(zip(_HEAD_COLUMNS, found[0], strict=True)))
    return ChainHead.objects.select_for_update().get_or_create(id=1)[0]


def _entry(item: Act, head: ChainHead, at: datetime) -> Entry:
    about = item.about
    entry = Entry(
        seq=head.seq + 1,
        at=at,
        actor_id=item.actor.pk,
        actor_name=item.actor.name,
        on_behalf_of=item.on_behalf_of,
        verb=item.verb,
        object_type=about._meta.label_lower if about is not None else "",
        object_id=about.pk if about is not None else None,
        summary=item.summary[:300],
        data=item.data,
        previous=head.digest,
    )
    entry.digest = chain.link(entry.previous, entry.content())
    return entry
