"""The difference between a meeting before and after a change: in words, in sheets, in people."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhongshu.lib.meeting.facts import Attendee, Entry, Facts
from zhongshu.lib.meeting.sheets import SHEETS, Content, derive, told
from zhongshu.lib.meeting.words import clock, moment, span, titled

_FIELDS: tuple[tuple[str, Callable[[Facts], str]], ...] = (
    ("会议名称", lambda facts: facts.name),
    ("届次", lambda facts: facts.session),
    ("时间", lambda facts: span(facts.starts_at, facts.ends_at)),
    ("地点", lambda facts: facts.place),
    ("会议内容", lambda facts: facts.purpose),
    ("主持人", lambda facts: titled(facts.chair, facts.chair_post)),
    ("承办单位", lambda facts: facts.host),
    ("联系人", lambda facts: facts.contact),
    ("回执截止", lambda facts: moment(facts.answer_by) if facts.answer_by else "没有"),
    ("座位形式", lambda facts: facts.seating),
)
_STATES = {"invited": "待回执", "coming": "参会", "stand_in": "代会", "leave_asked": "请假待批", "leave": "已准假"}


@dataclass(frozen=True)
class Line:
    """One difference: what it is of, what was, what is."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        if not self.before:
            return f"{self.what}：增加{self.after}"
        return f"{self.what}：{self.before} 改为 {self.after}" if self.after else f"{self.what}：去掉{self.before}"


@dataclass(frozen=True)
class Difference:
    """``sheets``: kinds that must be issued anew, with their new ``contents``; ``recipients``: whom it concerns, new and
    dropped ones included; ``was`` and ``now``: what each recipient had been told, and is to be told."""

    lines: tuple[Line, ...]
    sheets: tuple[str, ...]
    recipients: tuple[str, ...]
    contents: Mapping[str, Content] = field(default_factory=dict, compare=False, repr=False)
    was: Mapping[str, Content] = field(default_factory=dict, compare=False, repr=False)
    now: Mapping[str, Content] = field(default_factory=dict, compare=False, repr=False)

    def __bool__(self) -> bool:
        return bool(self.lines or self.sheets or self.recipients)


def difference(before: Facts, after: Facts) -> Difference:
    """Exactly what a change changes."""
    old, contents, was, now = derive(before), derive(after), told(before), told(after)
    sheets = tuple(kind for kind in SHEETS if old[kind] != contents[kind])
    return Difference(tuple(lines_of(before, after)), sheets, _differing(was, now), contents, was, now)


def affected(before: Facts, after: Facts) -> tuple[str, ...]:
    """Recipients for whom what they were told is no longer so."""
    return _differing(told(before), told(after))


def _differing(was: Mapping[str, Content], now: Mapping[str, Content]) -> tuple[str, ...]:
    return tuple(sorted(key for key in {*was, *now} if was.get(key) != now.get(key)))


def lines_of(before: Facts, after: Facts) -> list[Line]:
    """The differences in words."""
    found = [Line(what, say(before), say(after)) for what, say in _FIELDS if say(before) != say(after)]
    found += _rows("议程", _by_key(before.entries), _by_key(after.entries), _entry)
    was, now = [row.key for row in before.entries], [row.key for row in after.entries]
    if sorted(was) == sorted(now) and was != now:
        titles = {row.key: row.title for row in after.entries}
        found.append(Line("议程次序", "、".join(titles[key] for key in was), "、".join(titles[key] for key in now)))
    found += _rows(
        "参会单位",
        _by_key(before.invited),
        _by_key(after.invited),
        lambda row: f"{row.name}{row.wanted} {row.quota} 人",
    )
    found += _rows("参会人员", _by_key(before.attendees), _by_key(after.attendees), _attendee)
    return found


def _by_key(rows: tuple[Any, ...]) -> dict[str, Any]:
    return {row.key: row for row in rows}


def _rows(what: str, before: dict[str, Any], after: dict[str, Any], say: Callable[[Any], str]) -> list[Line]:
    found = []
    for key in dict.fromkeys([*before, *after]):
        was, now = before.get(key), after.get(key)
        said, says = (say(was) if was else ""), (say(now) if now else "")
        if said != says:
            found.append(Line(what, said, says))
    return found


def _entry(row: Entry) -> str:
    at = f"{clock(row.fixed_at)} " if row.fixed_at else ""
    by = f"，{titled(row.speaker, row.speaker_post)}" if row.speaker else ""
    come = f"，列席：{'、'.join(row.attending)}" if row.attending else ""
    return f"{at}“{row.title}”{row.minutes} 分钟{by}{come}"


def _attendee(row: Attendee) -> str:
    said = titled(row.name, row.post, row.body)
    notes = [{"attend": "", "observe": "列席", "staff": "工作人员"}[row.role], "主席台" if row.rostrum else ""]
    notes.append("" if row.state in ("invited", "coming") else _STATES[row.state])
    if row.state == "stand_in":
        notes.append(f"由{titled(row.stand_in, row.stand_in_post)}代")
    shown = "、".join(note for note in notes if note)
    return f"{said}（{shown}）" if shown else said
