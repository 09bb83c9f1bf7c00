"""Names, posts and order of the leaders in the office's own list."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from ...base import Base, Entry, EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

_BASE = Base(
    (
        Entry(EntryKind.PERSON, "陈志远", "县长", "明川县"),
        Entry(EntryKind.PERSON, "罗文斌", "副县长", "明川县"),
    )
)

card = Card(
    id="politics.leader_posts",
    gate=Gate.POLITICS,
    level=Level.SHOULD,
    title="领导同志的姓名、职务与任职名单不符",
    why="本机关任职名单里，这位领导同志的姓名、职务或者任职时间与稿件写的不同。",
    basis="本机关领导任职名单",
    since="0.2",
    confidence=0.9,
    exceptions=("写明“原”“时任”的不报。", "任职名单里没有的人不查。"),
    wrong=(
        Correction(paper(body="副县长陈志远主持会议。", base=_BASE), paper(body="县长陈志远主持会议。", base=_BASE)),
        Correction(paper(body="县长陈志运主持会议。", base=_BASE), paper(body="县长陈志远主持会议。", base=_BASE)),
        Correction(
            paper(body="罗文斌、陈志远出席会议。", base=_BASE), paper(body="陈志远、罗文斌出席会议。", base=_BASE)
        ),
    ),
    good=(paper(body="县委副书记、县长陈志远，时任常务副县长罗文斌，县长王建国到会。", base=_BASE), "县长陈志远出席。"),
)

_POST = "书记|主席|省长|市长|县长|区长|镇长|乡长|主任|局长|部长|厅长|秘书长|常委|委员|院长|检察长"
_BEFORE = re.compile(rf"(?P<former>原|时任|前任)?(?P<post>(?:常务)?(?:副)?(?:{_POST}))$")
_HOLDER = re.compile(r"(?<![原任副一-龥])(?P<post>(?:副)?(?:省长|市长|县长|区长|镇长|乡长))(?P<name>[一-龥]{3})")
_FULL = 3


def find(manuscript: Manuscript) -> Iterator[Hit]:
    people = manuscript.base.of(EntryKind.PERSON)
    if not people:
        return
    posts: dict[str, list[Entry]] = defaultdict(list)
    for entry in people:
        posts[entry.name].append(entry)
    text = manuscript.text
    for name, held in posts.items():
        for match in re.finditer(re.escape(name), text):
            yield from _post(manuscript, held, match)
    for match in _HOLDER.finditer(text):
        yield from _spelling(people, match)
    yield from _order(text, list(posts))


def _post(manuscript: Manuscript, held: Sequence[Entry], match: re.Match[str]) -> Iterator[Hit]:
    before = _BEFORE.search(manuscript.text, max(0, match.start() - 8), match.start())
    if before is None or before["former"]:
        return
    said = before["post"].removeprefix("常务")
    same = [entry for entry in held if said == entry.value or entry.value.endswith(("、" + said, "常务" + said))]
    start, end = before.start("post"), match.end()
    if not same:
        listed = "；".join(dict.fromkeys(entry.value for entry in held))
        # 书记 of one body and 县长 of another may be one person: only posts of the same row contradict each other.
        if any(said.removeprefix("副") == entry.value.removeprefix("副") for entry in held):
            yield Hit(start, end, reason=f"任职名单上，{match.group()}的职务是“{listed}”。")
    elif not any(entry.holds_on(manuscript.document_date) for entry in same):
        entry = same[-1]
        day = entry.until or entry.since
        when = f"{day.year}年{day.month}月{day.day}日" if day else ""
        what = "已免职" if entry.until else "才任职"
        yield Hit(start, end, reason=f"任职名单上，{match.group()}{when}{what}。")


def _spelling(people: Sequence[Entry], match: re.Match[str]) -> Iterator[Hit]:
    names = {entry.name for entry in people}
    if match["name"] in names:
        return
    for entry in people:
        if entry.value == match["post"] and _one_off(entry.name, match["name"]):
            yield Hit(
                match.start("name"), match.end("name"), entry.name, f"任职名单上，{entry.value}是“{entry.name}”。"
            )


def _one_off(one: str, other: str) -> bool:
    if len(one) != _FULL or one[0] != other[0]:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _order(text: str, names: list[str]) -> Iterator[Hit]:
    """Names in a row stand in the order of the list."""
    if len(names) < 2:
        return
    one = "|".join(map(re.escape, names))
    for match in re.finditer(rf"(?:{one})(?:、(?:{one}))+(?=同志|出席|参加|列席|到会|陪同)", text):
        row = match.group().split("、")
        right = sorted(row, key=names.index)
        if row != right:
            yield Hit(match.start(), match.end(), "、".join(right), "与任职名单的排序不同。", Level.CONSIDER)
