"""What follows from a meeting: notice, seats, table signs, chair's script, badges, calendar. Never written by hand."""

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from zhongshu.lib.meeting.agenda import Timed, timeline
from zhongshu.lib.meeting.facts import Attendee, Facts
from zhongshu.lib.meeting.template import fill
from zhongshu.lib.meeting.words import clock, listed, moment, span, titled
from zhongshu.lib.numerals import to_chinese

Content = dict[str, Any]
_ROLES = {"attend": "出席", "observe": "列席", "staff": "工作人员"}


def values_of(facts: Facts) -> dict[str, str]:
    """What stands in the 【…】 of a text."""
    members = [one for one in facts.attendees if one.role != "staff"]
    away = [one.name for one in members if not one.seated]
    rostrum = [titled(one.shown_name, one.shown_post) for one in facts.seated if one.rostrum]
    observing = list(dict.fromkeys(name for entry in facts.entries for name in entry.attending))
    return {
        "会议名称": facts.name, "届次": facts.session, "机关": facts.organ, "时间": span(facts.starts_at, facts.ends_at),
        "结束时间": moment(facts.ends_at), "地点": facts.place, "主持人": titled(facts.chair, facts.chair_post),
        "会议内容": facts.purpose, "议程": _numbered(facts), "参会人员": scope_of(facts), "主席台": "、".join(rostrum),
        "人数": str(sum(one.seated for one in members)) if members else "", "请假人员": listed(away),
        "回执截止": moment(facts.answer_by) if facts.answer_by else "", "联系人": facts.contact, "承办单位": facts.host,
        "列席": "、".join(observing),
    }  # fmt: skip


def scope_of(facts: Facts) -> str:
    """Who takes part, as a notice says it: the units with whom they send."""
    said = [f"{unit.name}{unit.wanted or '有关负责人'}" for unit in facts.invited]
    if said:
        return "；".join(said)
    return listed([titled(one.name, one.post, one.body) for one in facts.attendees if one.role == "attend"], 40)


def _numbered(facts: Facts) -> str:
    items = [entry for entry in facts.entries if entry.kind != "break"]
    return "\n".join(f"{n}. {entry.title}{_by(entry.speaker, entry.speaker_post)}" for n, entry in enumerate(items, 1))


def _by(speaker: str, post: str) -> str:
    return f"（{titled(speaker, post)}）" if speaker else ""


# -- the sheets ------------------------------------------------------------------------------------------------------


def notice(facts: Facts) -> Content:
    """The notice to everybody: its head, its words, to whom it goes."""
    return {
        "title": f"关于召开{facts.name}的通知",
        "text": fill(facts.texts.notice, values_of(facts)),
        "to": [
            {"key": unit.key, "name": unit.name, "wanted": unit.wanted, "quota": unit.quota} for unit in facts.invited
        ],
        "from": facts.host,
    }


def chair_script(facts: Facts) -> Content:
    """主持词, paragraph by paragraph, along the agenda."""
    values, script = values_of(facts), facts.texts.script
    said = [fill(script.get("opening", ""), values)]
    number = 0
    for row in timeline(facts.starts_at, facts.entries):
        entry = row.entry
        part = "break" if entry.kind == "break" else "item"
        number += entry.kind != "break"
        own = {
            "序号": to_chinese(number) if number else "", "议题": entry.title, "时长": str(entry.minutes),
            "汇报人": titled(entry.speaker, entry.speaker_post), "列席": "、".join(entry.attending),
        }  # fmt: skip
        said.append(fill(script.get(part, ""), {**values, **own}))
    said.append(fill(script.get("closing", ""), values))
    return {"chair": facts.chair, "paragraphs": [text for text in said if text.strip()]}


def seats(facts: Facts) -> Content:
    """Who is to be seated, in protocol order: the input of the seating."""
    return {"shape": facts.seating, "people": [_seat(one) for one in facts.seated if one.role != "staff"]}


def _seat(one: Attendee) -> Content:
    return {
        "key": one.key, "name": one.shown_name, "post": one.shown_post, "body": one.body, "unit": one.unit,
        "role": one.role, "rank": one.rank, "rostrum": one.rostrum,
    }  # fmt: skip


def table_signs(facts: Facts) -> Content:
    """One sign a seat."""
    return {"signs": [{"key": one.key, "name": one.shown_name} for one in facts.seated if one.role != "staff"]}


def badges(facts: Facts) -> Content:
    """One badge for everybody who comes, helpers included."""
    return {
        "meeting": facts.name,
        "badges": [
            {"key": one.key, "name": one.shown_name, "body": one.body, "post": one.shown_post, "role": _ROLES[one.role]}
            for one in facts.seated
        ],
    }


def calendar(facts: Facts) -> Content:
    """One entry for everybody on the server who comes, the chair included: what, when, where, as what."""
    reports: dict[str, list[str]] = {}
    for row in timeline(facts.starts_at, facts.entries):
        text = f"约 {clock(row.begins, since=facts.starts_at)} 汇报“{row.entry.title}”"
        reports.setdefault(row.entry.person, []).append(text)
    found = {}
    for one in facts.seated:
        if one.person and one.state != "stand_in":
            found[one.person] = _appointment(facts, _ROLES[one.role], reports.get(one.person, []))
    if facts.chair_person:
        found[facts.chair_person] = _appointment(facts, "主持", reports.get(facts.chair_person, []))
    return {"entries": found}


def _appointment(facts: Facts, role: str, reports: list[str]) -> Content:
    return {
        "name": facts.name, "starts_at": facts.starts_at.isoformat(), "ends_at": facts.ends_at.isoformat(),
        "place": facts.place, "role": role, "reports": reports,
    }  # fmt: skip


#: Kind of sheet → how it is derived.
SHEETS: Mapping[str, Callable[[Facts], Content]] = {
    "notice": notice, "seats": seats, "table_signs": table_signs, "chair_script": chair_script, "badges": badges,
    "calendar": calendar,
}  # fmt: skip


def derive(facts: Facts) -> dict[str, Content]:
    """Every sheet."""
    return {kind: make(facts) for kind, make in SHEETS.items()}


def fingerprint(content: Content) -> str:
    """A digest that is the same for the same content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# -- what each recipient is told -------------------------------------------------------------------------------------


def own_entries(facts: Facts, unit: str) -> list[Timed]:
    """The part of the agenda a unit may know: all of it for those with somebody attending, else only the items it was
    asked to for."""
    name = next((invited.name for invited in facts.invited if invited.key == unit), "")
    people = [one for one in facts.attendees if one.unit == unit]
    return _entries_for(facts, name, people, timeline(facts.starts_at, facts.entries))


def _entries_for(facts: Facts, name: str, people: list[Attendee], timed: list[Timed]) -> list[Timed]:
    if any(one.role == "attend" for one in people) or not any(entry.kind == "item" for entry in facts.entries):
        return timed
    return [row for row in timed if name and name in row.entry.attending]


def unit_notices(facts: Facts) -> dict[str, Content]:
    """Unit → what it is told."""
    timed = timeline(facts.starts_at, facts.entries)
    said = {row.entry.key: f"{clock(row.begins, since=facts.starts_at)} {row.entry.title}" for row in timed}
    people: dict[str, list[Attendee]] = {}
    for one in facts.attendees:
        people.setdefault(one.unit, []).append(one)
    common = {
        "name": facts.name, "time": span(facts.starts_at, facts.ends_at), "place": facts.place, "purpose": facts.purpose,
        "contact": facts.contact, "answer_by": _iso(facts.answer_by),
    }  # fmt: skip
    found = {}
    for row in facts.invited:
        own = people.get(row.key, [])
        agenda = [said[item.entry.key] for item in _entries_for(facts, row.name, own, timed)]
        found[row.key] = {
            **common, "wanted": row.wanted, "quota": row.quota, "agenda": agenda, "people": [one.name for one in own],
        }  # fmt: skip
    return found


def unit_notice(facts: Facts, unit: str) -> Content | None:
    """What one unit is told; None for one that is not invited."""
    return unit_notices(facts).get(unit)


def _iso(at: datetime | None) -> str:
    return at.isoformat() if at else ""


def told(facts: Facts) -> dict[str, Content]:
    """Recipient → what that recipient has been told: units their notice, people their calendar entry, the chair the script."""
    found = {f"unit:{key}": content for key, content in unit_notices(facts).items()}
    entries: dict[str, Content] = calendar(facts)["entries"]
    found |= {f"person:{person}": entry for person, entry in entries.items()}
    if facts.chair_person:
        found[f"chair:{facts.chair_person}"] = chair_script(facts)
    return found
