"""Addresses at which calendars are read."""

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from zhongshu.apps.audit.actions import act
from zhongshu.apps.coordination.models import Feed
from zhongshu.apps.coordination.queries.sides import arranges_for
from zhongshu.apps.org.models import Person
from zhongshu.lib.refusal import Refused

MOST_FEEDS = 10
#: The last reading is written at most this often.
READ_EVERY = timedelta(hours=1)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def open_feed(*, actor: Person, leader: Person, name: str) -> tuple[Feed, str]:
    """A new address for a calendar: the feed and its secret, which is told this once and kept only as a hash."""
    with act(actor=actor, verb="coordination.open_feed") as this:
        if leader.pk != actor.pk and all(leader.pk != one.pk for one in arranges_for(actor)):
            raise Refused("只能订阅自己的日历，或您为其安排活动的领导的日历。")
        if not name.strip():
            raise Refused("请写明在哪里用，如“手机日历”，没有建立。")
        if Feed.objects.filter(owner=actor, revoked_at__isnull=True).count() >= MOST_FEEDS:
            raise Refused(f"一人最多有 {MOST_FEEDS} 个订阅地址，没有建立。", remedy="请先停用不用的。")
        secret = secrets.token_urlsafe(32)
        feed = Feed.objects.create(
            owner=actor, leader=leader, name=name.strip()[:40], digest=digest_of(secret), made_at=timezone.now()
        )
        this.about, this.summary = feed, f"建立日历订阅地址：{leader}"
    return feed, secret


def revoke_feed(*, actor: Person, feed: Feed) -> None:
    """The address answers no more. One's own only."""
    with act(actor=actor, verb="coordination.revoke_feed", about=feed) as this:
        if feed.owner_id != actor.pk:
            raise Refused("只能停用自己的订阅地址。")
        Feed.objects.filter(pk=feed.pk, revoked_at__isnull=True).update(revoked_at=timezone.now())
        this.summary = f"停用日历订阅地址：{feed.leader}"


def note_read(*, feed: Feed) -> None:
    """Remember when it was last read; by the calendar program itself, so not an act of anybody."""
    now = timezone.now()
    if feed.read_at is None or now - feed.read_at > READ_EVERY:
        Feed.objects.filter(pk=feed.pk).update(read_at=now)
