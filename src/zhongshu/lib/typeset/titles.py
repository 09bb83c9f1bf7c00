"""Breaking a title into lines: at word boundaries, in 梯形 or 菱形 (GB/T 9704-2012 §7.3.1)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import combinations, pairwise

import jieba

TITLE_CHARACTERS = 19
"""Characters of 2号 a title line takes at most; 20 would touch both edges of the type area."""

_NO_START = "的地得和与及或等了着过、，。；：！？）》”’〉」』】"
_NO_END = "（《“‘〈「『【和与及或对向在将把被为"
_KEEP_TOGETHER = re.compile(
    r"《[^》]{1,18}》|“[^”]{1,12}”|（[^）]{1,12}）|〔\d+〕\d*号?|[0-9A-Za-z.%％]+[年月日号个条项]?"
)
_OFFICE_WORDS = [
    "发展改革委",
    "发展和改革委员会",
    "市场监管局",
    "市场监督管理局",
    "农业农村局",
    "人力资源和社会保障局",
    "退役军人事务局",
    "应急管理局",
    "自然资源局",
    "住房城乡建设局",
    "卫生健康局",
    "文化和旅游局",
    "政务服务",
    "工作要点",
    "实施方案",
    "若干措施",
    "若干意见",
    "高质量发展",
    "应急预案",
    "民营经济",
    "乡村振兴",
    "安全生产",
    "营商环境",
    "一件事一次办",
    "三服务",
    "征求意见稿",
]
"""Words of offices that the dictionary tears apart."""
jieba.setLogLevel(60)


@cache
def _dictionary() -> jieba.Tokenizer:
    """The dictionary with the offices' words in it, loaded when a title first needs it: it takes most of a second."""
    tokenizer = jieba.Tokenizer()
    for word in _OFFICE_WORDS:
        tokenizer.suggest_freq(word, tune=True)
    return tokenizer


def width(text: str) -> float:
    """Width in full-width characters; Latin letters and digits count half."""
    return sum(0.5 if ord(character) < 0x2E80 and character not in "“”‘’—…" else 1 for character in text)


@lru_cache(maxsize=512)
def break_title(title: str, limit: int = TITLE_CHARACTERS) -> tuple[str, ...]:
    """Lines of a title. Breaks the drafter made are kept; every line is at most ``limit`` characters wide."""
    if "\n" in title:
        return tuple(piece for line in title.split("\n") if line.strip() for piece in break_title(line.strip(), limit))
    if width(title) <= limit:
        return (title,) if title else ()
    words = _words(title, limit)
    for count in range(2, 7):
        best = _best(words, count, limit)
        if best:
            return best
    return _greedy(words, limit)


def _words(title: str, limit: int) -> list[str]:
    """Unbreakable pieces: words, names in 《》, numbers; a piece wider than a line is cut."""
    pieces: list[str] = []
    position = 0
    for match in _KEEP_TOGETHER.finditer(title):
        pieces += _dictionary().lcut(title[position : match.start()])
        pieces += [match.group()] if width(match.group()) <= limit else list(match.group())
        position = match.end()
    pieces += _dictionary().lcut(title[position:])
    cut: list[str] = []
    for piece in pieces:
        cut += [piece] if width(piece) <= limit else list(piece)
    return cut


def _best(words: list[str], count: int, limit: int) -> tuple[str, ...]:
    places = [i for i in range(1, len(words)) if words[i][0] not in _NO_START and words[i - 1][-1] not in _NO_END[:8]]
    if len(places) > 40:
        return ()
    best: tuple[float, tuple[str, ...]] = (float("inf"), ())
    for chosen in combinations(places, count - 1):
        edges = (0, *chosen, len(words))
        rows = tuple("".join(words[a:b]).strip() for a, b in pairwise(edges))
        if max(map(width, rows)) <= limit:
            best = min(best, (_cost(rows) + sum(_tear(words[i - 1], words[i]) for i in chosen), rows))
    return best[1]


def _tear(before: str, after: str) -> float:
    """What breaking between two words costs. A single character is often half of a name the dictionary does not know
    (东|干渠); a place belongs to the organ named after it (明川县|财政局); a space between organs invites a break."""
    if before == " " or after == " ":
        return -12
    cost = 2.0 * (len(after) == 1) + 9 * (len(before) == 1 and before not in "的、）》”")
    return cost + 8 * (before[-1] in "省市县区镇乡州")


def _cost(rows: tuple[str, ...]) -> float:
    """Smaller is better: even lines, a trapezoid or diamond outline, no rectangle, no sand-glass, no short tail."""
    widths = [width(row) for row in rows]
    mean = sum(widths) / len(widths)
    cost = sum((item - mean) ** 2 for item in widths) / len(widths)
    if len(rows) == 2 and abs(widths[0] - widths[1]) < 1:
        cost += 3
    if len(rows) == 3:
        first, middle, last = widths
        diamond = middle >= max(first, last)
        slope = first > middle > last or first < middle < last
        cost += 0 if diamond or slope else 40
    cost += sum(6 for row in rows[:-1] if row[-1] in _NO_END)
    cost += sum(30 for item in widths if item < 4)
    return cost + (8 if rows[-1] in ("通知", "的通知") else 0)


def _greedy(words: list[str], limit: int) -> tuple[str, ...]:
    rows = [""]
    for word in words:
        if rows[-1] and width(rows[-1] + word) > limit:
            rows.append("")
        rows[-1] += word
    return tuple(rows)
