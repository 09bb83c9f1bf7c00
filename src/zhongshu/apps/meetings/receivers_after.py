"""What the equipment list adds to what is still missing before a meeting."""

from typing import Any

from django.dispatch import receiver

from zhongshu.apps.meetings.events import missing_asked
from zhongshu.apps.meetings.models import Meeting

MOST_NAMED = 6


@receiver(missing_asked)
def unchecked_equipment(meeting: Meeting, **_: Any) -> list[str]:
    """Things that were not tried yet, and things that do not work."""
    rows = list(meeting.equipment.all())
    untried = [row.name for row in rows if row.checked_at is None]
    broken = [f"{row.name}（{row.check_words}）" for row in rows if row.checked_at is not None and not row.works]
    said = [f"用品没有检查：{_named(untried)}"] if untried else []
    return said + ([f"用品检查不正常：{_named(broken)}"] if broken else [])


def _named(names: list[str]) -> str:
    return "、".join(names[:MOST_NAMED]) + (f"等 {len(names)} 样" if len(names) > MOST_NAMED else "")
