from dataclasses import replace

import pytest

from zhongshu.lib.document import Direction, Document, Paragraph
from zhongshu.lib.document.routing import (
    Level,
    Party,
    Relation,
    Route,
    check,
    must_be_signed_by_principal,
    relation_between,
)

COUNTY = Party("明川县人民政府", level=Level.COUNTY, system="政府")
OFFICE = Party("明川县人民政府办公室", level=Level.COUNTY, system="政府", is_office=True)
BUREAU = Party("明川县水务局", level=Level.COUNTY, system="部门")
CITY = Party("安和市人民政府", Relation.SUPERIOR, Level.CITY, "政府")
PROVINCE = Party("某省人民政府", Relation.SUPERIOR, Level.PROVINCE, "政府", 2, ("安和市人民政府",))
TOWN = Party("青石镇人民政府", Relation.SUBORDINATE, Level.TOWN, "政府")
REQUEST = Document(
    kind="request", direction=Direction.UPWARD, title="关于解决经费的请示", body=(Paragraph("妥否，请批示。"),)
)
REPORT = replace(REQUEST, kind="report", title="关于防汛情况的报告", body=(Paragraph("特此报告。"),))
NOTICE = Document(kind="notice", title="关于春耕的通知", body=(Paragraph("请落实。"),))

UP = Route(COUNTY, to=(CITY,), superiors=("安和市人民政府",), signatory_duty="principal_leader")
DOWN = Route(OFFICE, to=(TOWN,), superiors=("安和市人民政府",), authorised=True)

BREACHES = [
    (REQUEST, replace(UP, to=(PROVINCE,)), "routing.level_skipped", "第十四条"),
    (REQUEST, replace(UP, to=(PROVINCE,), copies=(CITY,)), "routing.skip_without_reason", "第十四条"),
    (REQUEST, replace(UP, to=(CITY, replace(CITY, name="安和市水利局"))), "routing.many_addressees", "第十五条第一项"),
    (REQUEST, replace(UP, copies=(TOWN,)), "routing.copied_downward", "第十五条第一项"),
    (REQUEST, replace(UP, issuer=BUREAU, is_major_matter=True), "routing.no_consent", "第十五条第二项"),
    (REQUEST, replace(UP, forwards_request=True), "routing.forwarded_as_is", "第十五条第三项"),
    (replace(REPORT, body=(Paragraph("恳请市政府予以解决。"),)), UP, "routing.request_inside", "第十五条第四项"),
    (
        replace(REQUEST, body=(Paragraph("恳请拨款。"), Paragraph("另恳请增编。"))),
        UP,
        "routing.many_matters",
        "第十五条第四项",
    ),
    (
        REQUEST,
        replace(UP, to=(Party("陈市长", Relation.SUPERIOR, Level.CITY, is_person=True),)),
        "routing.to_a_person",
        "第十五条第五项",
    ),
    (REQUEST, replace(UP, issuer=replace(COUNTY, is_person=True)), "routing.in_a_leaders_name", "第十五条第五项"),
    (REQUEST, replace(UP, superiors=("安和市人民政府", "安和市水利局")), "routing.other_superior", "第十五条第六项"),
    (
        NOTICE,
        replace(DOWN, to=(replace(TOWN, other_superior="安和市水利局"),)),
        "routing.other_superior",
        "第十六条第五项",
    ),
    (
        NOTICE,
        replace(DOWN, is_important=True, signatory_duty="principal_leader"),
        "routing.superior_not_copied",
        "第十六条第一项",
    ),
    (NOTICE, replace(DOWN, issuer=BUREAU, authorised=False), "routing.department_commands", "第十六条第二项"),
    (NOTICE, replace(DOWN, authorised=False), "routing.not_authorised", "第十六条第二项"),
    (
        NOTICE,
        replace(DOWN, concerned=("县财政局", "县水务局"), agreed=("县水务局",)),
        "routing.not_agreed",
        "第十六条第四项",
    ),
    (NOTICE, replace(DOWN, joint=(Party("青石镇人民政府", level=Level.TOWN),)), "routing.joint_unequal", "第十七条"),
    (NOTICE, replace(DOWN, joint=(BUREAU,), single_duty=True), "routing.joint_unneeded", "第十七条"),
    (NOTICE, replace(DOWN, issuer=Party("综合科", is_internal_unit=True)), "routing.internal_unit", "第十七条"),
    (
        NOTICE,
        replace(DOWN, issuer=Party("临时专班", may_issue=False, system="政府")),
        "routing.may_not_issue",
        "第十四条",
    ),
    (REQUEST, replace(UP, signatory_duty="deputy_leader"), "routing.principal_must_sign", "第二十二条"),
    (NOTICE, replace(DOWN, joint=(BUREAU,), signed_by=("明川县水务局",)), "routing.joint_unsigned", "第二十二条"),
]


@pytest.mark.parametrize(("document", "route", "rule", "article"), BREACHES, ids=[case[2] for case in BREACHES])
def test_a_breach_is_shown_with_its_article_and_a_remedy(document, route, rule, article):
    breaches = check(document, route)
    assert [breach.rule for breach in breaches] == [rule]
    assert breaches[0].article == f"《党政机关公文处理工作条例》{article}"
    assert breaches[0].message.endswith("。")
    assert breaches[0].remedy.endswith("。")


REMEDIED = [
    (REQUEST, UP),
    (REPORT, UP),
    (NOTICE, DOWN),
    (REQUEST, replace(UP, to=(PROVINCE,), copies=(CITY,), skip_reason="特大洪涝灾害，时间紧急")),
    (REQUEST, replace(UP, issuer=BUREAU, is_major_matter=True, government_consented=True)),
    (REQUEST, replace(UP, forwards_request=True, has_inclined_opinion=True)),
    (
        REQUEST,
        replace(UP, to=(Party("陈市长", Relation.SUPERIOR, Level.CITY, is_person=True),), ordered_by_leader=True),
    ),
    (NOTICE, replace(DOWN, concerned=("县水务局",), agreed=("县水务局",))),
    (NOTICE, replace(DOWN, is_important=True, signatory_duty="principal_leader", copies=(CITY,))),
    (NOTICE, replace(DOWN, to=(Party("秘书科", Relation.INTERNAL),), issuer=Party("综合科", is_internal_unit=True))),
    (NOTICE, replace(DOWN, joint=(BUREAU,), signed_by=("明川县水务局", "明川县人民政府办公室"))),
]


@pytest.mark.parametrize(("document", "route"), REMEDIED)
def test_a_paper_that_keeps_the_rules_passes(document, route):
    assert check(document, route) == []


def test_who_must_sign():
    assert must_be_signed_by_principal(REQUEST)
    assert must_be_signed_by_principal(Document(kind="decision"))
    assert must_be_signed_by_principal(NOTICE, is_important=True)
    assert not must_be_signed_by_principal(NOTICE)
    assert not must_be_signed_by_principal(Document(kind="signed_report", direction=Direction.UPWARD))


def test_relation_follows_from_level():
    assert relation_between(Level.COUNTY, Level.CITY) is Relation.SUPERIOR
    assert relation_between(Level.COUNTY, Level.TOWN) is Relation.SUBORDINATE
    assert relation_between(Level.COUNTY, Level.COUNTY) is Relation.PEER
    assert relation_between(Level.COUNTY, Level.CITY, same_line=False) is Relation.PEER
