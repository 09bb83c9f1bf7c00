"""Characters that look like ordinary ones but are not: radicals and compatibility forms from PDF copies."""

import re
import unicodedata
from collections.abc import Iterator

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction

card = Card(
    id="language.stray_characters",
    gate=Gate.LANGUAGE,
    level=Level.MUST,
    title="部首字、兼容字",
    why="这是部首区或兼容区的字符，看起来像汉字，实际是另一个编码（多来自PDF复制），检索、排版都会出错。",
    basis="GB 18030—2022《信息技术 中文编码字符集》；《通用规范汉字表》",
    since="0.1",
    confidence=0.98,
    wrong=(Correction("⼈民政府⼯作⽂件", "人民政府工作文件"), Correction("㈠提高认识", "(一)提高认识")),
    good=("人民政府工作文件，①提高认识，面积100㎡，长5㎞",),
)

_STRAY = re.compile("[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\u3220-\u3229\u3358-\u3370\u33e0-\u33fe]")
LOCAL = True


def find(manuscript: Manuscript) -> Iterator[Hit]:
    for match in _STRAY.finditer(manuscript.text):
        plain = unicodedata.normalize("NFKC", match.group())
        yield Hit(match.start(), match.end(), plain if plain != match.group() else _RADICALS.get(match.group()))


_RADICALS = dict(zip("⻓⻚⻔⻢⻥⻋⻛⻝⻄⻅", "长页门马鱼车风食西见", strict=True))
"""Simplified radicals that Unicode gives no compatibility mapping."""
