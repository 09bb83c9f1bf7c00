"""Notices from flows: what comes before a person rings their bell, what is settled leaves it."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import Model
from django.dispatch import receiver
from django.urls import reverse

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.flow import events
from zhongshu.apps.flow.models import Flow, Work
from zhongshu.apps.org.models import Person
from zhongshu.apps.prepared import PreparedObjects
from zhongshu.apps.shell.actions import forget_notices_about, notify, notify_each
from zhongshu.lib.flow.vocabulary import WorkKind

#: What the holder is asked to do, before the title of the paper.
ASKED_TO = {
    WorkKind.COUNTERSIGN: "请会签",
    WorkKind.BALLOT: "请票签",
    WorkKind.ADDED: "请提出意见（加签）",
    WorkKind.READ: "请阅",
    WorkKind.ASKED: "请答复（沟通）",
    WorkKind.DEFERRED: "请补签",
}


@receiver(events.work_opened)
def tell_the_holder(work: Work, actor: Actor, **_: Any) -> None:
    """A work now lies before its holder. Who brought it there by an own move is not told."""
    if work.holder_id == actor.pk:
        return
    asked = ASKED_TO.get(WorkKind(work.kind), f"请办理“{work.step_name}”")
    notify(
        actor=actor,
        to=work.holder,
        text=f"{asked}：《{work.title}》",
        url=reverse("flow:work", args=[work.pk]),
        about=work,
        key=f"work:{work.pk}:{work.holder_id}",
    )


@receiver(events.work_closed)
def settle(work: Work, **_: Any) -> None:
    forget_notices_about(about=work)


@receiver(events.people_told)
def tell_people(flow: Flow, actor: Actor, people: list[Person], text: str, key: str, **_: Any) -> None:
    """Reminders, chasing, returns and whatever else a move tells people; never the one who made the move."""
    others = [person for person in people if person.pk != actor.pk]
    if others:
        notify_each(actor=actor, texts=dict.fromkeys(others, text), url=_address_of(flow), about=flow, key=key)


@cache
def _subjects(subject_type: str) -> PreparedObjects[Model]:
    return PreparedObjects(lambda pk: apps.get_model(subject_type)._default_manager.filter(pk=pk))


def _address_of(flow: Flow) -> str:
    """The page of what the flow carries, or the desk when that has no page of its own."""
    subject: Any = _subjects(flow.subject_type).first(flow.subject_id)
    return subject.get_absolute_url() if hasattr(subject, "get_absolute_url") else "/"
