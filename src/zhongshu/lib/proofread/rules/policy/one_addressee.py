"""A paper to a superior has one addressee, and that is an organ."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...kind import is_statutory
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="policy.one_addressee",
    gate=Gate.POLICY,
    level=Level.MUST,
    title="上行文的主送机关",
    why="上行文原则上主送一个上级机关，根据需要抄送其他机关；除上级机关负责人直接交办的事项外，不送领导者个人。",
    basis="《党政机关公文处理工作条例》第十五条（一）（五）",
    since="0.1",
    confidence=0.93,
    exceptions=("上级机关负责人直接交办的事项，说明理由后可以送本人。",),
    wrong=(
        Correction(
            paper(kind="request", direction="upward", addressees=("安和市人民政府", "安和市财政局")),
            paper(kind="request", direction="upward", addressees=("安和市人民政府",), copy_to=("安和市财政局",)),
        ),
        Correction(
            paper(kind="request", direction="upward", addressees=("安和市人民政府王市长",)),
            paper(kind="request", direction="upward", addressees=("安和市人民政府",)),
        ),
    ),
    good=(
        paper(kind="request", direction="upward", addressees=("安和市人民政府",)),
        paper(kind="notice", direction="downward", addressees=("各乡镇人民政府", "县政府各部门")),
    ),
)

_PERSON = re.compile(r"(?:书记|主席|省长|市长|县长|区长|镇长|乡长|部长|厅长|局长|主任|秘书长|同志|先生|领导)$")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.direction != "upward" or not is_statutory(manuscript.kind):
        return
    passages = list(manuscript.of_role(Role.ADDRESSEES))
    for passage in passages[1:]:
        yield passage.hit(0, len(passage.text), reason="上行文只主送一个上级机关，其他的改为抄送。")
    for passage in passages:
        if "、" in passage.text:
            yield passage.hit(0, len(passage.text), reason="上行文只主送一个上级机关，其他的改为抄送。")
        elif _PERSON.search(passage.text):
            yield passage.hit(0, len(passage.text), reason="公文主送机关，不送领导者个人。")
