"""A calendar as iCalendar (RFC 5545), as the feed's owner may see it."""

from datetime import datetime, timedelta

import icalendar

from zhongshu.apps.coordination.models import Feed
from zhongshu.apps.coordination.queries.calendar import calendar_of

BACK, AHEAD = timedelta(days=31), timedelta(days=366)


def calendar_file(feed: Feed, now: datetime) -> bytes:
    """The last month and the year to come; what the owner may not know shows as 已有安排."""
    book = icalendar.Calendar()
    book.add("prodid", "-//Zhongshu//Zhongshu//ZH")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", f"{feed.leader}的活动安排")
    book.add("refresh-interval", timedelta(minutes=30), parameters={"value": "DURATION"})
    for entry in calendar_of(viewer=feed.owner, people=[feed.leader], since=now - BACK, until=now + AHEAD):
        event = icalendar.Event()
        kind = "absence" if entry.absence else "engagement"
        event.add("uid", f"{kind}-{abs(entry.key)}-{entry.person}@zhongshu")
        event.add("dtstamp", now)
        event.add("dtstart", entry.start)
        event.add("dtend", entry.end)
        event.add("summary", f"陪同{entry.as_company}：{entry.what}" if entry.as_company else entry.what)
        if entry.place:
            event.add("location", entry.place)
        notes = [f"陪同：{'、'.join(entry.company)}"] if entry.company else []
        notes += [f"讲话稿：{entry.speech_by}"] if entry.speech_by else []
        if notes:
            event.add("description", "\n".join(notes))
        event.add("status", "TENTATIVE" if entry.tentative else "CONFIRMED")
        event.add("class", "PUBLIC" if entry.known else "PRIVATE")
        book.add_component(event)
    book.add_missing_timezones()
    return book.to_ical()
