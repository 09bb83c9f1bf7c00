"""Numbers that a word processor makes itself (automatic lists) turned into the characters a reader sees."""

from __future__ import annotations

from dataclasses import dataclass, field

from .package import Node, W, value

_DIGITS = "〇一二三四五六七八九"
_CHINESE_FORMATS = frozenset(
    {
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    }
)
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_STEMS = {"ideographTraditional": "甲乙丙丁戊己庚辛壬癸", "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


def chinese(number: int) -> str:
    """1–99 in Chinese numerals (十二, 二十); larger ones digit by digit."""
    if number >= 100:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones or not tens else "")


def written(number: int, form: str) -> str:
    """A counter in a numbering format of WordprocessingML; unknown formats count in digits."""
    if form in _CHINESE_FORMATS:
        return chinese(number)
    if form in ("lowerLetter", "upperLetter") and 1 <= number <= 26:
        return chr((96 if form == "lowerLetter" else 64) + number)
    if form in _CIRCLED and 1 <= number <= 20:
        return chr(0x245F + number)
    if form in _STEMS and 1 <= number <= len(_STEMS[form]):
        return _STEMS[form][number - 1]
    if form in ("lowerRoman", "upperRoman") and 1 <= number < 40:
        return _roman(number).upper() if form == "upperRoman" else _roman(number)
    if form == "decimalFullWidth":
        return str(number).translate(_FULL_WIDTH)
    return f"0{number}" if form == "decimalZero" and number < 10 else str(number)


def _roman(number: int) -> str:
    letters = ""
    for worth, letter in _ROMAN:
        count, number = divmod(number, worth)
        letters += letter * count
    return letters


@dataclass(slots=True)
class Numbering:
    """Counters of all lists of one file."""

    levels: dict[tuple[str, int], tuple[str, str, int]] = field(default_factory=dict)
    """(list id, level) → (number format, text such as "%1、", first number)."""
    counters: dict[tuple[str, int], int] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    """List id → the abstract list whose counters it shares, when it does not begin anew."""

    @classmethod
    def read(cls, root: Node | None) -> Numbering:
        """From word/numbering.xml; an empty one when the file has none."""
        result = cls()
        if root is None:
            return result
        abstract = {value(item, "abstractNumId"): item for item in root.iter(f"{W}abstractNum")}
        linked = {value(link): item for item in abstract.values() if (link := item.find(f"{W}styleLink")) is not None}
        for item in root.iter(f"{W}num"):
            identity, source_id = value(item, "numId"), value(item.find(f"{W}abstractNumId"))
            source = abstract.get(source_id)
            if source is not None and (link := source.find(f"{W}numStyleLink")) is not None:
                source = linked.get(value(link), source)
            for level in source.iter(f"{W}lvl") if source is not None else ():
                result._learn(identity, level)
            overrides = item.findall(f"{W}lvlOverride")
            for override in overrides:
                result._override(identity, override)
            result.shared[identity] = identity if overrides else f"#{source_id}"
        return result

    def _learn(self, identity: str, level: Node) -> None:
        form = value(level.find(f"{W}numFmt"), default="decimal")
        text = value(level.find(f"{W}lvlText"))
        start = _whole(value(level.find(f"{W}start"), default="1"), 1)
        self.levels[identity, _whole(value(level, "ilvl"), 0)] = (form, text, start)

    def _override(self, identity: str, override: Node) -> None:
        level = override.find(f"{W}lvl")
        if level is not None:
            self._learn(identity, level)
        key = identity, _whole(value(override, "ilvl"), 0)
        if key in self.levels:
            form, text, start = self.levels[key]
            self.levels[key] = (form, text, _whole(value(override.find(f"{W}startOverride")), start))

    def label(self, identity: str, depth: int) -> str:
        """Count one paragraph of a list and give its number as printed; empty for bullets and unknown lists."""
        if (identity, depth) not in self.levels:
            return ""
        group = self.shared.get(identity, identity)
        form, text, start = self.levels[identity, depth]
        self.counters[group, depth] = self.counters.get((group, depth), start - 1) + 1
        for key in [key for key in self.counters if key[0] == group and key[1] > depth]:
            del self.counters[key]
        if form in ("bullet", "none"):
            return ""
        for position in range(depth + 1):
            shape = self.levels.get((identity, position), ("decimal", "", 1))
            count = self.counters.get((group, position), shape[2])
            text = text.replace(f"%{position + 1}", written(count, shape[0]))
        return text


def _whole(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default
