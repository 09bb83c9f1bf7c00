"""How the addressees are written: no colon of their own, nobody twice."""

from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.addressees_form",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="主送、抄送机关的写法",
    why="主送机关后的冒号、抄送机关后的句号由版式加上；同一机关不重复列，主送过的不再抄送。",
    basis="GB/T 9704—2012《党政机关公文格式》7.3.2、7.4.2",
    since="0.1",
    confidence=0.95,
    wrong=(
        Correction(
            paper(kind="notice", addressees=("各乡镇人民政府：",)), paper(kind="notice", addressees=("各乡镇人民政府",))
        ),
        Correction(
            paper(kind="notice", addressees=("县财政局",), copy_to=("县财政局", "县审计局")),
            paper(kind="notice", addressees=("县财政局",), copy_to=("县审计局",)),
        ),
    ),
    good=(paper(kind="notice", addressees=("各乡镇人民政府", "县政府各部门"), copy_to=("县委办公室",)),),
)

_MARKS = "：:。，；,;、"


def find(manuscript: Manuscript) -> Iterator[Hit]:
    seen: set[str] = set()
    for passage in manuscript.of_role(Role.ADDRESSEES, Role.COPY_TO):
        name = passage.text.rstrip(_MARKS + " ")
        if passage.text.endswith(tuple(_MARKS)):
            yield passage.hit(len(name), len(passage.text), "", "机关名称后不另写标点，由版式加上。")
        for organ in name.split("、"):
            if organ and organ in seen:
                at = passage.text.find(organ)
                yield passage.hit(at, at + len(organ), reason=f"“{organ}”前面已经列过。", level=Level.MUST)
            seen.add(organ)
