"""Decision tables: first, unique, collect; what is wrong with a table is found when it is read."""

import pytest

from zhongshu.lib.flow import parse_table
from zhongshu.lib.refusal import Refused

SUPERVISION = {
    "name": "督办归口",
    "inputs": {"source": "text", "level": "number", "open": "boolean"},
    "rows": [
        {"when": "source == '政府全局' or level >= 3", "then": {"by": "督查室"}},
        {"when": "source == '分管领导'", "then": {"by": "对口科室"}},
    ],
    "otherwise": {"by": "综合科"},
}


def test_the_first_row_that_holds_decides():
    table = parse_table(SUPERVISION)
    assert table.decide({"source": "分管领导", "level": 3, "open": True}) == {"by": "督查室"}
    assert table.decide({"source": "分管领导", "level": 1, "open": True}) == {"by": "对口科室"}
    assert table.decide({"source": "来信", "level": 1, "open": True}) == {"by": "综合科"}


def test_collecting_gives_all_that_hold_in_order():
    table = parse_table(
        {
            "name": "须会签单位", "hit": "collect", "inputs": {"money": "boolean", "topics": "list"},
            "rows": [
                {"when": "money", "then": {"unit": "财政局"}},
                {"when": "'土地' in topics", "then": {"unit": "自然资源局"}},
            ],
        }
    )  # fmt: skip
    assert [row["unit"] for row in table.collect({"money": True, "topics": ["土地"]})] == ["财政局", "自然资源局"]
    assert table.collect({"money": False, "topics": []}) == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": []}, "一条规则也没有"),
        ({"hit": "any"}, "取用方式"),
        ({"inputs": {"source": "word"}}, "类型"),
        ({"rows": [{"when": "colour == 1", "then": {"by": "甲"}}]}, "第 1 条：条件“colour == 1”用到未声明的变量"),
        ({"rows": [{"when": "open", "then": {}}]}, "第 1 条没有结果"),
        ({"rows": [{"when": "open", "then": {"by": 1}}], "otherwise": None}, "漏了一种情况"),
        (
            {"rows": [{"when": "level > 1", "then": {"by": "甲"}}, {"when": "level > 2", "then": {"by": "乙"}}]},
            "第 2 条永远用不到",
        ),
        ({"rows": [{"when": "level > 1 and level < 1", "then": {"by": "甲"}}]}, "第 1 条永远用不到"),
        (
            {
                "hit": "unique",
                "rows": [{"when": "level > 1", "then": {"by": "甲"}}, {"when": "level < 3", "then": {"by": "乙"}}],
            },
            "第 1 条与第 2 条重叠",
        ),
        (
            {
                "hit": "collect",
                "rows": [{"when": "level > 1", "then": {"by": "甲"}}, {"when": "open", "then": {"by": "甲"}}],
            },
            "重叠且结果相同",
        ),
        (
            {"inputs": {"a": "number", "b": "number"}, "rows": [{"when": "a > b", "then": {"by": "甲"}}]},
            "两个变量相比",
        ),
    ],
)
def test_a_wrong_table_is_refused_naming_the_row(change, said):
    with pytest.raises(Refused) as no:
        parse_table({**SUPERVISION, **change})
    assert said in no.value.message


def test_a_table_too_large_to_check_is_refused():
    inputs = {f"v{n}": "boolean" for n in range(20)}
    rows = [{"when": " and ".join(inputs), "then": {"by": "甲"}}]
    with pytest.raises(Refused, match="情况太多"):
        parse_table({"name": "大", "inputs": inputs, "rows": rows, "otherwise": {"by": "乙"}})
