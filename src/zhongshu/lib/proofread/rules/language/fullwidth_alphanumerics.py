"""Full-width digits and letters."""

import re
import unicodedata
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="language.fullwidth_alphanumerics",
    gate=Gate.LANGUAGE,
    level=Level.SHOULD,
    title="全角数字、字母",
    why="阿拉伯数字、拉丁字母用半角；全角的会在行末断开，也检索不到。",
    basis="GB/T 15835—2011《出版物上数字用法》5.1.6",
    since="0.1",
    confidence=0.97,
    wrong=(Correction("２０２６年增长５．５％", "2026年增长5.5%"), Correction("Ａ角、Ｂ角", "A角、B角")),
    good=("2026年增长5.5%，“A角”“B角”",),
)

_RUN = re.compile(r"[０-９Ａ-Ｚａ-ｚ](?:[０-９Ａ-Ｚａ-ｚ]|[．，／－](?=[０-９])|％)*")
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for match in _RUN.finditer(manuscript.text):
        yield Hit(match.start(), match.end(), unicodedata.normalize("NFKC", match.group()))
