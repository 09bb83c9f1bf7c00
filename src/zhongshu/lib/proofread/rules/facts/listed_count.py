"""Names in a row and the number said to be there: 青石镇、白水镇、桃源乡3个乡镇."""

import re
from collections.abc import Iterator
from functools import cache

from zhongshu.lib.numerals import to_int

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.listed_count",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="列出的个数与说的个数不一致",
    why="前面一个一个列出来的，与后面说的个数对不上，至少有一处写错。",
    basis="本文前后文",
    since="0.2",
    confidence=0.85,
    exceptions=("用“等”字收尾、所列少于总数的，是部分列举，不报。",),
    wrong=(
        Correction("涉及青石镇、白水镇、桃源乡4个乡镇。", "涉及青石镇、白水镇、桃源乡3个乡镇。"),
        Correction("由县财政局、县审计局、县发展改革局等2个单位组成。", "由县财政局、县审计局等2个单位组成。"),
    ),
    good=(
        "涉及青石镇、白水镇、桃源乡3个乡镇，县财政局、县审计局等12个单位。",
        "县财政局和审计局、各乡镇3个工作组",
    ),
)

_ITEM = {
    "乡镇": "镇|乡", "镇": "镇", "乡": "乡", "村": "村", "街道": "街道", "县": "县", "市": "市", "县区": "县|区", "区": "区",
    "单位": "局|办|委|中心|院|部|办公室|公司|会", "部门": "局|办|委|厅|部|办公室", "局": "局", "省": "省", "社区": "社区",
}  # fmt: skip


@cache
def _row(word: str) -> re.Pattern[str]:
    """Names in a row and their number; compiled only where the word is met, for it is a costly one."""
    ends = _ITEM[word]
    return re.compile(
        rf"(?P<row>(?:[一-龥]{{1,12}}(?:{ends}))(?:、[一-龥]{{1,12}}?(?:{ends})){{1,20}}(?:和[一-龥]{{1,12}}?(?:{ends}))?)"
        rf"(?P<etc>等)?(?P<count>\d{{1,2}}|[两三四五六七八九十]{{1,2}})(?:个|家){word}(?![一-龥]?(?:试点|以上|左右))"
    )


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    for word in _ITEM:
        if f"个{word}" not in text and f"家{word}" not in text:
            continue
        for match in _row(word).finditer(text):
            listed = len(re.split("[、和]", match["row"]))
            said = to_int(match["count"])
            if said is None or listed == said or (match["etc"] and listed < said) or _joined(match["row"]):
                continue
            reason = f"前面列了{listed}个，后面说的是{said}个。"
            yield Hit(match.start("count"), match.end("count"), reason=reason)


def _joined(row: str) -> bool:
    """Rows whose items may be more than one: 各乡镇, 有关部门."""
    return any(word in row for word in ("各", "有关", "相关", "其他", "所属", "部分", "以及", "和"))
