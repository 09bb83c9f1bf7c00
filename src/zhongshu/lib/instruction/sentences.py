"""An instruction split into sentences, each with what it does: order, agree, note as read, or inform."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Said(StrEnum):
    """What a sentence does; ``label`` is the office's word for it."""

    ORDER = "order"
    CONSENT = "consent"
    READ = "read"
    INFORMATION = "information"

    @property
    def label(self) -> str:
        return {"order": "交办", "consent": "同意", "read": "阅知", "information": "说明"}[self.value]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text[start:end]`` of the instruction. The sentences lie end to end: joined they are the whole text."""

    start: int
    end: int
    text: str
    said: Said


# A sentence ends at its mark with the closing quotes behind it, or where the line does.
_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)》]*|\n|$)\s*")

#: Doing something about it. 阅 with one of these behind it (阅处 阅办 阅研) is an order, not a reading.
_DOING = (
    "办理|办好|办结|处理|处置|落实|研究|研处|阅研|阅处|阅办|研办|牵头|组织|督促|督办|督查|跟踪|协调|协同|配合|核实|核查|调查|查清|查明|摸清|"
    "排查|整改|整治|解决|推进|推动|抓好|抓紧|抓实|做好|做实|制定|制订|拟定|起草|拟出|提出|形成|报送|上报|报来|报告|反馈|回复|答复|安排|部署|"
    "会商|商议|通知|通报|转发|传达|学习借鉴|完善|加强|加快|加大|确保|防止|防范|严查|严肃|追究|问责|汇总|梳理|论证|对接|衔接|争取|支持|保障|"
    "妥善|妥处|负责|承办|主办|约谈|暗访|回访|公开|公示|验收|评估|测算|储备|统筹|启动|开展|实施|执行|贯彻|签|改|写|发|送|"
    "前报|报(?:我|县|市|省|办|党|常|批|审|备|结果|方案|情况)"
)
_ASKING = re.compile(
    rf"(?:请|由|责成|责令|要求|希望|望|要|须|需|应|可|务必|必须|立即|尽快|抓紧|限).{{0,40}}?(?:{_DOING})", re.S
)
_BARE_ORDER = re.compile(
    r"^(?:务必|必须|抓紧|尽快|立即|马上|速|认真|切实|妥善|严肃|督促|限期|进一步|高度重视|加强|加快|做好|抓好|落实)"
)
_READING = re.compile(
    r"^(?:已?阅|圈阅|已?悉|知悉|阅知|请.{1,20}?(?:传)?阅(?:知|示)?|(?:转|送|呈).{1,16}?阅(?:知)?)[。！；;!\s]*$"
)
_CONSENT = re.compile(
    r"^(?:拟?同意|原则同意|赞成|可行?|可以|照办|照此办理|按此办理|就这样办?|按.{1,12}意见(?:办|办理)?)"
)
_REFUSING = re.compile(r"不同意|不宜|暂不|缓议|不予")


def sentences(text: str) -> tuple[Sentence, ...]:
    """The sentences of an instruction in order; blank ones belong to the sentence before them."""
    cuts: list[int] = []
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            cuts.append(match.end())
    if not cuts:
        return ()
    starts = [0, *cuts[:-1]]
    ends = [*cuts[:-1], len(text)]
    return tuple(
        Sentence(start, end, text[start:end], said(text[start:end])) for start, end in zip(starts, ends, strict=True)
    )


def said(sentence: str) -> Said:
    """What one sentence does. An order wins over the consent it begins with: 同意，请财政局落实。"""
    words = sentence.strip()
    if _READING.search(words):
        return Said.READ
    if _REFUSING.search(words) is None and (_ASKING.search(words) or _BARE_ORDER.search(words)):
        return Said.ORDER
    return Said.CONSENT if _CONSENT.search(words) else Said.INFORMATION
