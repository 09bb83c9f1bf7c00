"""A participant list as offices keep it in Excel: what each row says, and what is doubtful about it."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

#: Field → its name, and the words offices put over such a column.
COLUMNS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "name": ("姓名", ("姓名", "名字", "参会人", "代表姓名")),
    "body": ("单位", ("单位", "部门", "代表团", "选举单位", "工作单位")),
    "post": ("职务", ("职务", "职称", "职位")),
    "mobile": ("手机", ("手机", "电话", "联系方式")),
    "role": ("参会身份", ("参会身份", "身份", "类别", "出席列席")),
    "rank": ("排名", ("排名", "排序", "次序")),
}
HEADINGS = tuple(word for _, words in COLUMNS.values() for word in words)
TAKE, LOOK, SKIP = "take", "look", "skip"
LONGEST_NAME = 40
#: Between the parts of a name people type whatever dot they find.
_DOTS = re.compile(r"[·•・‧⋅．.。･∙]")
_ROLES = {"列席": "observe", "工作": "staff", "出席": "attend", "正式": "attend", "特邀": "observe"}
_NOBODY = re.compile(r"^(合计|总计|小计|共计|共\d+人|备注|注[:：]|填表|制表|说明)")


@dataclass
class RosterRow:
    """``verdict``: take, look (a person decides) or skip; ``notes`` say why."""

    number: int
    name: str
    body: str = ""
    post: str = ""
    mobile: str = ""
    role: str = "attend"
    rank: int | None = None
    verdict: str = TAKE
    notes: list[str] = field(default_factory=list)

    def doubt(self, verdict: str, note: str) -> None:
        """Worse verdicts win."""
        self.notes.append(note)
        if verdict == SKIP or self.verdict == TAKE:
            self.verdict = verdict


def plain_name(name: str) -> str:
    """A name as it is kept: full-width forms, inner blanks of Chinese names and odd dots made one."""
    text = _DOTS.sub("·", unicodedata.normalize("NFKC", name).strip())
    # 张 伟 is 张伟; a name in letters keeps its blanks.
    return re.sub(r"(?<=[\u3400-\u9fff·])\s+(?=[\u3400-\u9fff·])", "", text)


def columns_of(headings: Sequence[str]) -> dict[str, int]:
    """Field → column; the heading that is just the word first, then the longest word found, each column once."""
    scored = [
        (heading.replace(" ", "") == word, len(word), -column, name, column)
        for column, heading in enumerate(headings)
        for name, (_, words) in COLUMNS.items()
        for word in words
        if word in heading.replace(" ", "")
    ]
    found: dict[str, int] = {}
    for _, _, _, name, column in sorted(scored, reverse=True):
        if name not in found and column not in found.values():
            found[name] = column
    return found


def read_roster(rows: Iterable[tuple[int, Sequence[str]]], columns: Mapping[str, int]) -> list[RosterRow]:
    """Every row that is not blank, each with its verdict; compared with the rows above it."""
    found = [_row(number, cells, columns) for number, cells in rows if any(cell.strip() for cell in cells)]
    _compare(found)
    return found


def _row(number: int, cells: Sequence[str], columns: Mapping[str, int]) -> RosterRow:
    text = {name: cells[at].strip() if at < len(cells) else "" for name, at in columns.items()}
    typed = text.get("name", "")
    row = RosterRow(
        number, plain_name(typed), text.get("body", "")[:80], text.get("post", "")[:80], _mobile(text.get("mobile", ""))
    )
    row.role = next((role for word, role in _ROLES.items() if word in text.get("role", "")), "attend")
    row.rank = int(text["rank"]) if text.get("rank", "").isdigit() and len(text["rank"]) < 7 else None
    if not row.name:
        row.doubt(SKIP, "没有姓名")
    elif _NOBODY.match(row.name):
        row.doubt(SKIP, f"“{row.name}”不是人名，是表格的说明行")
    elif len(row.name) > LONGEST_NAME or re.search(r"[、，,；;\n]", row.name):
        row.doubt(LOOK, f"“{row.name[:20]}”不像一个人的姓名，请拆成一人一行")
    if row.name and row.name != typed:
        row.notes.append(f"姓名由“{typed}”规范为“{row.name}”")
    return row


def _mobile(text: str) -> str:
    return re.sub(r"[^\d+\-]", "", text.removesuffix(".0"))[:20]


def _compare(rows: Sequence[RosterRow]) -> None:
    by_name: dict[str, RosterRow] = {}
    by_mobile: dict[str, RosterRow] = {}
    for row in rows:
        if row.verdict == SKIP:
            continue
        same = by_name.get(row.name)
        other = by_mobile.get(row.mobile) if row.mobile else None
        if same is not None and (not row.body or not same.body or row.body == same.body):
            row.doubt(SKIP, f"与第 {same.number} 行重复")
        elif same is not None:
            row.doubt(LOOK, f"与第 {same.number} 行同名，单位不同（{same.body}），请核对是不是同一人")
        elif other is not None:
            row.doubt(LOOK, f"手机号与第 {other.number} 行相同，姓名写作“{other.name}”，疑为一人两种写法")
        elif alike := _alike(row, rows):
            row.doubt(LOOK, f"与第 {alike.number} 行“{alike.name}”只差一字，单位职务相同，疑为一人两种写法")
        by_name.setdefault(row.name, row)
        if row.mobile:
            by_mobile.setdefault(row.mobile, row)


def _alike(row: RosterRow, rows: Sequence[RosterRow]) -> RosterRow | None:
    """An earlier row of the same unit and post whose name differs in one character."""
    if not row.body or not row.post:
        return None
    for other in rows:
        if other is row:
            return None
        if (
            other.verdict == SKIP
            or (other.body, other.post) != (row.body, row.post)
            or len(other.name) != len(row.name)
        ):
            continue
        if (
            sum(a != b for a, b in zip(other.name, row.name, strict=True)) == 1
            and len(row.name) >= 2
            and other.name[0] == row.name[0]
        ):
            return other
    return None
