"""Slogans and measures whose time is over, said as if they were still to be done."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="politics.expired_slogans",
    gate=Gate.POLITICS,
    level=Level.SHOULD,
    title="过时的口号、提法",
    why="这个目标已经实现，或者已有新的表述，作为当前任务来写就过时了。",
    basis="党的十九大、二十大报告；习近平同志在庆祝中国共产党成立100周年大会上的讲话等",
    since="0.2",
    confidence=0.85,
    exceptions=(
        "成文日期在新表述之前的不报；没有成文日期的文稿降为“请斟酌”。",
        "引用历史文献、叙述当时情况的可以保留。",
    ),
    wrong=(
        Correction(
            paper(body="为全面建成小康社会而努力奋斗。", date="2026-03-01"),
            paper(body="为全面建设社会主义现代化国家而努力奋斗。", date="2026-03-01"),
        ),
        Correction("坚决打赢脱贫攻坚战，做好建档立卡贫困户帮扶。", "巩固拓展脱贫攻坚成果，做好脱贫户帮扶。"),
    ),
    good=(
        "全面建成小康社会的目标已经实现，打赢了脱贫攻坚战。",
        paper(body="坚决打赢脱贫攻坚战。", date="2019-03-01"),
    ),
)


@dataclass(frozen=True)
class _Slogan:
    pattern: re.Pattern[str]
    since: datetime.date
    suggestion: str | None
    reason: str


def _slogan(pattern: str, since: str, suggestion: str | None, reason: str) -> _Slogan:
    return _Slogan(re.compile(pattern), datetime.date.fromisoformat(since), suggestion, reason)


_SLOGANS = (
    _slogan(
        r"(?:(?<=为)|(?<=夺取))(?:决胜)?全面建成小康社会(?=而|努力|奋斗|新胜利|伟大胜利)|(?:确保)?(?:如期|决胜)全面建成小康社会(?!取得|之后|以来)",
        "2021-07-01", "全面建设社会主义现代化国家", "2021年7月1日已宣告全面建成小康社会。",
    ),
    _slogan(r"全面建设小康社会(?!的历史|取得)", "2012-11-08", "全面建设社会主义现代化国家", "党的十八大起的提法是“全面建成小康社会”，这一目标2021年已经实现。"),
    _slogan(
        r"(?:坚决|全力|奋力|决战决胜|确保|如期)(?:打赢|打好)脱贫攻坚战|决战决胜脱贫攻坚(?!表彰|取得|以来)",
        "2021-02-25", "巩固拓展脱贫攻坚成果", "2021年2月25日已宣告脱贫攻坚战取得全面胜利。",
    ),
    _slogan(r"建档立卡贫困(?:户|人口|村)(?!已|全部|的退出)", "2021-02-25", None, "现行标准下农村贫困人口已全部脱贫，现称“脱贫户”“脱贫人口”“脱贫村”。"),
    _slogan(r"(?:严格)?(?:落实|执行|坚持)计划生育(?:的)?基本国策|一对夫妇只?生育一个(?:孩子|子女)|晚婚晚育", "2021-08-20", None, "2021年8月20日起实施三孩生育政策。"),
    _slogan(r"人民日益增长的物质文化需要同落后的社会生产之间的矛盾", "2017-10-18", "人民日益增长的美好生活需要和不平衡不充分的发展之间的矛盾", "党的十九大对社会主要矛盾作了新的表述。"),
    _slogan(r"(?:深入|扎实|认真|继续)?开展(?:党的)?(?:群众路线教育实践活动|“三严三实”专题教育|保持共产党员先进性教育活动)", "2016-02-28", None, "这项集中教育已经结束。"),
    _slogan(r"坚持又快又好发展|实现又快又好发展", "2006-12-07", "坚持高质量发展", "“又快又好”2006年改为“又好又快”，现为“高质量发展”。"),
    _slogan(r"(?:加快|推进|建设)社会主义新农村建设?(?!以来)", "2017-10-18", "推进乡村全面振兴", "党的十九大起实施乡村振兴战略。"),
    _slogan(r"“?动态清零”?总方针(?!期间)|(?:坚持|落实)“外防输入、内防反弹”", "2023-01-08", None, "2023年1月8日起对新型冠状病毒感染实施“乙类乙管”。"),
)  # fmt: skip


def find(manuscript: Manuscript) -> Iterator[Hit]:
    day = manuscript.document_date
    for slogan in _SLOGANS:
        if day and day < slogan.since:
            continue
        level = Level.SHOULD if day else Level.CONSIDER
        for match in slogan.pattern.finditer(manuscript.text):
            yield Hit(match.start(), match.end(), slogan.suggestion, slogan.reason, level)
