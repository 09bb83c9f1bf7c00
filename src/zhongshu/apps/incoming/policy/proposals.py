"""拟办: what a useful proposal looks like, and what the system would propose."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from zhongshu.lib.document.likeness import contained, grams, normal

_BOILERPLATE = re.compile(
    r"(?:拟|建议|呈|报|送|转|现|该件|此件|特|请|并|各位|县|市|主要|分管|有关|相关|单位|部门|领导|同志|主任|书记|县长|市长|阅示|批示|审示|审定|审阅|阅|示|知|传阅|"
    r"阅处|办理|落实|研究|意见|按规定|按要求|按程序|处理|认真|抓好|妥否|当否)+"
)
#: A proposal with at least this share of its words in another one is copied.
COPIED = 0.9
#: Two papers whose titles share less than this are about different things.
RELATED = 0.25
SHORTEST = 6


@dataclass(frozen=True)
class Suggestion:
    """What the system would propose, and why: each reason names what it rests on."""

    text: str = ""
    lead: int | None = None
    supporting: tuple[int, ...] = ()
    due_on: date | None = None
    reasons: tuple[str, ...] = ()

    def as_json(self) -> dict[str, object]:
        return {
            "text": self.text, "lead": self.lead, "supporting": list(self.supporting),
            "due_on": self.due_on.isoformat() if self.due_on else None, "reasons": list(self.reasons),
        }  # fmt: skip


@dataclass(frozen=True)
class Hit:
    """A unit whose field the paper touches, with the words that say so."""

    unit: int
    name: str
    score: int
    words: tuple[str, ...] = field(default=())


def words_of(text: str) -> list[str]:
    """The keywords of a unit's field as typed: separated by any punctuation or space, each once."""
    return list(dict.fromkeys(word for word in re.split(r"[\s,，、;；。]+", text) if len(word) > 1))


def units_for(title: str, text: str, fields: Iterable[tuple[int, str, Sequence[str]]]) -> list[Hit]:
    """Units by how much of their field the paper touches; a word in the title counts five times. Best first."""
    found = []
    for unit, name, words in fields:
        hits = [(word, 5 * (word in title) + min(text.count(word), 5)) for word in words]
        score = sum(points for _, points in hits)
        if score:
            found.append(Hit(unit, name, score, tuple(word for word, points in hits if points)))
    return sorted(found, key=lambda hit: (-hit.score, hit.unit))


def suggest(
    *, hits: Sequence[Hit], past: tuple[int, str, str] | None, request: str, due_on: date | None, whom: str
) -> Suggestion:
    """A proposal from the duty map, the nearest past paper (unit, its name, its title) and the paper's own request."""
    lead = (hits[0].unit, hits[0].name) if hits else (past[0], past[1]) if past else None
    reasons = [f"{hit.name}的职责涉及：{'、'.join(hit.words[:5])}" for hit in hits[:3]]
    if past:
        reasons.append(f"类似来文《{past[2]}》由{past[1]}主办")
    if request:
        reasons.append(f"来文要求：{request.strip()[:120]}")
    if lead is None:
        return Suggestion(due_on=due_on, reasons=tuple(reasons))
    support = [hit for hit in hits[1:3] if hit.unit != lead[0] and 2 * hit.score >= hits[0].score]
    parts = [f"拟请{lead[1]}牵头" + (f"，{'、'.join(hit.name for hit in support)}配合" if support else "")]
    if due_on:
        parts.append(f"于{due_on.month}月{due_on.day}日前办结")
    parts.append(f"按来文“{_short(request)}”的要求提出办理结果" if request else "提出办理意见")
    text = "，".join(parts) + "。" + (f"请{whom}批示。" if whom else "")
    return Suggestion(text, lead[0], tuple(hit.unit for hit in support), due_on, tuple(reasons))


def _short(request: str) -> str:
    bare = request.strip().rstrip("。；;")
    return bare if len(bare) <= 60 else bare[:59] + "…"


def flags(
    text: str, *, title: str, lead: bool, due: bool, others: Iterable[tuple[str, str]], needs_lead: bool = True
) -> list[str]:
    """What is wrong with a proposal, as sentences. ``others``: (title of the paper, its proposal), newest first."""
    found = []
    if len(normal(text)) < SHORTEST or _BOILERPLATE.fullmatch(normal(text)):
        found.append("只有“请批示”之类的套话，没有写由谁主办、什么时限、拿出什么结果。")
    elif needs_lead and not (lead and due):
        missing = "、".join(word for word, there in (("主办科室", lead), ("办理时限", due)) if not there)
        found.append(f"没有写明{missing}。")
    copied = _copied_from(text, title, others)
    if copied:
        found.append(f"与《{copied}》的拟办意见雷同，而两件来文不是一件事。")
    return found


def _copied_from(text: str, title: str, others: Iterable[tuple[str, str]]) -> str:
    if len(normal(text)) < 2 * SHORTEST:
        return ""
    said = grams(text)
    for other_title, other in others:
        if len(said & grams(other)) >= COPIED * len(said) and contained(title, other_title) < RELATED:
            return other_title
    return ""


def fate_of(suggestion: Suggestion, text: str, lead: int | None) -> str:
    """What became of a suggestion: taken unchanged, edited, refused; none where nothing was suggested."""
    if not suggestion.text:
        return "none"
    if normal(suggestion.text) == normal(text):
        return "taken"
    same_unit = lead is not None and lead == suggestion.lead
    return "edited" if same_unit or contained(suggestion.text, text) >= 0.5 else "refused"


def figures(counts: Mapping[str, int]) -> list[tuple[str, str, int, int]]:
    """(fate, word, count, per cent) of the suggestions that were made."""
    words = {"taken": "照用", "edited": "修改后用", "refused": "未采用"}
    total = sum(counts.get(fate, 0) for fate in words)
    return [
        (fate, word, counts.get(fate, 0), round(100 * counts.get(fate, 0) / total) if total else 0)
        for fate, word in words.items()
    ]
