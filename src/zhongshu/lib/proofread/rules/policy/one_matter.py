"""A request asks for one thing."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="policy.one_matter",
    gate=Gate.POLICY,
    level=Level.SHOULD,
    title="请示不是一文一事",
    why="请示应当一文一事；两件不相干的事写在一起，上级要分给不同部门办，哪一件都批不快。",
    basis="《党政机关公文处理工作条例》第十五条（四）",
    since="0.2",
    confidence=0.85,
    exceptions=("同一件事的两个方面（“修缮和加固”）不报。",),
    wrong=(
        Correction(
            paper(kind="request", title="关于修缮档案库房和增加人员编制的请示"),
            paper(kind="request", title="关于修缮档案库房的请示"),
        ),
        Correction(
            paper(kind="request", body="拟修缮档案库房。另请批准增加事业编制2名。"),
            paper(kind="request", body="拟修缮档案库房，请批准。"),
        ),
    ),
    good=(
        paper(kind="request", title="关于修缮和加固档案库房的请示", body="妥否，请批示。"),
        paper(kind="notice", title="关于修缮档案库房和增加人员编制的通知"),
    ),
)

_ASK = (
    "申请|解决|追加|增加|拨付|调整|设立|成立|召开|举办|购置|修建|修缮|新建|改建|核定|批准|启动|组建|聘用|招录|划拨|减免"
)
_TITLE = re.compile(
    rf"关于(?P<first>(?:{_ASK})[^和并及]{{2,30}})(?:和|并|及|以及|暨)(?P<second>(?:{_ASK})[^\n]{{2,30}})的请示"
)
_MORE = re.compile(
    rf"(?P<span>(?:另请|此外，?(?:还)?(?:请|恳请)|同时，?(?:还)?(?:恳请|请求|请)|另，?(?:恳请|请求|请)|顺便请(?:示)?)[^。；\n]{{0,12}}?(?:{_ASK}))"
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.kind != "request":
        return
    for passage in manuscript.of_role(Role.TITLE):
        match = _TITLE.search(passage.text)
        if match:
            reason = f"标题里有“{match['first']}”“{match['second']}”两件事，请分别请示。"
            yield passage.hit(match.start("first"), match.end("second"), reason=reason)
    for passage in manuscript.body:
        for match in _MORE.finditer(passage.text):
            yield passage.hit(match.start("span"), match.end("span"), reason="这是另一件请示的事，请另文请示。")
