"""One person has one post and one spelling all through a paper."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="facts.people",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="同一个人的职务、姓名前后不一致",
    why="同一个人前面是正职后面是副职，或者同一职务下姓名只差一个字，至少有一处写错。",
    basis="本文前后文",
    since="0.1",
    confidence=0.85,
    wrong=(
        Correction(
            "县长陈志远主持会议。会议结束时，副县长陈志远讲话。", "县长陈志远主持会议。会议结束时，县长陈志远讲话。"
        ),
        Correction("县长陈志远主持会议，县长陈志运讲话。", "县长陈志远主持会议，县长陈志远讲话。"),
    ),
    good=(
        "县长陈志远主持会议，副县长罗文斌、宋国平出席，县长陈志远讲话。",
        "副县长张伟主持，副县长张军讲话，县委副书记、县长陈志远出席。",
    ),
)

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金"
    "韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤"
)
_PERSON = re.compile(
    rf"(?P<deputy>副?)(?P<post>书记|省长|市长|县长|区长|镇长|乡长|局长|主任|科长|处长|部长|厅长|秘书长)"
    rf"(?P<name>[{_SURNAMES}][一-龥]{{1,2}}?)"
    r"(?=[、，。；：（）]|主持|出席|讲话|指出|强调|同志|作|在|参加|致辞|汇报|带队|率队|到|表示|回答|介绍|要求|听取|前往|调研|检查|$)",
    re.MULTILINE,
)
_FULL = 3
"""Only full names of three characters are compared by spelling: 张伟 and 张军 are two people."""


def find(manuscript: Manuscript) -> Iterator[Hit]:
    posts: dict[str, dict[str, str]] = {}
    holders: dict[tuple[str, str], str] = {}
    for match in _PERSON.finditer(manuscript.text):
        name, post, rank = match["name"], match["post"], match["deputy"] or "正"
        known = posts.setdefault(name, {}).setdefault(post, rank)
        if known != rank:
            before = post if known == "正" else f"副{post}"
            yield Hit(match.start(), match.end("name"), reason=f"前面{name}的职务是“{before}”。")
        holder = holders.setdefault((rank, post), name)
        if _one_character_off(holder, name):
            yield Hit(match.start("name"), match.end("name"), reason=f"前面写作“{holder}”，请核对姓名。")


def _one_character_off(one: str, other: str) -> bool:
    if len(one) != _FULL or len(other) != _FULL or one[0] != other[0]:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1
