"""The organ that signs is the organ whose masthead and title the paper bears."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...kind import is_statutory
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.signature",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="署名、标题与发文机关标志",
    why="发文机关署名、标题中的发文机关应当与发文机关标志一致；不一致多半是套用旧文忘了改。",
    basis="《党政机关公文处理工作条例》第九条（四）（七）（十一）；GB/T 9704—2012《党政机关公文格式》7.3.5",
    since="0.1",
    confidence=0.9,
    wrong=(
        Correction(
            paper(kind="notice", marks=("明川县人民政府办公室",), issuers=("明川县人民政府",)),
            paper(kind="notice", marks=("明川县人民政府办公室",), issuers=("明川县人民政府办公室",)),
        ),
        Correction(
            paper(kind="notice", marks=("明川县人民政府办公室",), title="明川县财政局关于召开会议的通知"),
            paper(kind="notice", marks=("明川县人民政府办公室",), title="明川县人民政府办公室关于召开会议的通知"),
        ),
    ),
    good=(
        paper(kind="notice", marks=("明川县人民政府办公室",), title="关于召开会议的通知"),
        paper(kind="notice", marks=("明川县财政局", "明川县审计局"), issuers=("明川县财政局", "明川县审计局")),
        paper(kind="letter", marks=("明川县人民政府",), title="明川县人民政府关于商请协办会议的函"),
    ),
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    marks = {mark.removesuffix("文件") for mark in manuscript.marks}
    if not marks or not is_statutory(manuscript.kind):
        return
    for passage in manuscript.of_role(Role.SIGNATURE):
        if passage.text and passage.text not in marks:
            yield passage.hit(0, len(passage.text), reason=f"发文机关标志是“{'、'.join(sorted(marks))}”。")
    head, about, _ = manuscript.title.partition("关于")
    first = next(iter(manuscript.of_role(Role.TITLE)), None)
    if (
        about
        and first
        and first.text.startswith(head)
        and head
        and head[-1] in "府室局委部厅院会"
        and not _named(head, marks)
    ):
        yield first.hit(0, len(head), reason=f"发文机关标志是“{'、'.join(sorted(marks))}”，标题写的是“{head}”。")


def _named(head: str, marks: set[str]) -> bool:
    """Whether the title names the issuers: one of them, or several in a row."""
    rest = head
    for mark in sorted(marks, key=len, reverse=True):
        rest = rest.replace(mark, "")
    return not rest.strip("、 　")
