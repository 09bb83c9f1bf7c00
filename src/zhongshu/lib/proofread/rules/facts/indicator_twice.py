"""One indicator of one period has one value all through a paper."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...quantities import NUMBER, Quantity, read
from ...rule import Card, Correction

card = Card(
    id="facts.indicator_twice",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="同一指标前后数值不一致",
    why="同一时期的同一指标在文中有两个数值，至少有一处写错。",
    basis="本文前后文",
    since="0.2",
    confidence=0.87,
    exceptions=("四舍五入后相同的不报。", "没有写年份的不查。"),
    wrong=(
        Correction(
            "2025年全县地区生产总值达到268.4亿元。回顾2025年，全县地区生产总值达到286.4亿元。",
            "2025年全县地区生产总值达到268.4亿元。回顾2025年，全县地区生产总值达到268.4亿元。",
        ),
    ),
    good=("2025年地区生产总值268.4亿元，2024年地区生产总值250.1亿元。2025年，地区生产总值268亿元。",),
)

_AREA = "(?:全国|全省|全市|全县|全区|我省|我市|我县|我区|全乡|全镇)?"
_NAME = (
    "地区生产总值|一般公共预算收入|一般公共预算支出|税收收入|固定资产投资|社会消费品零售总额|规模以上工业增加值|进出口总额|"
    "城镇居民人均可支配收入|农村居民人均可支配收入|居民人均可支配收入|粮食总产量|粮食播种面积|常住人口|户籍人口|"
    "常住人口城镇化率|森林覆盖率|空气质量优良率|空气质量优良天数比例|新增城镇就业|接待游客|旅游总收入"
)
_VALUE = re.compile(
    rf"(?P<year>\d{{4}}年)(?:末|底)?，?{_AREA}(?:完成|实现)?(?P<name>{_NAME})(?:完成|实现|达到|达|为|是)?"
    rf"(?P<number>{NUMBER})(?P<scale>[万亿]?)(?P<unit>元|人次|人|吨|公斤|斤|亩|[%％]|美元)"
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    known: dict[tuple[str, str, str], tuple[str, Quantity]] = {}
    for match in _VALUE.finditer(manuscript.text):
        value = read(match["number"], match["scale"])
        words = match["number"] + match["scale"] + match["unit"]
        before, was = known.setdefault((match["year"], match["name"], match["unit"]), (words, value))
        if not was.meets(value):
            reason = f"前面{match['year']}{match['name']}写作{before}。"
            yield Hit(match.start("number"), match.end(), reason=reason)
