"""Markdown → lines. The marks go, the words stay; a level-one heading is the title, deeper ones are headings of the body."""

from __future__ import annotations

import re

from ..model import Table
from .note import Found, Line

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_RULE = re.compile(r"(?:-{3,}|\*{3,}|_{3,})")
_ITEM = re.compile(r"[-*+]\s+(.*)")
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^()\s]*)[^()]*\)")
_STRONG = re.compile(r"(\*\*\*|\*\*|__|~~|`)([^*_~`]+)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])([^*_\s][^*_]*)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~>])")
TITLE = "Title"


def read_markdown(text: str) -> Found:
    """The lines of a Markdown text, paragraphs wrapped over several lines put together."""
    reader = _Reader()
    for line in text.split("\n"):
        reader.line(line)
    reader.end()
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found = Found()
        self.paragraph: list[str] = []
        self.rows: list[tuple[str, ...]] = []
        self.fenced = False
        self.said: set[str] = set()

    def line(self, raw: str) -> None:
        line = raw.strip()
        if line.startswith(("```", "~~~")):
            self.end()
            self.fenced = not self.fenced
        elif self.fenced:
            self._put(line)
        elif "|" in line and (line.startswith("|") or self.rows):
            self._row(line)
        else:
            self._flush_rows()
            self._text(line)

    def _text(self, line: str) -> None:
        line = re.sub(r"^(?:>\s?)+", "", line)
        heading, item = _HEADING.fullmatch(line), _ITEM.fullmatch(line)
        if heading:
            self.end()
            first = len(heading[1]) == 1
            self._put(self._plain(heading[2]), style=TITLE if first else "", centred=first)
        elif not line or _RULE.fullmatch(line):
            self.end()
        elif item:
            self.end()
            self.paragraph.append(item[1])
        elif self.paragraph and not re.match(r"\d{1,3}[.)、]|[（(一二三四五六七八九十]{1,4}[、）)]", line):
            self.paragraph.append(line)
        else:
            self.end()
            self.paragraph.append(line)

    def _row(self, line: str) -> None:
        self._flush_paragraph()
        if _TABLE_RULE.fullmatch(line):
            return
        cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
        self.rows.append(tuple(self._plain(cell.strip()) for cell in cells))

    def _plain(self, text: str) -> str:
        def link(match: re.Match[str]) -> str:
            self._say("picture" if match[1] else "link")
            return match[2]

        text = _LINK.sub(link, text)
        text = _STRONG.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\2", text)
        return _ESCAPED.sub(r"\1", text)

    def _say(self, code: str) -> None:
        words = {"picture": "文中有图片没有导入，只保留了说明文字。", "link": "文中有链接，只保留了文字。"}[code]
        if code not in self.said:
            self.said.add(code)
            self.found.say(words)

    def _put(self, text: str, *, style: str = "", centred: bool = False) -> None:
        if text:
            self.found.lines.append(Line(text, "center" if centred else "", style=style))

    def end(self) -> None:
        self._flush_paragraph()
        self._flush_rows()

    def _flush_paragraph(self) -> None:
        if self.paragraph:
            self._put(self._plain(_joined(self.paragraph)))
            self.paragraph = []

    def _flush_rows(self) -> None:
        if self.rows:
            columns = max(len(row) for row in self.rows)
            self.found.lines.append(
                Line("", block=Table(tuple(row + ("",) * (columns - len(row)) for row in self.rows)))
            )
            self.rows = []


def _joined(lines: list[str]) -> str:
    """Wrapped lines as one; a blank only between Latin words."""
    text = lines[0]
    for line in lines[1:]:
        latin = text[-1:].isascii() and text[-1:].isalnum() and line[:1].isascii() and line[:1].isalnum()
        text += f" {line}" if latin else line
    return text
