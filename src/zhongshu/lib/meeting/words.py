"""Times and people in words, as a notice says them."""

from datetime import datetime

_WEEK = "一二三四五六日"


def clock(at: datetime, *, since: datetime | None = None) -> str:
    """The time of day; of another day than ``since`` with its date."""
    return f"{at:%-m月%-d日 %H:%M}" if since is not None and at.date() != since.date() else f"{at:%H:%M}"


def day_part(at: datetime) -> str:
    """上午, 下午, 晚上: how a notice says when."""
    hour = at.hour
    return "凌晨" if hour < 6 else "上午" if hour < 12 else "中午" if hour < 13 else "下午" if hour < 18 else "晚上"


def moment(at: datetime) -> str:
    """2026年12月3日（星期四）下午2:30."""
    hour = at.hour - 12 if at.hour > 12 else at.hour
    return f"{at:%Y年%-m月%-d日}（星期{_WEEK[at.weekday()]}）{day_part(at)}{hour}:{at:%M}"


def span(starts_at: datetime, ends_at: datetime) -> str:
    """From when to when; the day is not said twice."""
    if starts_at.date() == ends_at.date():
        hour = ends_at.hour - 12 if ends_at.hour > 12 else ends_at.hour
        part = "" if day_part(starts_at) == day_part(ends_at) else day_part(ends_at)
        return f"{moment(starts_at)}至{part}{hour}:{ends_at:%M}"
    return f"{moment(starts_at)}至{moment(ends_at)}"


def titled(name: str, post: str, body: str = "") -> str:
    """Somebody as a notice names them: 县水利局局长王某; a 县长 of 县领导 is 县长陈某, and no body is said twice."""
    said = "" if body.endswith("领导") or post.startswith(body) else body
    return f"{said}{post}{name}"


def listed(names: list[str], most: int = 12) -> str:
    """Names in a row; many are counted."""
    return "、".join(names[:most]) + (f"等 {len(names)} 人" if len(names) > most else "")
