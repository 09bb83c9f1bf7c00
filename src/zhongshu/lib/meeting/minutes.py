"""The words of 纪要: the agenda's skeleton with what was decided. Facts in, fields of a draft out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from zhongshu.lib.meeting.facts import Attendee, Facts
from zhongshu.lib.meeting.words import day_part, titled
from zhongshu.lib.numerals import to_chinese

MOST_NAMED = 4


@dataclass(frozen=True)
class Agreed:
    """An agreed item in the meeting's words, with who does it by when."""

    text: str
    unit: str = ""
    deadline: date | None = None


@dataclass(frozen=True)
class Decided:
    """One entry of the agenda and what became of it. ``carried``: it goes on in the next meeting."""

    title: str
    proposer: str = ""
    outcome: str = ""
    decision: str = ""
    carried: bool = False
    agreed: tuple[Agreed, ...] = ()


def minutes_fields(facts: Facts, items: Sequence[Decided], other: Sequence[Agreed] = ()) -> dict[str, Any]:
    """The fields of the draft: title, body in numbered parts, who attended, was excused and sat in."""
    parts = [_opening(facts, items), *_body(items)]
    if other:
        parts += [f"{_number(sum(not row.carried for row in items) + 1)}、其他议定事项", *_agreed(other)]
    carried = [f"《{row.title}》" for row in items if row.carried]
    if carried:
        parts.append(f"{'、'.join(carried)}转下次会议研究。")
    return {
        "title": f"{facts.name.removesuffix('纪要')}纪要",
        "direction": "downward",
        "body": "\n".join(parts),
        "extra": "\n".join(f"{label}：{people}" for label, people in attendance(facts) if people),
    }


def attendance(facts: Facts) -> list[tuple[str, str]]:
    """出席 请假 列席, by protocol; a stand-in stands with whom they stand in for."""
    members = [one for one in facts.attendees if one.role == "attend"]
    guests = [one for one in facts.attendees if one.role == "observe"]
    order = sorted(members, key=lambda one: (one.rank, one.key))
    present = [_present(one) for one in order if one.seated and one.person != facts.chair_person]
    if facts.chair:
        present.insert(0, facts.chair)
    units = list(dict.fromkeys(name for entry in facts.entries for name in entry.attending))
    sat_in = [_present(one, with_body=True) for one in guests if one.seated]
    return [
        ("出席", "、".join(dict.fromkeys(present))),
        ("请假", "、".join(one.name for one in order if not one.seated)),
        ("列席", "、".join([*sat_in, *(f"{unit}有关负责人" for unit in units)])),
    ]


def _present(one: Attendee, *, with_body: bool = False) -> str:
    name = f"{one.body}{one.shown_name}" if with_body and one.body else one.shown_name
    return f"{name}（代{one.name}）" if one.state == "stand_in" else name


def _opening(facts: Facts, items: Sequence[Decided]) -> str:
    at = facts.starts_at
    chair = titled(facts.chair, facts.chair_post).replace(" ", "")
    head = f"{at:%Y年%-m月%-d日}{day_part(at)}，{chair}在{facts.place}主持召开{facts.name}"
    if not facts.chair:
        head = f"{at:%Y年%-m月%-d日}{day_part(at)}，{facts.name}在{facts.place}召开"
    done = [row.title for row in items if not row.carried]
    about = f"，研究{'、'.join(done[:MOST_NAMED])}" if done else ""
    about += f"等{len(done)}项议题" if len(done) > 1 else ""
    return f"{head}{about}。现纪要如下："


def _body(items: Sequence[Decided]) -> list[str]:
    found: list[str] = []
    for number, row in enumerate((row for row in items if not row.carried), 1):
        found.append(f"{_number(number)}、{row.title}")
        heard = f"会议听取了{row.proposer}的汇报" if row.proposer else "会议研究了有关情况"
        outcome = {"agreed": "，同意所提意见", "in_principle": "，原则同意所提意见"}.get(row.outcome, "")
        found.append(f"{heard}{outcome}。{_sentence(row.decision)}{'会议议定：' if row.agreed else ''}")
        found += _agreed(row.agreed)
    return found


def _agreed(rows: Sequence[Agreed]) -> list[str]:
    return [f"（{_number(n)}）{_sentence(row.text)}{_duty(row)}" for n, row in enumerate(rows, 1)]


def _duty(row: Agreed) -> str:
    """Who and by when, where the sentence itself does not say it."""
    said = []
    if row.unit and row.unit not in row.text:
        said.append(f"责任单位：{row.unit}")
    if row.deadline and f"{row.deadline.month}月" not in row.text:
        said.append(f"时限：{row.deadline:%Y年%-m月%-d日}")
    return f"（{'；'.join(said)}）" if said else ""


def _sentence(text: str) -> str:
    text = text.strip().replace("\n", "")
    return text if not text or text[-1] in "。！？；：" else f"{text}。"


def _number(number: int) -> str:
    return to_chinese(number) if 1 <= number <= 99 else str(number)
