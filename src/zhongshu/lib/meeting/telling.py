"""What a recipient is told of a change: only what concerns that recipient."""

from datetime import datetime

from zhongshu.lib.meeting.sheets import Content
from zhongshu.lib.meeting.words import span

_UNIT = {
    "name": "会议名称", "time": "时间", "place": "地点", "purpose": "会议内容", "contact": "联系人", "answer_by": "回执截止时间",
    "wanted": "参会要求", "quota": "名额", "agenda": "有关议程", "people": "参会人员",
}  # fmt: skip
_PERSON = {"name": "会议名称", "place": "地点", "role": "参会身份", "reports": "汇报安排"}
#: A unit has to say again whether it comes when one of these changes.
ASKS_AGAIN = frozenset({"time", "wanted", "quota"})


def said(recipient: str, was: Content | None, now: Content | None) -> str:
    """One sentence for a unit (``unit:``), a person (``person:``) or the chair (``chair:``)."""
    kind = recipient.partition(":")[0]
    if not was:
        return {"unit": "请贵单位参加", "person": f"请您参加（{(now or {}).get('role', '')}）", "chair": "请您主持"}[
            kind
        ] + when(now)
    if not now:
        return {"unit": "贵单位不再参加", "person": "您不再参加", "chair": "不再由您主持"}[kind]
    if kind == "chair":
        return "主持词有变动，请看新稿"
    names = changed(kind, was, now)
    moved = f"，现为{when(now).lstrip('，')}" if {"时间", "地点"} & set(names) else ""
    return f"{'、'.join(names)}有变动{moved}"


def changed(kind: str, was: Content, now: Content) -> list[str]:
    """The names of what is different."""
    found = [label for key, label in (_UNIT if kind == "unit" else _PERSON).items() if was.get(key) != now.get(key)]
    if kind == "person" and (was["starts_at"], was["ends_at"]) != (now["starts_at"], now["ends_at"]):
        found.insert(0, "时间")
    return found


def when(now: Content | None) -> str:
    """，2026年12月3日（星期四）下午2:30至4:00，第一会议室."""
    if not now:
        return ""
    if "time" in now:
        return f"，{now['time']}，{now['place']}"
    if "starts_at" in now:
        times = span(datetime.fromisoformat(now["starts_at"]), datetime.fromisoformat(now["ends_at"]))
        return f"，{times}，{now['place']}"
    return ""
