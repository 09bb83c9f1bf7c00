"""发文字号: issuer code, year, serial (art. 9 (五); GB/T 9704-2012 §7.2.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated

from zhongshu.lib.refusal import Refused

from .shape import Between, Label

BASIS = "GB/T 9704-2012 7.2.5"
EXAMPLE = "正确写法如“明政办发〔2026〕1号”。"

_STRICT = re.compile(r"[一-鿿㐀-䶿]{1,12}〔\d{4}〕[1-9]\d*号")
_LOOSE = re.compile(
    r"(?P<code>[一-鿿㐀-䶿]{1,12})\s*[〔\[［(（【﹝{]\s*(?P<year>\d{2,4})\s*年?\s*[〕\]］)）】﹞}]\s*"
    r"(?P<order>第)?\s*(?P<serial>\d+)\s*号"
)


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """One number of one issuer code and year; prints as 明政办发〔2026〕1号."""

    issuer_code: Annotated[str, Label("机关代字")]
    year: Annotated[int, Label("年份"), Between(1949, 2999)]
    serial: Annotated[int, Label("发文顺序号"), Between(1, 99_999)]

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[一-鿿㐀-䶿]{1,12}", self.issuer_code):
            raise Refused(f"机关代字“{self.issuer_code}”只能由1至12个汉字组成。", remedy=EXAMPLE, basis=BASIS)
        if not 1949 <= self.year <= 2999:
            raise Refused(f"发文字号的年份应标全称四位数，不能是“{self.year}”。", remedy=EXAMPLE, basis=BASIS)
        if not 1 <= self.serial <= 99_999:
            raise Refused(f"发文顺序号应是1至99999的整数，不能是“{self.serial}”。", remedy=EXAMPLE, basis=BASIS)

    def __str__(self) -> str:
        return f"{self.issuer_code}〔{self.year}〕{self.serial}号"

    @classmethod
    def parse(cls, text: str) -> DocumentNumber:
        """Read a number written exactly by the standard; otherwise ``Refused`` says what is wrong with it."""
        faults = number_faults(text)
        match = _LOOSE.fullmatch(text.strip())
        if match is None or len(match["year"]) != 4:
            raise Refused(f"“{text.strip()[:40]}”不是发文字号。", remedy=EXAMPLE, basis=BASIS)
        if faults:
            raise Refused(f"发文字号“{text.strip()}”写法不合规定：{'；'.join(faults)}。", remedy=EXAMPLE, basis=BASIS)
        return cls(match["code"], int(match["year"]), int(match["serial"]))

    @classmethod
    def read(cls, text: str) -> DocumentNumber | None:
        """Read a number however it is bracketed; None where there is none. For old files, never for new numbers."""
        match = _LOOSE.search(text)
        if match is None or len(match["year"]) != 4:
            return None
        try:
            return cls(match["code"], int(match["year"]), int(match["serial"]))
        except Refused:
            return None


def number_faults(text: str) -> list[str]:
    """What is wrong with the writing of a document number, as clauses of one sentence; empty when it is right."""
    text = text.strip()
    if _STRICT.fullmatch(text):
        return []
    match = _LOOSE.fullmatch(text)
    if match is None:
        return ["应由机关代字、年份、发文顺序号组成"]
    faults = []
    if not re.search(r"〔\d+\s*年?〕", text):
        faults.append("年份应用六角括号“〔〕”括入")
    if len(match["year"]) != 4:
        faults.append("年份应标全称")
    if match["order"]:
        faults.append("发文顺序号不加“第”字")
    if match["serial"].startswith("0"):
        faults.append("发文顺序号不编虚位，1不编为01")
    if re.search(r"\s", text) or "年" in text[len(match["code"]) :]:
        faults.append("字号中不应有空格或“年”字")
    return faults
