"""Joint papers: issuers sign in the order of the masthead."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.joint_order",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="联合行文的署名次序",
    why="联合行文的署名与发文机关标志次序一致，主办机关在前。",
    basis="GB/T 9704—2012《党政机关公文格式》7.2.4、7.3.5.1",
    since="0.2",
    confidence=0.92,
    wrong=(
        Correction(
            paper(kind="notice", marks=("明川县财政局", "明川县审计局"), issuers=("明川县审计局", "明川县财政局")),
            paper(kind="notice", marks=("明川县财政局", "明川县审计局"), issuers=("明川县财政局", "明川县审计局")),
        ),
        Correction(
            paper(kind="notice", marks=("明川县财政局", "明川县审计局"), issuers=("明川县财政局",)),
            paper(kind="notice", marks=("明川县财政局", "明川县审计局"), issuers=("明川县财政局", "明川县审计局")),
        ),
    ),
    good=(paper(kind="notice", marks=("明川县财政局",), issuers=("明川县财政局",)),),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    marks = [mark.removesuffix("文件") for mark in manuscript.marks]
    issuers = list(manuscript.issuers)
    if len(marks) < 2 or not issuers or marks == issuers or not set(issuers) <= set(marks):
        return
    first = next(iter(manuscript.of_role(Role.SIGNATURE)), None)
    if first is not None:
        missing = [mark for mark in marks if mark not in issuers]
        reason = f"没有“{'、'.join(missing)}”的署名。" if missing else f"发文机关标志的次序是“{'、'.join(marks)}”。"
        yield first.hit(0, len(first.text), reason=reason)
