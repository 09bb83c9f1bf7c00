"""A character or word typed twice in a row."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="language.doubled_words",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="字词重复",
    why="同一个字词连着打了两遍。",
    basis="现代汉语语法通例",
    since="0.1",
    confidence=0.9,
    exceptions=("“研究研究”“一个一个”这类重叠式是正常用法，不报。", "“目的的”“存在在”中前一个字属于前面的词，不报。"),
    wrong=(
        Correction("切实做好防汛的的各项工作", "切实做好防汛的各项工作"),
        Correction("请各单位单位认真组织实施", "请各单位认真组织实施"),
        Correction("为了进一步进一步加强管理", "为了进一步加强管理"),
        Correction("这是是今年的重点", "这是今年的重点"),
    ),
    good=(
        "以营利为目的的活动，存在在线办理和和平解决，为了了解情况，受不了了",
        "实实在在，家家户户，大家讨论讨论、研究研究，一个一个地查，本规定规定的情形，构建共建共治共享格局",
        "恭喜恭喜，大家庆祝庆祝，说着说着天就黑了，掂量掂量自己的责任",
    ),
)

_PARTICLES = {
    # char: (what may stand before the pair as one word with its first half, what may follow as one word with its second)
    "的": ("目标有", "确士"),
    "了": ("不", "解结断却不然事如"),
    "和": ("总饱缓温柔平随共调中", "平谐睦解美善气田县颐"),
    "与": ("参给赠", "会时日其众否"),
    "及": ("以涉普波提触顾危惠埃谈遍累论", "时早其格第"),
    "在": ("实存现所正旨潜内外好自健", "线校册职建岗读场座于家位地途押逃室"),
    "将": ("即必大", "来军士要近会领"),
    "把": ("一", "关握控手脉"),
    "从": ("服遵自听顺盲无跟随", "而事业严重轻未来此宽容军快优简"),
    "于": ("", "田都洪"),
    "是": ("求于还就但只总凡正也或若要国都不又却乃便", "否非"),
    "要": ("需重主必只首摘纪概简扼将", "求素点件约害么闻紧不塞领"),
    "由": ("理自事缘案因", "于此衷来"),
    "就": ("成造", "业是地读医近餐要此绪职任诊高学"),
    "都": ("首成古之于国丰京新", "市江督匀"),
    "也": ("", ""),
    "其": ("尤与极及", "他中余它间实次二三人"),
    "该": ("应本", ""),
    "并": ("合吞兼一归", "且购联网轨重列发存入行处非案"),
    "或": ("抑", "者许然是有"),
    "而": ("从因然反进继时转故", "且是言已立今"),
}
_PARTICLE = re.compile(f"([{''.join(_PARTICLES)}])\\1")
_WORD = re.compile(r"(?P<word>[一-鿿]{2,6})(?P=word)")
_REDUPLICATED = frozenset(
    re.findall(
        "..",
        "研究讨论考虑学习了解检查商量思考反思总结活动休息锻炼打听琢磨合计收拾整理介绍交流沟通比较参观体会教育帮助支持照顾"
        "清理观察尝试认识见识锤炼"
        "恭喜庆祝欢迎感谢拜托高兴热闹放松享受练习复习体验回忆回味反省分享打扮打扫欣赏请教安慰鼓励关心熟悉解释教训准备商议"
        "指点凉快快活开心轻松清醒运动"
        "掂量梳理盘点走动磨合观摩推敲斟酌历练磨炼磨练体味品味回顾探讨摸索估量权衡盘算点评修补保养调理调养劝解劝说开导问候看望关照"
        "念叨唠叨絮叨嘀咕咕嘟哗啦轰隆滴答嘀嗒叮当扑通噼啪咔嚓呼噜哼哧"
        "提醒敲打鞭策激励料理打理畅想设想感受感悟领会领悟领略端详打量审视聆听倾听品尝游览体谅谅解将就凑合应付溜达散步",
    )
)
"""Verbs that are doubled on purpose."""

_MEETING = frozenset(
    re.findall("..", "规定年度出版设计定罪出租代表组织装箱保管建共业创测预级分用信权同强自理处")
    + re.findall("...", "申请人接受人行政区对企业等教育会委员有土地")
)
"""Words, or ends and beginnings of words, that meet by chance: 本规定规定, 集装箱装箱, 构建|共建|共治, 企业|创业|创新."""
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    for match in _PARTICLE.finditer(text):
        before, after = _PARTICLES[match[1]]
        left, right = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        tripled = match[1] in (left, right)
        if not tripled and (not left or left not in before) and (not right or right not in after):
            yield Hit(match.start(), match.end(), match[1], f"“{match[1]}”字重复。")
    for match in _WORD.finditer(text):
        if not _on_purpose(match["word"]):
            yield Hit(match.start(), match.end(), match["word"], f"“{match['word']}”重复。")


def _on_purpose(word: str) -> bool:
    """一个一个, 的水的水 (…的水的水质), 走着走着, 家家家家, and what ``_REDUPLICATED`` holds."""
    return (
        word[0] in "一的"
        or word[1:] in {"着", "著"}
        or word in {"人一", "很紧"}
        or len(set(word)) == 1
        or word in _REDUPLICATED | _MEETING
    )
