"""The grammar of conditions: what it means, and what it refuses."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.flow.conditions import parse_condition
from zhongshu.lib.refusal import Refused

TYPES = {"级别": "number", "urgency": "text", "joint": "boolean", "countersigners": "list", "amount": "number"}
VALUES = {"级别": 2, "urgency": "特急", "joint": False, "countersigners": [3, 5], "amount": 10.5}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("joint", False),
        ("not joint", True),
        ("countersigners", True),
        ("not countersigners", False),
        ("级别 >= 2 and 级别 < 3", True),
        ("级别 == 2 or joint and joint", True),
        ("(级别 == 2 or joint) and joint", False),
        ("urgency in ['特急', '加急']", True),
        ("urgency not in ['加急']", True),
        ('urgency != "平急"', True),
        ("3 in countersigners", True),
        ("amount == 10.5 and -1 < amount", True),
        ("not (joint or 级别 > 5)", True),
        ("joint == false", True),
        ("urgency in []", False),
    ],
)
def test_meaning(text, expected):
    assert parse_condition(text, TYPES).holds(VALUES) is expected


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "没有写完"),
        ("级别 >", "没有写完"),
        ("级别 = 2", "不在允许的写法内"),
        ("__import__('os')", "看不懂"),
        ("joint.__class__", "不在允许的写法内"),
        ("lambda", "未声明"),
        ("级别 + 1 == 2", "不在允许的写法内"),
        ("unknown == 1", "未声明的变量“unknown”"),
        ("级别 == '2'", "比较"),
        ("urgency < '特急'", "只有数才能比大小"),
        ("级别", "不是“是”或“否”"),
        ("urgency and joint", "当作“是否”"),
        ("joint in [1]", "in 的左边"),
        ("级别 in 2", "in 的左边"),
        ("countersigners == countersigners", "比较"),
        ("joint joint", "看不懂"),
        ("(joint", "缺少“)”"),
        ("[1, joint]", "只能写数或文字"),
        ("urgency in ['a' 'b']", "缺少“,”"),
        ("(" * 40 + "joint" + ")" * 40, "太深"),
        ("not " * 40 + "joint", "太深"),
        ("joint or " * 200 + "joint", "过长"),
    ],
)
def test_refusals_are_in_words(text, said):
    with pytest.raises(Refused) as no:
        parse_condition(text, TYPES)
    assert said in no.value.message


def test_a_variable_without_a_value_is_refused_when_asked():
    with pytest.raises(Refused, match="还没有取值"):
        parse_condition("joint", TYPES).holds({})


def test_names_are_known():
    assert parse_condition("级别 > 1 or joint", TYPES).names() == {"级别", "joint"}


@given(st.text(alphabet="()[]'\"=<>!,.- 0123456789abcd级别joint andornti", max_size=60))
def test_any_text_is_read_or_refused(text):
    with contextlib.suppress(Refused):
        parse_condition(text, TYPES).holds(VALUES)
