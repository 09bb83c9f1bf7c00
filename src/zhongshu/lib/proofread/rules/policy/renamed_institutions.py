"""Institutions of the State that were renamed or abolished."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...renaming import used_today
from ...rule import Card, Correction
from ...sample import paper
from ...spans import inside, titled_spans

card = Card(
    id="policy.renamed_institutions",
    gate=Gate.POLICY,
    level=Level.SHOULD,
    title="机构已经更名或撤销",
    why="机构改革后名称、职责已经变动，行文应当用现在的名称。职责分到几家的，或者一句里会重复的，要由人核对，不直接替换。",
    basis="《深化党和国家机构改革方案》（2018年）；《党和国家机构改革方案》（2023年）",
    since="0.1",
    confidence=0.88,
    exceptions=("写明“原”的、叙述机构改革前的事的，可以保留；成文日期在改革之前的，不报。",),
    wrong=(
        Correction(
            "按照银保监会、国土资源部要求，报国务院法制办公室备案", "按照金融监管总局、自然资源部要求，报司法部备案"
        ),
        Correction(
            paper(body="由国家工商总局认定。", date="2026-09-14"),
            paper(body="由市场监管总局认定。", date="2026-09-14"),
        ),
    ),
    good=(
        "原国土资源部、县环境保护部门、市文化部门，卫生健康委",
        paper(body="由国家工商总局认定。", date="2017-09-14"),
    ),
)
REFORM_2018, REFORM_2021, REFORM_2023 = date(2018, 3, 21), date(2021, 2, 25), date(2023, 3, 16)
_FORMER, _HAN = "(?<!原)", r"(?<![\u3400-\u9fff])"
_STATE = r"(?<!原国家)(?:国家)?"


@dataclass(frozen=True)
class Renamed:
    """``name`` is a regular expression; ``successor`` where one body took over all of it."""

    name: str
    since: date
    reason: str
    successor: str | None = None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The name where it is not said to be the former one."""
        return re.compile(_FORMER + self.name)


RENAMED = (
    Renamed(
        r"(?<!原中国)(?:中国)?(?:银保监会|银监会|保监会)(?!、证监会改革)",
        REFORM_2023,
        "2023年组建国家金融监督管理总局，不再保留银保监会（2018年由银监会、保监会合并组建）。",
        "金融监管总局",
    ),
    Renamed(
        _STATE + "(?:工商总局|工商行政管理总局)",
        REFORM_2018,
        "2018年组建国家市场监督管理总局，不再保留工商总局。",
        "市场监管总局",
    ),
    Renamed(
        _STATE + "(?:质检总局|质量监督检验检疫总局)",
        REFORM_2018,
        "2018年不再保留质检总局：质量监督、标准、认证认可职责划入市场监管总局，出入境检验检疫划入海关总署，请核对应当写哪一家。",
    ),
    Renamed(
        _STATE + "(?:食品药品监管总局|食品药品监督管理总局)",
        REFORM_2018,
        "2018年不再保留食品药品监管总局：食品归市场监管总局，药品、医疗器械、化妆品归国家药监局，请核对应当写哪一家。",
    ),
    Renamed(
        _STATE + "(?:安监总局|安全生产监督管理总局)",
        REFORM_2018,
        "2018年组建应急管理部，不再保留国家安全生产监督管理总局。",
        "应急管理部",
    ),
    Renamed("国土资源部(?!门)", REFORM_2018, "2018年组建自然资源部，不再保留国土资源部。", "自然资源部"),
    Renamed(
        rf"(?:{_STATE}卫生和计划生育委员会|国家卫生计生委|国家卫计委)",
        REFORM_2018,
        "2018年组建国家卫生健康委员会。",
        "国家卫生健康委",
    ),
    Renamed(
        _HAN + "环境保护部(?![门分队长])",
        REFORM_2018,
        "2018年组建生态环境部，不再保留环境保护部。",
        "生态环境部",
    ),
    Renamed(
        "国务院扶贫办(?:公室)?",
        REFORM_2021,
        "国务院扶贫办2021年改为国家乡村振兴局，2023年起由农业农村部加挂国家乡村振兴局牌子。",
    ),
    Renamed(
        rf"(?:国家旅游局|{_HAN}文化部(?=、|和|等|办公厅|关于|令))",
        REFORM_2018,
        "2018年组建文化和旅游部，不再保留文化部、国家旅游局。",
        "文化和旅游部",
    ),
    Renamed(
        "国务院法制办(?:公室)?",
        REFORM_2018,
        "2018年重新组建司法部，不再保留国务院法制办公室。",
        "司法部",
    ),
    Renamed(
        "新闻出版广电总局",
        REFORM_2018,
        "2018年不再保留国家新闻出版广电总局，组建国家广播电视总局，新闻出版、电影工作由中央宣传部管理。",
    ),
)
_END = re.compile(r"[。；！？\n]")
_ANY = re.compile("监会|总局|国土资源部|计划生育委员会|计生委|卫计委|环境保护部|扶贫办|国家旅游局|文化部|法制办")
"""Part of every name: most texts have none."""


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    if not _ANY.search(text):
        return
    titles, ends = titled_spans(manuscript), [-1, *(match.start() for match in _END.finditer(text)), len(text)]
    found = [
        (match, renamed, bisect_left(ends, match.start()))
        for renamed in RENAMED
        for match in used_today(manuscript, renamed.pattern, renamed.since)
        if not inside(titles, *match.span())
    ]
    named = Counter((sentence, renamed.successor) for _, renamed, sentence in found)
    for match, renamed, sentence in found:
        name = renamed.successor
        if name and (named[sentence, name] > 1 or text.find(name, ends[sentence - 1] + 1, ends[sentence]) >= 0):
            yield Hit(match.start(), match.end(), reason=f"{renamed.reason}本句会重复“{name}”，请一并改写。")
        else:
            yield Hit(match.start(), match.end(), name, renamed.reason)
