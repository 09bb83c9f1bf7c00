"""Procedures: what is read, what is refused and how the refusal names the place."""

import re
from pathlib import Path

import pytest

from tests.lib.flow.office import HERE, SHIPPED
from zhongshu.lib.flow import parse_procedure, printed, read_tables, sentences
from zhongshu.lib.flow.vocabulary import Move
from zhongshu.lib.refusal import Refused

FILES = sorted([*SHIPPED.glob("*.bpmn"), *HERE.glob("*.bpmn")])
OUTGOING = (SHIPPED / "outgoing.bpmn").read_text("utf-8")
PARALLEL = (HERE / "parallel.bpmn").read_text("utf-8")
VOTING = (HERE / "voting.bpmn").read_text("utf-8")


def refused(xml: str | bytes) -> str:
    with pytest.raises(Refused) as no:
        parse_procedure(xml if isinstance(xml, bytes) else xml.encode())
    return no.value.message


def without(xml: str, element: str) -> str:
    """The file without one element of the process, opening tag to closing tag."""
    pattern = rf'    <bpmn:(\w+) id="{element}".*?(/>\n|</bpmn:\1>\n)'
    changed, count = re.subn(pattern, "", xml, count=1, flags=re.S)
    assert count == 1
    return changed


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_read_drawn_and_said(path: Path):
    xml = path.read_text("utf-8")
    procedure = parse_procedure(xml.encode())
    for element in (*procedure.tasks, *procedure.nodes):
        assert f'bpmnElement="{element}"' in xml, f"{element} is not drawn"
    said = "\n".join(sentences(procedure))
    for task in procedure.tasks.values():
        assert task.name in said
    assert "zs:" not in said
    assert "==" not in said


def test_the_steps_of_an_outgoing_paper():
    procedure = parse_procedure(OUTGOING.encode())
    assert list(procedure.tasks) == [
        "draft", "vet", "countersign", "gates", "sign_off", "recheck", "number", "print", "seal", "distribute", "archive",
    ]  # fmt: skip
    assert procedure.ahead("vet", procedure.values({"countersigners": []})) == ("gates",)
    assert procedure.ahead("vet", procedure.values({"countersigners": [3]})) == ("countersign",)


def test_the_sentences_of_one_step():
    said = sentences(parse_procedure(OUTGOING.encode()))
    assert said[2] == (
        "1. 拟稿：由发起人办理；限 3 个工作日（加急 1 个工作日，特急 4 小时）；办完后转“核稿”。不得先电话请示后补签。"
    )
    assert "办完后，有会签人员的转“会签”；其余转“五关把关”" in said[3]


def test_the_table_of_moves_is_printed_whole():
    page = printed()
    for move in set(Move) - {Move.START, Move.TIMER}:
        assert f"| {move.label} |" in page


@pytest.mark.parametrize(
    ("xml", "said"),
    [
        (b"\x00\x01", "不是完整的 XML"),
        ("<a/>", "不是 BPMN"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "实体定义"),
        (b"<a>" + b" " * 1_100_000 + b"</a>", "超过 1 兆"),
        (OUTGOING.replace("bpmn:userTask", "bpmn:scriptTask"), "“拟稿”（draft）是 scriptTask"),
        (OUTGOING.replace(' zs:duty="vetter"', "", 1), "“核稿”（vet）没有写明由什么职责的人办理"),
        (OUTGOING.replace('zs:duty="vetter"', 'zs:duty="king"', 1), "职责“king”不认识"),
        (OUTGOING.replace('zs:limit="P2D"', 'zs:limit="2天"', 1), "时限“2天”看不懂"),
        (OUTGOING.replace('zs:asks="countersigners"', 'zs:asks="nobody"'), "未声明的变量“nobody”"),
        (OUTGOING.replace('zs:excludePhone="true"', 'zs:excludePhone="yes"', 1), "excludePhone 不能是“yes”"),
        (OUTGOING.replace("zs:excludePhone", "zs:excludeFone", 1), "不认识的属性“excludeFone”"),
        (OUTGOING.replace(' default="to_gates_directly"', ""), "没有默认去向"),
        (OUTGOING.replace(">countersigners</bpmn:conditionExpression>", ">colour</bpmn:conditionExpression>"), "colour"),
        (OUTGOING.replace('zs:mode="all"', 'zs:mode="most"'), "会签方式“most”"),
        (OUTGOING.replace('zs:mode="all"', 'zs:mode="vote"'), "票数"),
        (VOTING.replace('zs:threshold="2/3"', 'zs:threshold="3/2"'), "票数“3/2”"),
        (OUTGOING.replace("<bpmn:timeDuration>P2D", "<bpmn:timeDuration>soon", 1), "边界定时"),
        (OUTGOING.replace('zs:action="chase"', 'zs:action="shout"', 1), "动作“shout”"),
        (OUTGOING.replace('id="vet"', 'id="draft"', 1), "编号“draft”用了两次"),
        (without(OUTGOING, "f14"), "“归档”（archive）没有去向"),
        (without(OUTGOING, "f2"), "没有去向"),
        (OUTGOING.replace('id="f7" sourceRef="gates" targetRef="sign_off"', 'id="f7" sourceRef="gates" targetRef="recheck"'),
         "“签发”（sign_off）从开始走不到"),
        (OUTGOING.replace('id="f13" sourceRef="distribute" targetRef="archive"',
                          'id="f13" sourceRef="distribute" targetRef="vet"'), "从“拟稿”（draft）走不到结束"),
        (without(PARALLEL, "f13"), "没有去向"),
        (PARALLEL.replace('id="f13" sourceRef="second_end" targetRef="join"',
                          'id="f13" sourceRef="second_end" targetRef="review"'), "不配对"),
        (PARALLEL.replace('id="third_done" sourceRef="third_more" targetRef="join"',
                          'id="third_done" sourceRef="third_more" targetRef="end"'), "落在并行分支之内"),
        (PARALLEL.replace('id="f10" sourceRef="second_left" targetRef="join_again"',
                          'id="f10" sourceRef="second_left" targetRef="join"'), "并行网关"),
        (PARALLEL.replace('sourceRef="once_more" targetRef="draft"', 'sourceRef="once_more" targetRef="first"'), "不配对"),
        (VOTING.replace('zs:duty="principal_leader"', 'zs:duty="anyone"'), "没有人能指定"),
        (VOTING.replace("ballot_disagreed &lt; 3", "ballot_disagreed"), "当作“是否”"),
    ],
)  # fmt: skip
def test_what_is_refused_and_how_it_says_where(xml, said):
    assert said in refused(xml)


def test_a_loop_of_gateways_alone_is_refused():
    xml = VOTING.replace('sourceRef="passed" targetRef="redraft"', 'sourceRef="passed" targetRef="passed"')
    assert "绕回自身" in refused(xml)


COMPUTED = OUTGOING.replace(
    '<zs:variable name="signatory" type="text"',
    '<zs:variable name="signatory_level" type="number" label="件的级别"/>\n<zs:variable name="signatory" type="text" table="who"',
)
WHO = {
    "inputs": {"signatory_level": "number"},
    "rows": [{"when": "signatory_level > 1", "then": {"signatory": "principal_leader"}}],
    "otherwise": {"signatory": "director"},
}


def test_a_variable_may_be_computed_by_a_decision_table():
    procedure = parse_procedure(COMPUTED.encode(), {"who": WHO})
    assert procedure.values({"signatory_level": 2})["signatory"] == "principal_leader"
    assert procedure.values({})["signatory"] == "director"
    assert "没有提供的决策表" in refused(COMPUTED)
    told = sentences(procedure)[-1]
    assert "按决策表“who”（取首个相符）确定" in told
    assert "件的级别大于1" in told.replace(" ", "")
    assert "principal_leader" not in told


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"otherwise": {"other": "director"}}, "不是每条都给出“signatory”"),
        ({"otherwise": {"signatory": "nobody"}}, "不是每条都给出“signatory”"),
        ({"inputs": {"unheard": "number"}, "rows": [{"when": "unheard > 1", "then": {"signatory": "director"}}]},
         "不是本流程填写的变量"),
        ({"hit": "collect"}, "却汇总多个"),
        ({"rows": "none"}, "规则的列表"),
        ({"rows": ["none"]}, "第 1 条应有条件"),
        ({"inputs": ["signatory_level"]}, "变量：类型"),
        ({"otherwise": "director"}, "otherwise"),
    ],
)  # fmt: skip
def test_a_table_that_would_leave_a_variable_without_a_value_is_refused(change, said):
    with pytest.raises(Refused, match=said):
        parse_procedure(COMPUTED.encode(), {"who": WHO | change})


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"who": 1}', b"\xff\xfe", b"[" * 100_000, b" " * (2**20 + 1)])
def test_a_file_of_tables_that_is_none_is_refused(content):
    with pytest.raises(Refused, match="决策表文件"):
        read_tables(content)
