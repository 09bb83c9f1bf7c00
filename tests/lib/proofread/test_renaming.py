"""Institutions of before a reform: which are replaced, which are left to a person."""

import datetime

import pytest

from zhongshu.lib.proofread import check
from zhongshu.lib.proofread.rules.policy.renamed_institutions import REFORM_2018, RENAMED
from zhongshu.lib.proofread.sample import paper

OLD = (
    "中国银保监会", "银监会", "保监会", "国家工商行政管理总局", "工商总局", "质检总局", "国家质量监督检验检疫总局", "食品药品监管总局",
    "国家食品药品监督管理总局", "国家安监总局", "安全生产监督管理总局", "国土资源部", "国家卫生和计划生育委员会", "国家卫生计生委",
    "国家卫计委", "国务院扶贫办公室", "国家旅游局", "国务院法制办", "新闻出版广电总局",
)  # fmt: skip
RULE = "policy.renamed_institutions"


def said(text: str) -> list[tuple[str, str | None]]:
    return [(one.text, one.suggestion) for one in check(text) if one.rule == RULE]


def test_one_successor_is_suggested() -> None:
    assert said("由商务部、银保监会按职责分工负责。") == [("银保监会", "金融监管总局")]


def test_where_duties_went_to_several_a_person_decides() -> None:
    (found,) = (one for one in check("由质检总局牵头。") if one.rule == RULE)
    assert not found.suggestion
    assert "海关总署" in found.reason
    assert found.level == "should"


@pytest.mark.parametrize("text", ["人民银行、银监会、保监会等负责。", "金融监管总局和原来的银保监会负责。"])
def test_no_successor_is_named_twice_in_a_sentence(text: str) -> None:
    assert said(text)
    assert not any(suggestion for _, suggestion in said(text))


def test_another_sentence_is_another_matter() -> None:
    assert [suggestion for _, suggestion in said("由银监会负责。由保监会负责。")] == ["金融监管总局"] * 2


def test_a_paper_of_before_the_reform_names_its_own_time() -> None:
    before = (REFORM_2018 - datetime.timedelta(days=1)).isoformat()
    assert not [one for one in check(paper(body="由国家工商总局认定。", date=before)) if one.rule == RULE]
    assert [one for one in check(paper(body="由国家工商总局认定。", date=str(REFORM_2018))) if one.rule == RULE]


def test_old_names_in_titles_and_marked_as_old_ones_stand() -> None:
    assert not said("《质检总局关于印发办法的通知》，原国家工商总局，银保监会已更名")


def test_nobody_succeeds_whom_the_table_calls_old() -> None:
    assert not [one for one in RENAMED if one.successor and any(old.pattern.search(one.successor) for old in RENAMED)]


@pytest.mark.parametrize("name", OLD)
def test_every_old_name_is_found(name: str) -> None:
    assert [text for text, _ in said(f"由{name}、商务部负责。")] == [name]
