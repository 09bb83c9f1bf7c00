"""The columns of a table and its line 合计."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Passage, Role
from ...quantities import NUMBER, plain, read, total
from ...rule import Card, Correction
from ...sample import table

card = Card(
    id="facts.table_total",
    gate=Gate.FACTS,
    level=Level.SHOULD,
    title="表格合计与各行之和不符",
    why="把这一列各行加起来，得不出“合计”行的数。",
    basis="本文数据验算",
    since="0.2",
    confidence=0.9,
    exceptions=("只有合计行在表首或者表末、这一列每行都是数的，才验算。", "保留小数造成的尾差不报。"),
    wrong=(
        Correction(
            table((("单位", "人数"), ("青石镇", "12"), ("白水镇", "15"), ("合计", "28"))),
            table((("单位", "人数"), ("青石镇", "12"), ("白水镇", "15"), ("合计", "27"))),
        ),
    ),
    good=(
        table((("单位", "人数"), ("合计", "27"), ("青石镇", "12"), ("白水镇", "15"))),
        table((("单位", "增幅"), ("青石镇", "12%"), ("白水镇", "15%"), ("合计", "13%"))),
    ),
)

_NUMBER = re.compile(rf"(?:{NUMBER})")
_TOTAL = {"合计", "总计", "共计", "合　计", "合 计"}
_RATIO = re.compile(r"率|比|幅|占|均|序号|年|编号|电话")
Rows = Mapping[int, Mapping[int, Passage]]


def find(manuscript: Manuscript) -> Iterator[Hit]:
    tables: dict[str, dict[int, dict[int, Passage]]] = defaultdict(lambda: defaultdict(dict))
    for passage in manuscript.of_role(Role.CELL):
        name, _, cell = passage.element.partition("/rows/")
        row, _, column = cell.partition("/")
        tables[name][int(row)][int(column)] = passage
    for rows in tables.values():
        yield from _of_table(rows)


def _of_table(rows: Rows) -> Iterator[Hit]:
    lines = sorted(rows)
    marked = [line for line in lines if 0 in rows[line] and rows[line][0].text.strip() in _TOTAL]
    if len(marked) != 1 or marked[0] not in {lines[-1], lines[1] if len(lines) > 1 else -1}:
        return
    parts = [line for line in lines[1:] if line != marked[0]]
    for column, cell in rows[marked[0]].items():
        head = rows[lines[0]].get(column)
        texts = [rows[line][column].text.strip() for line in parts if column in rows[line]]
        whole = cell.text.strip()
        if not column or len(texts) != len(parts) or len(parts) < 2 or (head and _RATIO.search(head.text)):
            continue
        if not all(_NUMBER.fullmatch(text) for text in (*texts, whole)):
            continue
        summed, stated = total([read(text, exact=True) for text in texts]), read(whole, exact=True)
        if not summed.meets(stated):
            yield cell.hit(0, len(cell.text), reason=f"{'＋'.join(texts)}＝{plain(summed.value)}，表中写的是{whole}。")
