"""Articles that the law cited does not have, and laws that the base says are no longer in force."""

import re
from collections.abc import Iterator

from zhongshu.lib.numerals import to_int

from ...base import Entry, EntryKind
from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="policy.law_articles",
    gate=Gate.POLICY,
    level=Level.MUST,
    title="引用的法律没有这一条",
    why="这部法律法规的现行文本没有这么多条，条号多半抄错了，或者引的是旧文本。",
    basis="法律法规库所载现行文本",
    since="0.2",
    confidence=0.93,
    exceptions=("写明“原”或者年份的旧文本（“《行政处罚法》（1996年）”）不查。",),
    wrong=(
        Correction("依照《中华人民共和国档案法》第九十五条的规定。", "依照《中华人民共和国档案法》第四十五条的规定。"),
        Correction("《党政机关公文处理工作条例》第51条", "《党政机关公文处理工作条例》第15条"),
    ),
    good=(
        "依照《中华人民共和国民法典》第一千二百六十条、《行政处罚法》第八十六条。",
        "《明川县档案管理办法》第九十五条",
    ),
)

_CITED = re.compile(
    r"(?P<former>原)?《(?:中华人民共和国)?(?P<law>[^《》\n]{2,30})》(?P<year>（\d{4}年[^）\n]{0,12}）)?(?P<after>第(?P<article>[一二三四五六七八九十百千零〇\d]{1,9})条)?"
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    laws = {law.name.removeprefix("中华人民共和国"): law for law in manuscript.base.of(EntryKind.LAW)}
    if "《" not in manuscript.text:
        return
    for match in _CITED.finditer(manuscript.text):
        law = laws.get(match["law"])
        if law is None or match["former"] or match["year"]:
            continue
        if law.until:
            yield from _repealed(manuscript, law, match)
        article = to_int(match["article"] or "")
        if article and law.value and article > int(law.value):
            reason = f"《{law.name}》现行文本共{law.value}条，没有第{match['article']}条。"
            yield Hit(match.start("after"), match.end("after"), reason=reason)


def _repealed(manuscript: Manuscript, law: Entry, match: re.Match[str]) -> Iterator[Hit]:
    end = law.until
    day = manuscript.document_date
    if (
        end is None
        or (day and day < end)
        or re.match(r"[^。\n]{0,40}(?:废止|失效)", manuscript.text[match.end() :][:60])
    ):
        return
    suggestion = f"《{law.detail}》" if law.detail else None
    reason = f"《{law.name}》自{end.year}年{end.month}月{end.day}日起废止。"
    yield Hit(match.start(), match.end("law") + 1, suggestion, reason, Level.SHOULD)
