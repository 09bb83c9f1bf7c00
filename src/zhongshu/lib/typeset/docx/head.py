"""What stands before the body: the five layouts' heads, each element with its baseline where the PDF has it.

A head is built down the page: every line knows its baseline, and the space before it is what is left to get there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from .facts import Facts
from .fitting import Widths
from .markup import Look, hidden, paragraph, run
from .measures import (
    ABOVE,
    AREA_WIDTH,
    ASCENT,
    CELL,
    LEADING,
    MARGIN_TOP,
    MM,
    PITCH,
    SIZE2,
    SIZE3,
    TOP,
    baseline,
    even_line,
)
from .runs import cells, line, runs

RULE = 0.6 * MM
RULE_EIGHTHS = round(RULE * 8)
CORNERS = {"copy": "ZsCopyNumber", "secrecy": "ZsSecrecy", "urgency": "ZsUrgency"}
Y = float


@dataclass(slots=True)
class Head:
    """Paragraphs so far, and how far down the page they reach (points from the paper's top)."""

    view: dict[str, Any]
    widths: Widths
    facts: Facts
    parts: list[str] = field(default_factory=list)
    reached: Y = MARGIN_TOP
    under: list[tuple[str, str]] = field(default_factory=list)
    """Style and text of the lines under the title."""
    letter_top: Y = 0.0
    """Where a letter's first line begins below the rule."""

    def line(self, style: str, content: str, base: Y, size: float = SIZE3, height: float = PITCH, **look: Any) -> None:
        """A paragraph of one line with its baseline at ``base``."""
        self.rows(style, content, base, 1, size, height, **look)

    def rows(
        self, style: str, content: str, base: Y, count: int, size: float = SIZE3, height: float = PITCH, **look: Any
    ) -> None:
        """A paragraph of ``count`` lines, the first one's baseline at ``base``."""
        top = base - baseline(height, size)
        self.parts.append(paragraph(style, content, Look(before=max(0.0, top - self.reached), **look)))
        self.reached = max(top, self.reached) + count * height

    def down_to(self, place: Y) -> None:
        """An empty line as high as it takes to get to ``place``: a table has no space before it."""
        if place - self.reached > 0.5:
            self.parts.append(paragraph("ZsBlank", "", Look(line=place - self.reached)))
            self.reached = place

    # ---- pieces ------------------------------------------------------------------------------------------------

    def corner(self) -> None:
        """份号, 密级, 紧急程度 from the first line down."""
        for row, (style, role, text) in enumerate(corner(self.view)):
            self.line(style, line(text, self.widths, role=role), TOP + ASCENT * SIZE3 + row * PITCH)

    def mark(self, below_area: float, share: float = 1) -> Y:
        """发文机关标志 with its ink's top ``below_area`` mm under the type area's; returns the ink's bottom."""
        mark = self.view["mark"]
        if not mark["names"]:
            return TOP + below_area * MM
        size = round(2 * mark["size"] * share * MM) / 2
        high, low = self.facts.ink
        base = TOP + below_area * MM + high * size
        if len(mark["names"]) == 1:
            height = even_line(size)
            content = mark_runs(mark, size)
            self.line("ZsMark", content, base, size, height, line=height)
            return base - low * size
        return self._joint(mark, size, base)

    def _joint(self, mark: dict[str, Any], size: float, base: Y) -> Y:
        """Joint issue: names one under the other at one width, 文件 centred on them at the right."""
        high, low = self.facts.ink
        pitch = (high - low) * size + 0.28 * size
        self.down_to(base - baseline(pitch, size))
        self.parts.append(joint_mark(mark, size, pitch, self.widths))
        count = len(mark["names"])
        self.reached += count * pitch
        return base + (count - 1) * pitch - low * size

    def number(self, top: Y) -> Y:
        """发文字号 and 签发人, the first line's character box at ``top``; returns the bottom of the last one's."""
        names = self.view["signatories"]
        number = line(self.view["number"], self.widths)
        base = top + ASCENT * SIZE3
        if not names:
            self.line("ZsNumber", number, base, align="center")
            return top + SIZE3
        pairs = [names[index : index + 2] for index in range(0, len(names), 2)]
        wide = max(cells("　".join(pair), self.widths, "kai") for pair in pairs)
        label = 4 * CELL
        at = AREA_WIDTH - CELL - wide - label
        for row, pair in enumerate(pairs):
            said = run("签发人：") if row == 0 else ""
            written = run("　").join(line(name, self.widths, role="kai", style="ZsName") for name in pair)
            tabs = ((at, "left"),) if row == 0 else ((at + label, "left"),)
            last = row == len(pairs) - 1
            style, start = ("ZsNumber", number) if last and self.view["number"] else ("ZsSignatory", "")
            content = f"{start}<w:r><w:tab/></w:r>{said}{written}"
            self.line(style, content, base + row * PITCH, align="left", left=CELL, tabs=tabs)
        return top + SIZE3 + (len(pairs) - 1) * PITCH

    def rule(self, top: Y) -> Y:
        """The red rule, its upper edge at ``top``; returns its lower edge."""
        self.parts.append(paragraph("ZsRule", "", Look(line=max(0.5, top - self.reached), rule=RULE_EIGHTHS)))
        self.reached = top + RULE
        return top + RULE

    def title(self, top: Y) -> Y:
        """标题 and what stands under it, the first row's character box at ``top``; returns the last one's bottom."""
        rows = self.view["title"]
        if not rows:
            return top
        content, breaks = title_runs(rows, self.view["plain_title"]), len(rows)
        self.rows("ZsTitle", content, top + ASCENT * SIZE2, breaks, SIZE2)
        return top + SIZE2 + (breaks - 1) * PITCH

    def under_title(self, top: Y) -> Y:
        """Subtitle, note, speaker and date, the first one's character box at ``top``; returns where a next would begin."""
        for style, text in self.under:
            self.line(style, line(text, self.widths, role="kai"), top + ASCENT * SIZE3, align="center")
            top += PITCH
        return top

    def addressees(self, top: Y) -> Y:
        """主送机关, the first line's character box at ``top``; returns the top of the body's first line."""
        words = self.view["addressees"]
        if not words or not self.facts.addressees_fit:
            return top
        text = words + "："
        content = runs([["fangsong", text]], self.widths, first=28)
        # How many lines it takes does not matter below: the body follows on the grid.
        self.line("ZsAddressees", content, top + ASCENT * SIZE3)
        return self.reached + ABOVE

    def settle(self, top: Y) -> float:
        """Space before the body's first paragraph, whose character box stands at ``top``."""
        return max(0.0, top - ABOVE - self.reached)


def corner(view: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Style, role and text of the lines in the corner."""
    found = []
    for role, text in view["corner"]:
        style = (
            "ZsCopyNumber"
            if role == "fangsong"
            else "ZsUrgency"
            if text.replace("　", "") in ("加急", "特急")
            else "ZsSecrecy"
        )
        found.append((style, role, text))
    return found


def mark_runs(mark: dict[str, Any], size: float) -> str:
    """The mark's name and 文件, drawn narrower where the name is long."""
    name = run(mark["names"][0], size=size, scale=mark["stretch"])
    return name + (run(mark["suffix"], "ZsMarkSuffix", size=size, scale=mark["stretch"]) if mark["suffix"] else "")


def joint_mark(mark: dict[str, Any], size: float, pitch: float, widths: Widths) -> str:
    """A borderless table: names distributed over one width, and beside them the word they share."""
    from .tables import frame

    def wide(words: str) -> float:
        return widths.points("title", words, size) * float(mark["stretch"])

    suffix = wide(mark["suffix"]) if mark["suffix"] else 0.0
    gap = 5 * MM if suffix else 0.0
    widest = min(max(map(wide, mark["names"])), AREA_WIDTH - suffix - 5 * MM)
    names = ""
    for name in mark["names"]:
        own = wide(name)
        scale = mark["stretch"] * min(1.0, widest / own)
        align = "distribute" if own < widest - 1 else "center"
        names += paragraph("ZsMark", run(name, size=size, scale=scale), Look(line=pitch, align=align))
    columns, cells_of = [widest + 1], [names]
    if suffix:
        words = run(mark["suffix"], "ZsMarkSuffix", size=size, scale=mark["stretch"])
        columns.append(suffix + gap + 1)
        cells_of.append(paragraph("ZsMark", words, Look(line=even_line(size), align="right")))
    return frame(columns, [cells_of], align="center")


def title_runs(rows: list[str], whole: str) -> str:
    """The rows of a title as one paragraph; a blank that a break swallowed stays in it, unseen."""
    content, place = "", 0
    for index, row in enumerate(rows):
        if index:
            start = whole.find(row, place)
            lost = whole[place:start] if start > place else ""
            content += (hidden(lost) if lost else "") + "<w:r><w:br/></w:r>"
            place = max(start, place)
        content += run(row)
        place += len(row)
    return content


def document_head(head: Head) -> float:
    """文件格式 (7.2, 7.3.1, 7.3.2)."""
    tight = head.facts.tight
    gap = PITCH if tight else 2 * PITCH
    head.corner()
    foot = head.mark(35, 0.7 if tight else 1)
    foot = head.rule(head.number(foot + gap) + 4 * MM)
    foot = head.title(foot + gap)
    return head.settle(head.addressees(foot + 2 * LEADING + SIZE3))


def order_head(head: Head) -> float:
    """命令（令）格式 (10.2)."""
    head.corner()
    foot = head.mark(20)
    number = head.view["extra"].get("令号", head.view["number"])
    head.line("ZsNumber", line(number, head.widths), foot + 2 * PITCH + ASCENT * SIZE3, align="center")
    return head.settle(foot + 2 * PITCH + SIZE3 + 2 * PITCH)


def minutes_head(head: Head) -> float:
    """纪要格式 (10.3): number and date stand above the rule."""
    head.corner()
    foot = head.mark(35)
    top = foot + 2 * PITCH
    content = line(head.view["number"], head.widths) + "<w:r><w:tab/></w:r>" + line(head.view["head_date"], head.widths)
    tabs = ((AREA_WIDTH - CELL, "right"),)
    head.line("ZsNumber", content, top + ASCENT * SIZE3, align="left", left=CELL, tabs=tabs)
    foot = head.rule(top + SIZE3 + 4 * MM)
    if not head.view["title"]:
        return head.settle(foot + 2 * PITCH)
    return head.settle(head.title(foot + 2 * PITCH) + 2 * LEADING + SIZE3)


def manuscript_head(head: Head) -> float:
    """文稿格式: corner, title, speaker and date."""
    head.corner()
    top = TOP + len(head.view["corner"]) * PITCH
    if head.view["title"]:
        top = head.title(top + SIZE3 + LEADING if not head.view["corner"] else top + PITCH) + LEADING
    top = head.under_title(top)
    return head.settle(head.addressees(top + PITCH))


BULLETINS = {"briefing": "工作简报", "information_report": "信息专报", "supervision_brief": "督查专报"}
"""Template → the name its sheet carries where the paper gives none."""


def bulletin_head(head: Head, name: str) -> float:
    """简报, 信息专报, 督查专报: name, issue, editor and day above the red rule."""
    extra, mark = head.view["extra"], head.view["mark"]
    head.corner()
    if head.view["signatories"]:
        said = run("签发人：") + line("　".join(head.view["signatories"]), head.widths, role="kai", style="ZsName")
        place = "　　" if head.view["corner"] else ""
        head.line("ZsSignatory", place + said, TOP + ASCENT * SIZE3, align="right")
    own = bool(mark["names"])
    words = "　".join(mark["names"]) or name
    suffix = mark["suffix"] if own else ""
    size = round(2 * 15 * MM) / 2
    natural = head.widths.points("title", words + suffix, size)
    stretch = min(1.0, 150 * MM / natural)
    high, low = head.facts.ink
    base = TOP + 22 * MM + high * size
    wide = {"names": [words], "suffix": suffix, "stretch": stretch}
    content = mark_runs(wide, size) if own else run(name, "ZsMarkFace", size=size, scale=stretch)
    style, height = "ZsMark" if own else "ZsHead", even_line(size)
    head.line(style, content, base, size, height, line=height, align="center")
    top = base - low * size + PITCH
    total = extra.get("总期号", "")
    issue = extra.get("期号", head.view["number"]) + (f"（{total}）" if total else "")
    head.line("ZsIssue", line(issue, head.widths, role="kai"), top + ASCENT * SIZE3)
    top += SIZE3 + PITCH
    editor = extra.get("编印单位", head.view["printing_organ"])
    content = line(editor, head.widths) + "<w:r><w:tab/></w:r>" + line(head.view["head_date"], head.widths)
    tabs = ((AREA_WIDTH - CELL, "right"),)
    head.line("ZsHead", content, top + ASCENT * SIZE3, left=CELL, tabs=tabs)
    foot = head.title(head.rule(top + SIZE3 + 4 * MM) + 2 * PITCH)
    foot = head.under_title(foot + LEADING) - LEADING
    return head.settle(head.addressees(foot + 2 * LEADING + SIZE3))


def letter_head(head: Head) -> float:
    """信函格式 (10.1) below the mark and the rule, which lie in the first page's header."""
    top = head.letter_top
    rows = corner(head.view) or [("ZsCopyNumber", "fangsong", "")]
    for index, (style, role, text) in enumerate(rows):
        base = top + ASCENT * SIZE3 + index * PITCH
        if index or not head.view["number"]:
            head.line(style, line(text, head.widths, role=role), base)
        else:
            said = line(text, head.widths, role=role, style="" if role == "fangsong" else "ZsHei")
            content = said + "<w:r><w:tab/></w:r>" + line(head.view["number"], head.widths)
            head.line("ZsNumber", content, base, align="left", tabs=((AREA_WIDTH, "right"),))
    foot = top + SIZE3 + (len(rows) - 1) * PITCH
    foot = head.title(foot + 2 * PITCH)
    return head.settle(head.addressees(foot + 2 * LEADING + SIZE3))


HEADS: dict[str, Callable[[Head], float]] = {
    "document": document_head,
    "letter": letter_head,
    "order": order_head,
    "minutes": minutes_head,
    "manuscript": manuscript_head,
    **{code: partial(bulletin_head, name=name) for code, name in BULLETINS.items()},
}
"""Template → its head; a template of an office's own takes that of the paper's layout."""
