"""Writing: versions, two people on one draft, what is typed and what must not be kept."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.apps.outgoing import steps
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.drafting import fields_of
from zhongshu.apps.outgoing.models import Autosave, Version
from zhongshu.apps.outgoing.policy.fields import cleaned, from_document, to_document
from zhongshu.apps.outgoing.policy.merging import merge_lines
from zhongshu.apps.outgoing.queries.papers import current_version
from zhongshu.lib.refusal import Refused

db = pytest.mark.django_db


def now_in(paper):
    paper = steps.reload(paper)
    return cleaned(fields_of(current_version(paper), paper)).fields


def save(cast, paper, base=1, who="drafter", **changes):
    fields = now_in(paper) if base == steps.reload(paper).revision else _of(paper, base)
    return actions.save_draft(actor=cast.people[who], paper=paper, base=base, fields=fields | changes)


def _of(paper, no):
    return cleaned(fields_of(paper.versions.get(no=no), steps.reload(paper))).fields


@pytest.fixture
def paper(cast):
    paper = steps.new_paper(cast)
    actions.share_draft(actor=cast.drafter, paper=paper, person=cast.section_head)
    return paper


@db
def test_every_save_is_a_version_and_the_same_words_are_none(cast, paper):
    saved = save(cast, paper, title="明川县人民政府办公室关于商请加强防汛的函")
    assert (saved.version.no, saved.version.change) == (2, Version.Change.EDITED)
    again = save(cast, paper, base=2)
    assert again.version.no == 2
    with pytest.raises(Refused):
        saved.version.save()
    with pytest.raises(Refused):
        saved.version.delete()


@db
def test_two_people_who_changed_different_elements_are_joined(cast, paper):
    save(cast, paper, remark="联系人：林晓雯，电话：0999-1234567")
    body = _of(paper, 1)["body"].replace("不发生人员伤亡事故", "不发生一起人员伤亡事故")
    saved = save(cast, paper, base=1, who="section_head", body=body)
    assert saved.merged
    assert not saved.clashes
    assert saved.version.change == Version.Change.MERGED
    both = now_in(paper)
    assert both["remark"] == "联系人：林晓雯，电话：0999-1234567"
    assert "不发生一起人员伤亡事故" in both["body"]


@db
def test_two_people_who_changed_neighbouring_paragraphs_are_joined(cast, paper):
    text = _of(paper, 1)["body"]
    save(cast, paper, body=text.replace("一、目标任务", "一、总体目标"))
    saved = save(cast, paper, base=1, who="section_head", body=text.replace("确保全县安全度汛", "确保全县平稳度汛"))
    assert saved.merged
    assert "一、总体目标\n确保全县平稳度汛" in now_in(paper)["body"]


@db
def test_two_people_on_one_element_see_both_and_nothing_is_lost(cast, paper):
    save(cast, paper, title="明川县人民政府办公室关于甲事的函")
    saved = save(cast, paper, base=1, who="section_head", title="明川县人民政府办公室关于乙事的函")
    (clash,) = saved.clashes
    assert (clash.label, clash.mine, clash.theirs) == (
        "标题", "明川县人民政府办公室关于乙事的函", "明川县人民政府办公室关于甲事的函",
    )  # fmt: skip
    assert steps.reload(paper).revision == 2
    assert Autosave.objects.get(person=cast.section_head).fields["title"] == clash.mine


@db
def test_what_is_typed_is_kept_and_a_clash_is_told(cast, paper):
    fields = now_in(paper) | {"title": "明川县人民政府办公室关于丙事的函"}
    kept, clashes = actions.autosave(actor=cast.section_head, paper=paper, base=1, fields=fields)
    assert clashes is None
    save(cast, paper, title="明川县人民政府办公室关于甲事的函")
    kept, clashes = actions.autosave(actor=cast.section_head, paper=steps.reload(paper), base=1, fields=fields)
    assert [clash.name for clash in clashes.clashes] == ["title"]
    assert kept.fields["title"] == "明川县人民政府办公室关于丙事的函"


@db
def test_a_body_of_half_a_million_characters_is_refused_and_kept(cast, paper):
    fields = now_in(paper) | {"body": "防汛" * 250_000}
    actions.autosave(actor=cast.drafter, paper=paper, base=1, fields=fields)
    with pytest.raises(Refused, match="500,000"):
        actions.save_draft(actor=cast.drafter, paper=paper, base=1, fields=fields)
    assert len(Autosave.objects.get(person=cast.drafter).fields["body"]) == 500_000
    assert steps.reload(paper).revision == 1


@db
def test_control_characters_are_taken_out_and_counted(cast, paper):
    saved = save(cast, paper, title="明川县人民政府办公室关于\x00\x07\u200b商请防汛的函")
    assert saved.removed == 3
    assert now_in(paper)["title"] == "明川县人民政府办公室关于商请防汛的函"


@db
@pytest.mark.parametrize("mark", ["机密★10年", "绝密 ★长期", "秘密\n", "【机密】"])
def test_words_marked_above_the_ceiling_are_not_kept(cast, paper, mark):
    fields = now_in(paper) | {"body": f"{mark}\n有关事项如下。"}
    with pytest.raises(Refused, match="没有保存"):
        actions.save_draft(actor=cast.drafter, paper=paper, base=1, fields=fields)
    with pytest.raises(Refused, match="没有保存"):
        actions.autosave(actor=cast.drafter, paper=paper, base=1, fields=fields)
    assert not Autosave.objects.exists()
    with pytest.raises(Refused, match="没有保存"):
        save(cast, paper, secrecy="secret")


@db
def test_talking_of_secrets_is_no_mark(cast, paper):
    assert save(cast, paper, body="严格遵守保守国家秘密法，做好机密件管理。").version.no == 2


@db
def test_an_earlier_version_comes_back_and_the_clean_copy_is_marked(cast, paper):
    first = now_in(paper)["title"]
    save(cast, paper, title="明川县人民政府办公室关于甲事的函")
    row = actions.restore_version(actor=cast.drafter, paper=paper, no=1)
    assert (row.no, row.change, now_in(paper)["title"]) == (3, Version.Change.RESTORED, first)
    clean = actions.clean_copy(actor=cast.drafter, paper=paper)
    assert (clean.no, clean.substantive, clean.digest) == (4, False, row.digest)


@db
def test_who_does_not_hold_the_paper_cannot_write_in_it(cast, paper):
    for part in ("vetter", "clerk", "outsider", "sysadmin"):
        with pytest.raises(Refused):
            save(cast, paper, who=part, title="改不得")
    steps.to_step(cast, paper, "vet")
    with pytest.raises(Refused, match="不在您手中"):
        save(cast, paper, title="改不得")


@db
def test_an_internal_paper_is_for_those_cleared_and_every_look_is_on_record(cast, paper):
    from zhongshu.apps.audit.models import Entry
    from zhongshu.apps.outgoing.queries import visible_to

    save(cast, paper, secrecy="internal")
    paper = steps.reload(paper)
    cast.section_head.clearance = 0
    assert visible_to(cast.drafter).filter(pk=paper.pk).exists()
    assert not visible_to(cast.section_head).filter(pk=paper.pk).exists()
    actions.look_at(actor=cast.drafter, paper=paper)
    assert Entry.objects.filter(verb="outgoing.look_at", actor_id=cast.drafter.pk).count() == 1


LINES = st.lists(st.sampled_from(["甲", "乙", "丙", "丁"]), max_size=8)


@given(base=LINES, mine=LINES, theirs=LINES)
@settings(max_examples=400, deadline=None)
def test_a_merge_takes_each_sides_change_or_says_so(base, mine, theirs):
    one, other, old = "\n".join(mine), "\n".join(theirs), "\n".join(base)
    assert merge_lines(old, one, old) == one
    assert merge_lines(old, old, other) == other
    merged = merge_lines(old, one, other)
    assert merged == merge_lines(old, other, one)
    if merged is not None:
        # What either side put in and the base did not have is there.
        for text in (mine, theirs):
            for line in set(text) - set(base):
                assert line in merged.split("\n")


@given(st.text(alphabet="一二三、（）1.甲乙丙丁|， \n", max_size=300))
@settings(max_examples=200, deadline=None)
def test_fields_and_documents_say_the_same(text):
    fields = cleaned(steps.fields(kind="notice", body=text, annexes=[["甲", "乙\n丙"]])).fields
    document = to_document(fields, issuer="明川县人民政府办公室", printing_organ="明川县人民政府办公室")
    again = from_document(document, issuer_code=fields["issuer_code"])
    assert to_document(again, issuer="明川县人民政府办公室", printing_organ="明川县人民政府办公室") == document
