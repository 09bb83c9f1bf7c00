from dataclasses import replace
from datetime import date

import pytest

from zhongshu.lib.document import (
    Annex,
    Direction,
    Document,
    DocumentNumber,
    Layout,
    SecrecyLevel,
    SignatureBlock,
    body_from_text,
)
from zhongshu.lib.document.kinds import KINDS, Family, of_family
from zhongshu.lib.document.validation import check, missing_elements

NOTICE = Document(
    kind="notice",
    issuer_marks=("明川县人民政府办公室",),
    number=DocumentNumber("明政办发", 2026, 1),
    title="关于做好春耕工作的通知",
    addressees=("各镇人民政府",),
    body=body_from_text("一、要求\n（一）落实\n1.到人。"),
    signature_blocks=(SignatureBlock("明川县人民政府办公室"),),
    document_date=date(2026, 3, 1),
)


SECRET = replace(NOTICE, secrecy_level=SecrecyLevel.SECRET, secrecy_period="20年", copy_number="000001")
ORDER = Document(
    kind="order",
    layout=Layout.ORDER,
    mark_suffix="令",
    sealed=False,
    issuer_marks=("明川县人民政府",),
    extra=(("令号", "第12号"),),
    body=body_from_text("现予公布。"),
    signature_blocks=(SignatureBlock("明川县人民政府", "县长", "罗斌"),),
    document_date=date(2026, 3, 1),
)
MINUTES = Document(
    kind="minutes",
    layout=Layout.MINUTES,
    mark_suffix="",
    sealed=False,
    issuer_marks=("明川县人民政府常务会议纪要",),
    body=body_from_text("现纪要如下。"),
    signature_blocks=(SignatureBlock("明川县人民政府办公室"),),
    document_date=date(2026, 3, 1),
)


@pytest.mark.parametrize("document", [SECRET, ORDER, MINUTES, replace(SECRET, secrecy_period="6个月")])
def test_complete_papers_of_other_layouts_break_nothing(document):
    assert check(document) == []


def full(kind):
    """A complete paper of a kind."""
    upward = kind.directions[0] is Direction.UPWARD
    return replace(
        NOTICE,
        kind=kind.code,
        direction=kind.directions[0],
        layout=kind.layout,
        mark_suffix=kind.mark_suffix,
        sealed=kind.sealed,
        title=f"明川县人民政府关于春耕的{kind.word}",
        byline="高建国",
        signatories=("陈志远",) if upward else (),
        signature_blocks=(SignatureBlock("明川县人民政府办公室", "县长", "罗斌"),),
        remark="联系人：林晓雯",
        copy_to=("县委办公室",),
        extra=(("令号", "第12号"),),
    )


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_kind_asks_for_its_elements_and_directions_with_its_article(kind):
    document = full(kind)
    assert check(document) == []
    for element in kind.required:
        empty = replace(
            document,
            **{element: None if element in ("number", "document_date") else type(getattr(document, element))()},
        )
        found = [breach for breach in check(empty) if breach.rule == "form.missing"]
        assert [breach.element for breach in found] == [element]
        assert found[0].article
    for direction in set(Direction) - set(kind.directions):
        breaches = [
            breach for breach in check(replace(document, direction=direction)) if breach.rule == "form.direction"
        ]
        assert breaches[0].article
        assert kind.name in breaches[0].message


@pytest.mark.parametrize("kind", of_family(Family.STATUTORY, "1996"), ids=lambda kind: kind.code)
def test_an_old_kind_is_named_with_its_successor(kind):
    breaches = check(replace(NOTICE, kind=kind.code, edition="1996"))
    old = next(breach for breach in breaches if breach.rule == "form.old_edition")
    assert KINDS[kind.modern[0]].name in old.remedy
    assert old.article == "《党政机关公文处理工作条例》第八条"


def test_a_complete_notice_breaks_nothing():
    assert check(NOTICE) == []


@pytest.mark.parametrize(
    ("document", "rule", "element"),
    [
        (replace(NOTICE, number=None), "form.missing", "number"),
        (replace(NOTICE, edition="1996"), "form.old_edition", "kind"),
        (replace(NOTICE, kind="edict"), "form.unknown_kind", "kind"),
        (
            replace(NOTICE, kind="reply", title="关于春耕的批复", direction=Direction.LATERAL),
            "form.direction",
            "direction",
        ),
        (replace(NOTICE, title="做好春耕工作"), "form.title_kind", "title"),
        (replace(NOTICE, signatories=("陈志远",)), "form.signatory_not_upward", "signatories"),
        (replace(NOTICE, secrecy_level=SecrecyLevel.SECRET, secrecy_period="20年"), "form.missing", "copy_number"),
        (replace(SECRET, secrecy_period=""), "form.missing", "secrecy_period"),
        (replace(SECRET, secrecy_period="一年"), "form.period_form", "secrecy_period"),
        (replace(SECRET, secrecy_period="21年"), "form.period_length", "secrecy_period"),
        (replace(NOTICE, layout=Layout.MINUTES), "form.layout", "layout"),
        (replace(NOTICE, sealed=False), "form.unsealed", "sealed"),
        (replace(NOTICE, number=DocumentNumber("明政办发", 2025, 1)), "form.number_year", "number"),
        (replace(NOTICE, printing_date=date(2026, 3, 2)), "form.record_organ", "printing_organ"),
        (replace(NOTICE, issuer_marks=("甲局", "乙局")), "form.joint_signatures", "signature_blocks"),
        (
            replace(
                NOTICE, issuer_marks=("甲局", "乙局"), signature_blocks=(SignatureBlock("乙局"), SignatureBlock("甲局"))
            ),
            "form.joint_order",
            "signature_blocks",
        ),
        (replace(ORDER, signature_blocks=(SignatureBlock("县政府"),)), "form.stamp", "signature_blocks/0"),
        (replace(ORDER, extra=()), "form.missing", "number"),
        (replace(MINUTES, sealed=True), "form.sealed_minutes", "sealed"),
        (replace(MINUTES, issuer_marks=("县政府",)), "form.missing", "title"),
        (replace(NOTICE, copy_number="12"), "form.copy_number", "copy_number"),
        (replace(NOTICE, secrecy_period="1年"), "form.period_without_level", "secrecy_period"),
        (replace(NOTICE, body=body_from_text("一、甲\n（1）乙。")), "form.level_jump", "body/1"),
        (
            replace(NOTICE, printing_organ="县政府办公室", printing_date=date(2026, 2, 1)),
            "form.printed_before_signed",
            "printing_date",
        ),
        (replace(NOTICE, copy_to=("各镇人民政府",)), "form.both_to_and_copy", "copy_to"),
        (replace(NOTICE, annexes=(Annex(""),)), "form.annex_name", "annexes/0/name"),
        (replace(NOTICE, annexes=(Annex("方案。"),)), "form.annex_mark", "annexes/0/name"),
    ],
)
def test_what_is_wrong_is_named_with_its_clause(document, rule, element):
    breaches = check(document)
    assert [(breach.rule, breach.element) for breach in breaches] == [(rule, element)]
    assert breaches[0].article


def test_an_upward_paper_needs_its_signatory_and_one_of_each_joint_organ():
    upward = replace(NOTICE, kind="report", title="关于春耕的报告", direction=Direction.UPWARD)
    assert missing_elements(upward) == ["signatories"]
    joint = replace(
        upward,
        issuer_marks=("甲局", "乙局"),
        signatories=("陈志远",),
        signature_blocks=(SignatureBlock("甲局"), SignatureBlock("乙局")),
    )
    assert [breach.rule for breach in check(joint)] == ["form.signatories_joint"]


def test_a_draft_may_lack_what_later_steps_supply():
    draft = replace(NOTICE, number=None, document_date=None)
    assert missing_elements(draft) == ["number", "document_date"]
    assert missing_elements(draft, draft=True) == []
    assert missing_elements(replace(draft, title=""), draft=True) == ["title"]


def test_a_paper_of_two_levels_may_go_from_the_first_to_the_third():
    assert check(replace(NOTICE, body=body_from_text("一、甲\n1.乙。"))) == []
