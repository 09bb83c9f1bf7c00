"""Marks in a title: titles of regulations stand in 《》, other matter does not."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.title_marks",
    gate=Gate.FORMAT,
    level=Level.SHOULD,
    title="标题中的书名号",
    why="公文标题中，法规、规章和规范性文件的名称加书名号，事由本身不加；除此以外一般不用标点符号。",
    basis="GB/T 9704—2012《党政机关公文格式》7.3.1；公文标题写作通例",
    since="0.2",
    confidence=0.88,
    exceptions=("转发、批转通知中省略书名号的通行写法（“转发省政府关于……的通知”）不报。",),
    wrong=(
        Correction(
            paper(kind="notice", title="关于《做好防汛工作》的通知"),
            paper(kind="notice", title="关于做好防汛工作的通知"),
        ),
        Correction(
            paper(kind="notice", title="关于印发明川县会议管理办法的通知"),
            paper(kind="notice", title="关于印发《明川县会议管理办法》的通知"),
        ),
        Correction(
            paper(kind="notice", title="关于做好防汛，确保安全度汛的通知"),
            paper(kind="notice", title="关于做好防汛工作确保安全度汛的通知"),
        ),
    ),
    good=(
        paper(kind="notice", title="关于印发《明川县会议管理办法》的通知"),
        paper(kind="notice", title="关于贯彻落实《公务接待管理办法》有关事项的通知"),
        paper(kind="notice", title="关于印发2026年工作要点的通知"),
    ),
)

_MATTER = re.compile(
    r"关于《(?P<matter>(?:做好|加强|开展|召开|进一步|切实|认真|调整|成立|举办|组织|申请|申报|解决|商请|报送|表彰|推进|落实|规范)[^《》]{2,40})》的"
)
_BARE = re.compile(
    r"关于(?:印发|发布|公布|颁布)(?P<name>[^《》“”]{2,40}?(?:管理办法|暂行办法|实施办法|办法|规定|条例|实施细则|细则|规则|章程))(?:（[^（）]{2,6}）)?的(?:通知|公告|决定)"
)
_MARK = re.compile(r"[，。；！？]")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for passage in manuscript.of_role(Role.TITLE):
        text = passage.text
        if match := _MATTER.search(text):
            start, end = match.start("matter") - 1, match.end("matter") + 1
            yield passage.hit(start, end, match["matter"], "事由不加书名号。")
        if match := _BARE.search(text):
            name = match["name"]
            yield passage.hit(match.start("name"), match.end("name"), f"《{name}》", "印发的规范性文件名称加书名号。")
        for mark in _MARK.finditer(text, 0, max(0, len(text) - 1)):
            if "关于" in text and not re.search(r"《[^》]*$", text[: mark.start()]):
                yield passage.hit(mark.start(), mark.end(), reason="标题中一般不用点号。")
