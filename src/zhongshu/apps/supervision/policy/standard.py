"""Is a standard measurable: can two people who look at the same thing agree that it is done?"""

import re
from dataclasses import dataclass

#: What can be counted, dated or shown.
_MEASURES = re.compile(
    r"\d|[一二三四五六七八九十百千万两半]+(?:个|项|次|家|户|人|名|份|件|处|条|座|公里|亩|天|月|年|成|倍|遍|批)|百分之|全部|全覆盖|"
    r"印发|出台|报送|上报|提交|形成|制定|编制|完成(?:整改|验收|建设|签约|招标|备案|审批|登记|拆除|搬迁|入库|清退|发放|培训|公示)|"
    r"通过(?:验收|审查|评审|审议)|验收|开工|竣工|完工|建成|投用|投产|投入使用|通车|通水|供水|供气|挂牌|签订|签约|取得|拿到|批复|"
    r"销号|清零|到位|上线|运行|开放|开园|入驻|拨付|兑付|答复|办结|整改完毕|关停|拆除|恢复|公布|公示|备案|归档|清单|名单|方案|报告|台账|合同|证书"
)
#: Words that say nothing of when it is done.
_EMPTY = (
    "高度重视", "切实加强", "进一步", "积极推进", "扎实推进", "有效推进", "有力推进", "稳步推进", "持续推进", "加大力度",
    "抓好落实", "狠抓落实", "认真落实", "尽快", "及时", "适时", "明显改善", "显著提升", "不断", "努力", "力争", "妥善", "到最好",
)  # fmt: skip
_SHORTEST = 4


@dataclass(frozen=True, slots=True)
class Judgement:
    """``measurable``, and if not, ``why``. ``empty``: words in it that say nothing."""

    measurable: bool
    why: str = ""
    empty: tuple[str, ...] = ()


def judge(standard: str) -> Judgement:
    """What a standard is worth."""
    text = re.sub(r"\s", "", standard)
    empty = tuple(word for word in _EMPTY if word in text)
    if len(text) < _SHORTEST:
        return Judgement(False, "标准太短，看不出办到什么程度算完成", empty)
    if _MEASURES.search(text):
        return Judgement(True, "", empty)
    said = f"只有“{'、'.join(empty)}”这样的话，" if empty else ""
    return Judgement(False, f"{said}没有可以核对的数量、成果或状态", empty)
