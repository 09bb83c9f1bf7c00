"""Which font plays which part, found on the system, in a folder the office names, or in the free set.

The standard names 小标宋 仿宋 楷体 黑体 宋体. An office's licensed fonts come first, then the free ones; a character the
chosen font lacks falls back glyph by glyph along the same list, and the result says which characters those were.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import typst

from .glyphs import advance, has, outline

ROLES = ("title", "fangsong", "kai", "hei", "song")
ROLE_NAMES = {"title": "小标宋", "fangsong": "仿宋", "kai": "楷体", "hei": "黑体", "song": "宋体"}
FULL_WIDTH_MARKS = "“”‘’·…"
"""Marks that take a full character in Chinese text; some fonts set them at Latin width."""
PLACEHOLDER = "〓"
"""Printed for a character that no font at hand has; the result names the character."""

# (family, weight) for each role: the licensed ones first, then free ones, then the stand-ins that cover everything.
CANDIDATES: dict[str, tuple[tuple[str, str], ...]] = {
    "title": (
        ("FZXiaoBiaoSong-B05", "regular"),
        ("FZXiaoBiaoSong-B05S", "regular"),
        ("方正小标宋_GBK", "regular"),
        ("方正小标宋简体", "regular"),
        ("FZXBSK--GBK1-0", "regular"),
        ("FZXBSJW--GB1-0", "regular"),
        ("FandolSong", "bold"),
        ("Noto Serif CJK SC", "bold"),
        ("Source Han Serif SC", "bold"),
        ("LXGW WenKai", "bold"),
    ),
    "fangsong": (
        ("FangSong_GB2312", "regular"),
        ("仿宋_GB2312", "regular"),
        ("方正仿宋_GBK", "regular"),
        ("FZFangSong-Z02", "regular"),
        ("FZFSK--GBK1-0", "regular"),
        ("FangSong", "regular"),
        ("仿宋", "regular"),
        ("STFangsong", "regular"),
        ("Zhuque Fangsong (technical preview)", "regular"),
        ("FandolFang R", "regular"),
        ("LXGW WenKai", "light"),
        ("Noto Serif CJK SC", "regular"),
        ("Source Han Serif SC", "regular"),
    ),
    "kai": (
        ("KaiTi_GB2312", "regular"),
        ("楷体_GB2312", "regular"),
        ("方正楷体_GBK", "regular"),
        ("FZKai-Z03", "regular"),
        ("FZKTK--GBK1-0", "regular"),
        ("KaiTi", "regular"),
        ("楷体", "regular"),
        ("STKaiti", "regular"),
        ("FandolKai", "regular"),
        ("LXGW WenKai", "regular"),
        ("Noto Serif CJK SC", "regular"),
    ),
    "hei": (
        ("SimHei", "regular"),
        ("黑体", "regular"),
        ("方正黑体_GBK", "regular"),
        ("FZHei-B01", "regular"),
        ("FZHTK--GBK1-0", "regular"),
        ("STHeiti", "regular"),
        ("FandolHei", "regular"),
        ("Noto Sans CJK SC", "bold"),
        ("Source Han Sans SC", "bold"),
        ("Noto Serif CJK SC", "bold"),
    ),
    "song": (
        ("SimSun", "regular"),
        ("宋体", "regular"),
        ("方正书宋_GBK", "regular"),
        ("FZShuSong-Z01", "regular"),
        ("FZSSK--GBK1-0", "regular"),
        ("STSong", "regular"),
        ("FandolSong", "regular"),
        ("Noto Serif CJK SC", "regular"),
        ("Source Han Serif SC", "regular"),
        ("LXGW WenKai", "regular"),
    ),
}
WEIGHTS = {"light": 300, "regular": 400, "bold": 700}
# What a licensed font is called, in its family or its file name, whatever the foundry and the edition; 小标宋 is asked for
# before 宋, 仿宋 too.
_NAMES = (
    ("title", re.compile(r"小标宋|xiaobiaosong|xbs[jk]?", re.IGNORECASE)),
    ("fangsong", re.compile(r"仿宋|fangsong|simfang|fzfs[jk]?|stfangso", re.IGNORECASE)),
    ("kai", re.compile(r"楷|kaiti|simkai|fzkt[jk]?|fzkai|stkaiti", re.IGNORECASE)),
    ("hei", re.compile(r"黑体|simhei|fzht[jk]?|fzhei|stheiti", re.IGNORECASE)),
    ("song", re.compile(r"宋体|书宋|simsun|fzss[jk]?|fzshusong|stsong", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class FontSet:
    """Where fonts come from: the system's and, when given, those in ``folder`` (which win when of equal name)."""

    folder: Path | None = None
    use_system: bool = True


@dataclass(slots=True)
class FontBook:
    """The fonts of one :class:`FontSet`, opened once: families per role and who has which glyph."""

    source: FontSet
    handle: typst.Fonts
    families: dict[str, list[str]]
    weights: dict[str, int]
    _files: dict[tuple[str, int], tuple[str, int]]
    faces: dict[str, list[str | dict[str, str]]] = field(default_factory=dict)

    def stacks(self) -> dict[str, list[str | dict[str, str]]]:
        """Per role the list Typst falls back along; marks the first font sets too narrow come from another."""
        result: dict[str, list[str | dict[str, str]]] = {}
        for role, names in self.families.items():
            borrowed: list[str | dict[str, str]] = [
                {"name": family, "covers": f"[{marks}]"} for family, marks in self._borrowed(role).items()
            ]
            result[role] = [*borrowed, *names]
        return result

    def _borrowed(self, role: str) -> dict[str, str]:
        """Family → marks taken from it, because the role's own font does not set them a full character wide."""
        names, weight = self.families[role], self.weights[role]
        lent: dict[str, str] = {}
        settled: set[str] = set()
        for name in names:  # font by font, so that each is opened once
            places = self._place(name, weight)
            for mark in FULL_WIDTH_MARKS:
                if mark not in settled and advance(*places, mark) == 1:
                    settled.add(mark)
                    if name != names[0]:
                        lent[name] = lent.get(name, "") + mark
        return lent

    def _place(self, family: str, weight: int) -> tuple[str, int]:
        exact = self._files.get((family, weight))
        return exact or next(place for (name, _), place in self._files.items() if name == family)

    def ink(self, role: str, text: str) -> tuple[float, float]:
        """Highest and lowest ink of a text set in a role, in ems above the baseline."""
        bounds = [box for character in set(text) if (box := self._outline(role, character))]
        return max((box[3] for box in bounds), default=0.88), min((box[1] for box in bounds), default=-0.12)

    def _outline(self, role: str, character: str) -> tuple[float, float, float, float] | None:
        return outline(*self.place_of(role, character), character) if self.family_for(role, character) else None

    def place_of(self, role: str, character: str) -> tuple[str, int]:
        """File and index of the font that prints a character in a role."""
        return self._place(self.family_for(role, character), self.weights[role])

    def used(self) -> dict[str, str]:
        """The first family of each role: {"仿宋": "FangSong_GB2312", …}."""
        return {ROLE_NAMES[role]: names[0] if names else "" for role, names in self.families.items()}

    def family_for(self, role: str, character: str) -> str:
        """The family that will print a character in a role; empty when none has it."""
        code = ord(character)
        weight = self.weights[role]
        return next((name for name in self.families[role] if self._has(name, weight, code)), "")

    def _has(self, family: str, weight: int, code: int) -> bool:
        return has(*self._place(family, weight), code)


def _own(files: dict[tuple[str, int], tuple[str, int]], folder: Path | None) -> dict[str, list[str]]:
    """The families in the office's folder by the role their names say, e.g. 方正小标宋_GBK or FZXBSK.TTF: 小标宋."""
    found: dict[str, list[str]] = {}
    for (family, _), (path, _) in files.items():
        if folder is None or not Path(path).is_relative_to(folder):
            continue
        name = f"{family} {Path(path).stem}"
        role = next((role for role, pattern in _NAMES if pattern.search(name)), None)
        if role and family not in found.setdefault(role, []):
            found[role].append(family)
    return found


@cache
def open_fonts(source: FontSet = FontSet()) -> FontBook:
    """Open a font set (a few hundred milliseconds the first time, then kept)."""
    folders = [str(source.folder)] if source.folder else []
    handle = typst.Fonts(source.use_system, False, folders)
    files: dict[tuple[str, int], tuple[str, int]] = {}
    for info in handle.fonts():
        if info.style == "normal" and info.path:
            files.setdefault((info.family, info.weight), (str(info.path), info.index))
    held = {family for family, _ in files}
    own = _own(files, source.folder)
    families, weights = {}, {}
    for role, candidates in CANDIDATES.items():
        known = [(family, weight) for family, weight in candidates if family in held]
        mine = own.get(role, [])
        first = [entry for entry in known if entry[0] in mine] + [
            (family, "regular") for family in mine if family not in dict(known)
        ]
        present = first + [entry for entry in known if entry not in first]
        families[role] = [family for family, _ in present]
        weights[role] = WEIGHTS[present[0][1]] if present else 400
    everyone = [name for role in ROLES for name in families[role]]
    for role in ROLES:  # a role's last resort is whatever the other roles have
        families[role] += [name for name in dict.fromkeys(everyone) if name not in families[role]]
    book = FontBook(source, handle, families, weights, files)
    book.faces = book.stacks()
    return book
