"""What each gate stands for and what its signer has to look at, for the sign-off record."""

from __future__ import annotations

from dataclasses import dataclass

from .finding import Gate


@dataclass(frozen=True, slots=True)
class GateDescription:
    """One gate: its name, the question it answers, and the checklist its signer goes through."""

    gate: Gate
    name: str
    question: str
    checklist: tuple[str, ...]


_DESCRIPTIONS = (
    GateDescription(
        Gate.POLITICS,
        "政治关",
        "方向对不对，提法准不准？",
        (
            "与党的理论和路线方针政策一致，与上级党委、政府的决策部署一致",
            "重要论断、固定提法用最新最全的规范表述，次序和引号无误",
            "引用领导同志讲话、批示与原文一致，可以公开引用",
            "领导同志姓名、职务、排序准确",
            "涉及港澳台、民族、宗教、主权和领土的表述符合规定",
            "没有歧视、贬损、渲染性的用语，没有过时的口号",
        ),
    ),
    GateDescription(
        Gate.POLICY,
        "政策关",
        "合不合法，有没有依据，能不能办到？",
        (
            "与现行法律法规、上级文件和本机关已发文件不抵触",
            "引用的法律、文件现行有效，名称、文号、条款准确",
            "措施有依据、有条件、有责任单位、有时限，没有超越职权",
            "涉及其他单位职权的事项已经会签，重大事项已按程序决策",
            "行文关系、文种符合规定，报告不夹带请示，请示一文一事",
            "定密、公开属性恰当",
        ),
    ),
    GateDescription(
        Gate.FACTS,
        "事实关",
        "人、事、时、地、数有没有出处，前后对不对得上？",
        (
            "人名、地名、单位名、职务逐一核对原始材料",
            "日期存在，与星期相符，先后顺序合理，时限在成文日期之后",
            "数据有来源、同口径，合计、比重、增幅重新算过",
            "“以下几项”与所列项数一致",
            "同一事项前后说法一致，附件与正文一致",
            "引文、文号、会议名称与原件核对",
        ),
    ),
    GateDescription(
        Gate.FORMAT,
        "格式关",
        "要素齐不齐，样式合不合国家标准？",
        (
            "版头、主体、版记要素齐全，位置正确",
            "标题由发文机关、事由、文种组成，文种恰当，主送机关准确",
            "结构层次依次用“一、”“（一）”“1.”“（1）”，序号不跳不重",
            "附件说明与附件的顺序、名称一致",
            "发文字号、成文日期用规范写法，印章与署名一致",
            "密级、紧急程度、签发人、份号按规定标注",
        ),
    ),
    GateDescription(
        Gate.LANGUAGE,
        "语言关",
        "通不通，准不准，简不简？",
        (
            "没有错别字、漏字、多字、颠倒字，没有重复的句段",
            "标点、数字、计量单位用法规范，引号、书名号、括号成对",
            "词语搭配得当，句子成分完整，没有歧义",
            "长句拆短，空话套话删去，简称先说明后使用",
            "没有待补的空白和批注",
        ),
    ),
)


def describe_gates() -> tuple[GateDescription, ...]:
    """The five gates in the order they are passed."""
    return _DESCRIPTIONS
