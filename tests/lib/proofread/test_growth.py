"""Time grows with the length of the text and never with its square."""

import time

import pytest

from zhongshu.lib.proofread import check

UNITS = [
    "1", "１", "一", "壹", "“", "”", "（", "）", "《", "》", "、", "，", " ", "　", "。", "的", "A", "×", "(", ")", '"', "…", "—", "-", ".",
    "“）", "1,", "2026年", "12月31日", "一是", "第一、", "道路自信、", "创新、", "10%～", "100万元", "，共1元", "其中1元、", "由1元", "请于",
    "《a》（甲乙〔2026〕1号）", "恳请", "约1", "附件1", "日本、", "香港、", "好1元、", "（1", "\n一、甲\n", "\n（一）", "\n“", "至5日", "年 月 ",
    "讲三点意见：\n", "一二三四五六", "第1条（1）",
]  # fmt: skip
ADVERSE, LONG = 12_000, 500_000
PARAGRAPH = (
    "各乡镇人民政府、县政府有关部门要按照《明川县会议管理办法》（明政办发〔2026〕3号）要求，于2026年7月16日（星期四）前"
    "将整改情况报县政府办公室，共投资1200万元，其中县级配套300万元；一是压实责任，二是加强督查，三是严肃问责。\n"
)


@pytest.mark.parametrize("unit", UNITS)
def test_no_text_makes_a_rule_hang(unit: str) -> None:
    text = (unit * (ADVERSE // len(unit) + 1))[:ADVERSE]
    begin = time.perf_counter()
    check(text)
    # A tenth of a second on an idle core; a quadratic rule takes minutes.
    assert time.perf_counter() - begin < 8


@pytest.mark.parametrize("line_breaks", [True, False])
def test_a_body_of_half_a_million_characters_is_read(line_breaks: bool) -> None:
    paragraph = PARAGRAPH if line_breaks else PARAGRAPH.rstrip("\n")
    text = (paragraph * (LONG // len(paragraph) + 1))[:LONG]
    begin = time.perf_counter()
    check(text)
    assert time.perf_counter() - begin < 60
