"""A document number belongs to one title, and a title to one number, all through a paper."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.number_title",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="文号与文件名前后不一致",
    why="同一文号对着两个文件名，或者同一文件名带着两个文号，至少有一处抄错。",
    basis="本文前后文",
    since="0.1",
    confidence=0.9,
    wrong=(
        Correction(
            "按照《会议管理办法》（明政办发〔2026〕3号）执行。《会议管理办法》（明政办发〔2026〕8号）同时印发。",
            "按照《会议管理办法》（明政办发〔2026〕3号）执行。《会议管理办法》（明政办发〔2026〕3号）同时印发。",
        ),
        Correction(
            "按照《会议管理办法》（明政办发〔2026〕3号）和《公文处理办法》（明政办发〔2026〕3号）执行。",
            "按照《会议管理办法》（明政办发〔2026〕3号）和《公文处理办法》（明政办发〔2026〕5号）执行。",
        ),
    ),
    good=("按照《会议管理办法》（明政办发〔2026〕3号）和《公文处理办法》（明政办发〔2026〕5号）执行。",),
)

_PAIR = re.compile(r"《(?P<title>[^《》\n]{4,80})》（(?P<number>[一-龥]{2,10}〔\d{4}〕\d+号)(?=[，；）])")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    title_of: dict[str, str] = {}
    number_of: dict[str, str] = {}
    for match in _PAIR.finditer(manuscript.text):
        title, number = match["title"], match["number"]
        known_title, known_number = title_of.setdefault(number, title), number_of.setdefault(title, number)
        if known_number != number:
            reason = f"前面《{title}》的文号写作{known_number}。"
            yield Hit(match.start("number"), match.end("number"), reason=reason)
        elif known_title != title and known_title not in title and title not in known_title:
            yield Hit(match.start("title"), match.end("title"), reason=f"前面{number}是《{known_title}》。")
