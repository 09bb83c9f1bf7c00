import dataclasses

import pytest

from zhongshu.lib.document import Document, validation
from zhongshu.lib.document.kinds import (
    ALL,
    KINDS,
    Family,
    by_name,
    find,
    for_new_paper,
    new_document,
    of_family,
    of_title,
)
from zhongshu.lib.refusal import Refused

FIFTEEN = [
    "决议",
    "决定",
    "命令（令）",
    "公报",
    "公告",
    "通告",
    "意见",
    "通知",
    "通报",
    "报告",
    "请示",
    "批复",
    "议案",
    "函",
    "纪要",
]
TEN = ["讲话稿", "述职报告", "致辞", "主持词", "理论文章", "序", "贺信", "唁电", "消息", "通讯"]
OF_THE_OFFICE = [
    "签报",
    "呈批件",
    "会议方案",
    "简报",
    "督查专报",
    "值班信息",
    "工作要点",
    "工作总结",
    "方案",
    "信息专报",
    "督办单",
]
OLD = ["决议", "决定", "指示", "意见", "通知", "通报", "公报", "报告", "请示", "批复", "条例", "规定", "函", "会议纪要"]


def test_the_fifteen_kinds_of_2012_in_their_order():
    assert [kind.name for kind in of_family(Family.STATUTORY)] == FIFTEEN


def test_the_manuscripts_and_the_offices_own_papers():
    assert [kind.name for kind in of_family(Family.MANUSCRIPT)] == TEN
    assert [kind.name for kind in of_family(Family.OFFICE)] == OF_THE_OFFICE


def test_the_kinds_of_1996_are_readable_and_refused_for_new_papers():
    old = of_family(Family.STATUTORY, "1996")
    assert [kind.name for kind in old] == OLD
    for kind in old:
        assert set(kind.modern) <= set(KINDS)
        with pytest.raises(Refused) as refusal:
            for_new_paper(kind.code, "1996")
        assert f"“{KINDS[kind.modern[0]].name}”" in refusal.value.remedy
        assert refusal.value.basis


@pytest.mark.parametrize("code", KINDS)
def test_every_kind_is_complete(code):
    kind = KINDS[code]
    assert kind.use.endswith("。")
    assert kind.directions
    assert len(kind.checklist) >= 3
    assert kind.template.title
    assert len(kind.template.body) > 30
    assert set(kind.required) <= {field.name for field in dataclasses.fields(Document)}
    assert all(element in validation.ELEMENT_NAMES for element in kind.required)


@pytest.mark.parametrize("code", KINDS)
def test_a_new_paper_of_every_kind_breaks_no_rule_but_missing_elements(code):
    document = new_document(code, organ="明川县人民政府", subject="春耕生产")
    assert "{" not in document.title
    assert document.body
    assert {breach.rule for breach in validation.check(document)} <= {"form.missing"}


def test_kinds_are_found_by_name_and_by_title():
    assert by_name("命令(令)").code == "order"
    assert by_name("令").code == "order"
    assert by_name("没有的文种") is None
    assert of_title("明川县人民政府办公室关于印发实施方案的通知").code == "notice"
    assert of_title("关于印发管理办法（试行）的通知（2026年修订）").code == "notice"
    assert of_title("2025年度述职报告").code == "duty_report"
    assert of_title("进一步规范办公秩序") is None
    assert of_title("在全县经济工作会议上的讲话") is None


def test_an_unknown_kind_is_refused():
    with pytest.raises(Refused):
        find("edict")
    assert len(ALL) == 15 + 10 + 11 + 14
