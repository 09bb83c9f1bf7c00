"""State secrets carry a copy number and a period."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.secrecy",
    gate=Gate.FORMAT,
    level=Level.MUST,
    title="涉密公文的份号和保密期限",
    why="涉密公文应当标注份号、密级和保密期限。",
    basis="《党政机关公文处理工作条例》第九条（一）（二）；GB/T 9704—2012《党政机关公文格式》7.2.1、7.2.2",
    since="0.1",
    confidence=0.97,
    wrong=(
        Correction(paper(secrecy="秘密", period="1年"), paper(secrecy="秘密", period="1年", copy_number="000001")),
        Correction(
            paper(secrecy="机密", copy_number="000001"), paper(secrecy="机密", period="5年", copy_number="000001")
        ),
    ),
    good=(paper(secrecy="内部"), paper(secrecy="秘密", period="1年", copy_number="000001")),
)

_STATE_SECRETS = {"秘密", "机密", "绝密"}


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.secrecy_level not in _STATE_SECRETS:
        return
    if not manuscript.copy_number:
        yield Hit(missing="copy_number", reason=f"{manuscript.secrecy_level}件应当标注份号。")
    if not manuscript.secrecy_period:
        reason = "没有标注保密期限；没有标注的，按绝密30年、机密20年、秘密10年认定。"
        yield Hit(missing="secrecy_period", reason=reason, level=Level.SHOULD)
