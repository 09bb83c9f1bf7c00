"""Numbers and titles of papers issued earlier, as the register has them."""

import re
from collections.abc import Iterator

from ...base import Base, Issued
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

_BASE = Base(papers=(Issued("明政办发〔2026〕3号", "关于印发明川县会议管理办法的通知"),))

card = Card(
    id="facts.earlier_papers",
    gate=Gate.FACTS,
    level=Level.MUST,
    title="引用的文号与已发文件不符",
    why="发文登记里，这个文号是另一份文件，或者这份文件是另一个文号。",
    basis="本机关发文登记",
    since="0.2",
    confidence=0.95,
    exceptions=("发文登记里没有的、您无权知悉的文件不查。",),
    wrong=(
        Correction(
            paper(body="按照《关于印发明川县会议管理办法的通知》（明政办发〔2026〕8号）执行。", base=_BASE),
            paper(body="按照《关于印发明川县会议管理办法的通知》（明政办发〔2026〕3号）执行。", base=_BASE),
        ),
        Correction(
            paper(body="按照《关于做好防汛工作的通知》（明政办发〔2026〕3号）执行。", base=_BASE),
            paper(body="按照《关于印发明川县会议管理办法的通知》（明政办发〔2026〕3号）执行。", base=_BASE),
        ),
    ),
    good=(
        paper(body="按照《明川县会议管理办法》（明政办发〔2026〕3号）执行。", base=_BASE),
        "按照《关于做好防汛工作的通知》（明政办发〔2026〕3号）执行。",
    ),
)

PAIR = re.compile(r"《(?P<title>[^《》\n]{2,80})》[（(](?P<number>[一-龥]{2,12}〔\d{4}〕\d+号)(?=[，；）)])")
_MARKS = re.compile(r"[《》“”、，\s]|明川县人民政府办公室|^.{2,20}?(?=关于)")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    papers = manuscript.base.papers
    if not papers:
        return
    by_number = {issued.number: issued for issued in papers}
    by_title = {_bare(issued.title): issued for issued in papers}
    for match in PAIR.finditer(manuscript.text):
        title = _bare(match["title"])
        named = by_number.get(match["number"])
        if named and not _same(title, _bare(named.title)):
            reason = f"发文登记里，{named.number}是《{named.title}》。"
            yield Hit(match.start("title"), match.end("title"), reason=reason)
        elif named is None and title in by_title:
            other = by_title[title]
            reason = f"发文登记里，《{other.title}》的文号是{other.number}。"
            yield Hit(match.start("number"), match.end("number"), other.number, reason)


def _bare(title: str) -> str:
    """Without marks and without the issuer before 关于."""
    return _MARKS.sub("", title)


def _same(one: str, other: str) -> bool:
    """A title cited in short (会议管理办法) is the same paper."""
    return one in other or other in one
