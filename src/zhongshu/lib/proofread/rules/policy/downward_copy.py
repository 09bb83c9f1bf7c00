"""A paper to a superior is not copied to those below."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...kind import is_statutory
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="policy.downward_copy",
    gate=Gate.POLICY,
    level=Level.MUST,
    title="上行文抄送下级机关",
    why="上行文可以抄送相关上级机关和同级机关，不得抄送下级机关。",
    basis="《党政机关公文处理工作条例》第十五条（一）",
    since="0.1",
    confidence=0.9,
    wrong=(
        Correction(
            paper(kind="report", direction="upward", addressees=("安和市人民政府",), copy_to=("各乡镇人民政府",)),
            paper(kind="report", direction="upward", addressees=("安和市人民政府",), copy_to=("安和市财政局",)),
        ),
    ),
    good=(paper(direction="downward", addressees=("县政府各部门",), copy_to=("各乡镇人民政府",)),),
)

_BELOW = re.compile(r"^(?:各(?:乡镇|镇|乡|村|街道|县|区|市)|本(?:局|委|办)各|(?:局|办|委)(?:机关|直)?(?:各|属))")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.direction != "upward" or not is_statutory(manuscript.kind):
        return
    for passage in manuscript.of_role(Role.COPY_TO):
        if _BELOW.match(passage.text):
            yield passage.hit(0, len(passage.text))
