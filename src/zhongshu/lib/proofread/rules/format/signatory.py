"""An upward paper names who signed it off."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.signatory",
    gate=Gate.FORMAT,
    level=Level.MUST,
    title="上行文没有签发人",
    why="上行文应当在发文字号右侧标注签发人姓名；签发后由系统填写，编了号还没有，就是漏了。",
    basis="《党政机关公文处理工作条例》第九条（六）；GB/T 9704—2012《党政机关公文格式》7.2.6",
    since="0.1",
    confidence=0.96,
    exceptions=("还没有编号的稿子不报。",),
    wrong=(
        Correction(
            paper(kind="report", direction="upward", number="明政发〔2026〕1号"),
            paper(kind="report", direction="upward", number="明政发〔2026〕1号", signatories=("陈志远",)),
        ),
    ),
    good=(
        paper(kind="report", direction="upward"),
        paper(kind="notice", direction="downward", number="明政发〔2026〕1号"),
    ),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.direction == "upward" and manuscript.number and not manuscript.signatories:
        yield Hit(missing="signatories")
