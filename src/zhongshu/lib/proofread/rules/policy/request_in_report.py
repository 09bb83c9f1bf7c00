"""A report carries no request."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="policy.request_in_report",
    gate=Gate.POLICY,
    level=Level.MUST,
    title="报告夹带请示事项",
    why="不得在报告等非请示性公文中夹带请示事项；要上级批准、答复的，另行请示。",
    basis="《党政机关公文处理工作条例》第十五条（四）",
    since="0.1",
    confidence=0.92,
    wrong=(
        Correction(
            paper(kind="report", body="需新增经费50万元，请予批准。"),
            paper(kind="report", body="所需经费50万元将另行请示。"),
        ),
        Correction(
            paper(kind="report", body="情况如上。\n妥否，请批示。"), paper(kind="report", body="情况如上。\n特此报告。")
        ),
    ),
    good=(
        paper(kind="report", body="已请财政部门批准。以上报告，请审阅。"),
        paper(kind="request", body="妥否，请批示。"),
    ),
)

_REQUEST = re.compile(
    r"[妥当可]否[，,]?请[^。\n]{0,8}|(?:^|[，。；])(?:恳请|敬请|特请|请)(?:予以?|给予)?(?:批准|批复|批示|审批|核准|指示|答复)(?=[。！]|$)"
    r"|恳请[^。；\n]{0,30}(?:批准|同意|解决|支持|拨付|安排)"
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    if manuscript.kind != "report":
        return
    for passage in manuscript.body:
        for match in _REQUEST.finditer(passage.text):
            start = match.start() + (match.group()[0] in "，。；")
            yield passage.hit(start, match.end())
