"""Short names: declared once, before they are used, and then used."""

import re
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="facts.short_names",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="简称先用后说、说了不用或者一名两用",
    why="使用非规范化简称，应当先用全称并注明简称，以后就用简称；一个简称只能代表一个全称。",
    basis="《党政机关公文处理工作条例》第十九条；公文写作通例",
    since="0.2",
    confidence=0.85,
    wrong=(
        Correction(
            "成立县防汛指挥部（以下简称“县防指”）。县防汛办（以下简称“县防指”）设在水利局。县防指要值守。",
            "成立县防汛指挥部（以下简称“县防指”）。县防汛办（以下简称“县防办”）设在水利局。县防指、县防办要值守。",
        ),
        Correction(
            paper(body="县防指要加强值守。\n成立县防汛抗旱指挥部（以下简称“县防指”）。\n县防指办公室设在水利局。"),
            paper(body="成立县防汛抗旱指挥部（以下简称“县防指”）。\n县防指要加强值守，办公室设在水利局。"),
        ),
        Correction(
            paper(body="成立县防汛抗旱指挥部（以下简称“县防指”）。\n指挥部办公室设在水利局。"),
            paper(body="成立县防汛抗旱指挥部（以下简称“县防指”）。\n县防指办公室设在水利局。"),
        ),
    ),
    good=(
        "成立县防汛抗旱指挥部（以下简称“县防指”），县防指要加强值守。",
        "根据《明川县会议管理办法》（以下简称《办法》），按照《办法》执行。",
    ),
)

_DECLARED = re.compile(
    r"[（(](?:以下(?:统|均)?简称|下称|以下称|统称|简称)[：:为]?(?P<name>“[^“”\n]{1,16}”|《[^《》\n]{1,16}》|[一-龥]{2,12})[）)]"
)
_FULL = re.compile(r"(?:《[^《》\n]{2,60}》|[一-龥]{4,30})(?:（[^（）\n]{1,30}）)?$")


def find(manuscript: Manuscript) -> Iterator[Hit]:
    text = manuscript.text
    declared: dict[str, tuple[int, str]] = {}
    for match in _DECLARED.finditer(text):
        short = match["name"].strip("“”")
        full = _full_before(text, match.start())
        if short in declared and full and declared[short][1] and not _same(full, declared[short][1]):
            reason = f"前面“{short}”已经代表“{declared[short][1]}”。"
            yield Hit(match.start("name"), match.end("name"), reason=reason)
            continue
        declared.setdefault(short, (match.start(), full))
        if manuscript.whole:
            yield from _use(text, match, short)


def _same(one: str, other: str) -> bool:
    return one.endswith(other) or other.endswith(one)


def _full_before(text: str, end: int) -> str:
    match = _FULL.search(text, max(0, end - 64), end)
    return match.group() if match else ""


def _use(text: str, match: re.Match[str], short: str) -> Iterator[Hit]:
    bare = short.strip("《》")
    if len(bare) < 2 or not bare:
        return
    used = short if short.startswith("《") else bare
    if used not in text[match.end() :]:
        yield Hit(match.start("name"), match.end("name"), reason=f"后文没有用到“{bare}”，不必说明简称。")
    first = text.find(used)
    full = _full_before(text, match.start())
    if len(bare) >= 3 and 0 <= first < match.start() - len(full) and not full.endswith(bare):
        reason = f"“{bare}”在这里先用了，到后面才说明；应在第一次出现时说明。"
        yield Hit(first, first + len(used), reason=reason)
