"""Telling people, and noting that they have read it.

A notification is a by-product of an act that is on record already, so it has no entry of its own in the audit chain.
"""

from collections.abc import Mapping

import axes.utils
from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from zhongshu.apps.audit.actors import Actor
from zhongshu.apps.org.models import Person
from zhongshu.apps.prepared import Insert, Prepared, Update
from zhongshu.apps.shell.models import IssuedPassword, Notification, SavedView
from zhongshu.apps.shell.queries import saved_views, unread_of, visible_to
from zhongshu.lib.refusal import Refused

_TELL, _TELL_ONCE, _ALTER = Insert(Notification), Insert(Notification, or_ignore=True), Update(Notification)
_UNREAD = Prepared(
    lambda kind, pk: (
        Notification.objects.filter(about_type=kind, about_id=pk, read_at__isnull=True)
        .order_by()
        .values_list("pk", "person_id")
    ),
    keys=2,
)
TEXT_LIMIT = 300
#: Saved filters of one list; more would be a list to search in.
MOST_VIEWS = 20


def notify(*, actor: Actor, to: Person, text: str, url: str, about: models.Model | None = None, key: str = "") -> None:
    """Tell ``to`` one thing. With a ``key`` the same thing is told once, however often this is called.

    ``text`` may carry a paper's title: the caller tells only people who may see the paper.
    """
    notify_each(actor=actor, texts={to: text}, url=url, about=about, key=key)


def notify_each(
    *, actor: Actor, texts: Mapping[Person, str], url: str, about: models.Model | None = None, key: str = ""
) -> None:
    """Tell each person their own text, all in one statement."""
    rows = [
        Notification(
            person=to,
            by_name=actor.name,
            text=text if len(text) <= TEXT_LIMIT else text[: TEXT_LIMIT - 1] + "…",
            url=url,
            about_type=about._meta.label_lower if about is not None else "",
            about_id=about.pk if about is not None else None,
            key=key or None,
        )
        for to, text in texts.items()
    ]
    if rows:
        (_TELL_ONCE if key else _TELL).rows(rows)


def mark_read(*, actor: Person, notification: Notification) -> None:
    """Note that ``actor`` has read one of their own notifications; another's is left alone."""
    visible_to(actor).filter(pk=notification.pk, read_at__isnull=True).update(read_at=timezone.now())


def mark_all_read(*, actor: Person) -> int:
    """Note that ``actor`` has read everything; returns how many were unread."""
    return unread_of(actor).update(read_at=timezone.now())


def forget_notices_about(*, about: models.Model, to: Person | None = None) -> int:
    """Close unread notices about a thing that is settled, so that the bell only counts what still matters."""
    unread = _UNREAD.rows(about._meta.label_lower, about.pk)
    settled = [pk for pk, person in unread if to is None or person == to.pk]
    for pk in settled:
        _ALTER.row(pk, read_at=timezone.now())
    return len(settled)


def require_password_change(*, user: User) -> None:
    """The account's present password was given by somebody else: the next sign-in asks for an own one.

    A new password also ends a lock-out, as the page of a locked account promises.
    """
    IssuedPassword.objects.get_or_create(user=user)
    axes.utils.reset(username=user.get_username().lower())


def password_is_own(*, user: User) -> None:
    """The person has chosen a password: nothing is asked for any more."""
    IssuedPassword.objects.filter(user=user).delete()


def save_view(*, actor: Person, path: str, name: str, query: str) -> SavedView:
    """Keep a list's filters under a name of the person's own; the same name again replaces them.

    Refused when there are no conditions to keep, or too many views of the list already.
    """
    if not query:
        raise Refused("现在没有筛选条件，没有可存的。", remedy="请先筛选或排序，再存为常用筛选。")
    known = saved_views(actor, path)
    if known.count() >= MOST_VIEWS and not known.filter(name=name).exists():
        raise Refused(f"一个列表最多存 {MOST_VIEWS} 个常用筛选。", remedy="请先删去不用的。")
    view, _ = SavedView.objects.update_or_create(person=actor, path=path, name=name, defaults={"query": query})
    return view


def forget_view(*, actor: Person, view: SavedView) -> None:
    """Drop one of the person's own saved filters; another's is left alone."""
    SavedView.objects.filter(person=actor, pk=view.pk).delete()
