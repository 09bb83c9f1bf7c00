"""How secrecy, its period and urgency are written."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.secrecy_mark",
    gate=Gate.FORMAT,
    level=Level.MUST,
    title="密级、保密期限和紧急程度的写法",
    why="密级和保密期限之间用“★”隔开，期限不超过法定最长期限；紧急程度只有“特急”“加急”。",
    basis="GB/T 9704—2012《党政机关公文格式》7.2.2、7.2.3；《中华人民共和国保守国家秘密法》第二十条",
    since="0.2",
    confidence=0.93,
    wrong=(
        Correction("机密5年", "机密★5年"),
        Correction("十万火急", "特急"),
        Correction(
            paper(secrecy="秘密", period="20年", copy_number="000001"),
            paper(secrecy="秘密", period="10年", copy_number="000001"),
        ),
        Correction(
            paper(secrecy="秘密", period="一年", copy_number="000001"),
            paper(secrecy="秘密", period="1年", copy_number="000001"),
        ),
    ),
    good=("机密★5年", paper(secrecy="绝密", period="30年", copy_number="000001"), "本件属于秘密级，保密1年。"),
)

_LINE = re.compile(
    r"^[ 　]*(?P<level>绝密|机密|秘密)级?(?P<mark>[ 　*☆·\-—]*)(?P<period>\d{1,2}(?:年|个月|天)|长期)[ 　]*$",
    re.MULTILINE,
)
_URGENT = re.compile(r"^[ 　]*(?P<word>十万火急|火急|急件|紧急|特提|平急|急)[ 　]*$", re.MULTILINE)
_PERIOD = re.compile(
    r"(?:(?P<number>\d{1,3})(?P<unit>年|个月|天)|长期|\d{4}年\d{1,2}月\d{1,2}日|公布前|.{2,20}(?:后|前))"
)
_MOST = {"绝密": 30, "机密": 20, "秘密": 10}


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for match in _LINE.finditer(manuscript.text):
        yield Hit(
            match.start("level"),
            match.end("period"),
            f"{match['level']}★{match['period']}",
            "密级与保密期限之间用“★”。",
        )
    for match in _URGENT.finditer(manuscript.text):
        yield Hit(match.start("word"), match.end("word"), "特急", "公文的紧急程度分“特急”“加急”。", Level.SHOULD)
    most = _MOST.get(manuscript.secrecy_level)
    period = _PERIOD.fullmatch(manuscript.secrecy_period) if most and manuscript.secrecy_period else None
    if most and manuscript.secrecy_period and period is None:
        reason = f"保密期限“{manuscript.secrecy_period}”不合写法，应如“1年”“6个月”“长期”，数字用阿拉伯数字。"
        yield Hit(missing="secrecy_period", reason=reason)
    elif most and period and period["unit"] == "年" and int(period["number"]) > most:
        yield Hit(missing="secrecy_period", reason=f"{manuscript.secrecy_level}级的保密期限不超过{most}年。")
