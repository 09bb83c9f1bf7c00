"""What a registered paper's fields, deadline and answer may still become; each with its guard."""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document as Docx

from tests.apps.incoming import steps
from tests.apps.outgoing import steps as outgoing_steps
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.flow.models import DeferredSignature, Flow, Work
from zhongshu.apps.flow.progress import line
from zhongshu.apps.incoming import actions
from zhongshu.apps.incoming.forms import AssignForm, ProposeForm
from zhongshu.apps.incoming.models import Paper
from zhongshu.apps.incoming.queries.papers import flow_of
from zhongshu.apps.org.models import Unit
from zhongshu.apps.search import queries as search
from zhongshu.apps.supervision.forms.fields import live_units
from zhongshu.lib.refusal import Refused

REASON = "登记时误将字号写错"


def fields(paper, **changes):
    return {name: getattr(paper, name) for name in ("title", "sender", "document_number")} | changes


def test_a_registered_field_is_corrected_with_its_reason(cast):
    paper = steps.to_step(cast, steps.registered(cast), "handle")
    number = paper.register_text
    title = "安和市人民政府关于开展冬春农田水利建设检查的通知"
    wanted = fields(paper, title=title, document_number="安政发〔2026〕22号", urgency="urgent")
    paper = actions.correct(actor=cast.clerk, paper=paper, fields=wanted, reason=REASON)
    assert (paper.register_text, paper.document_number, paper.urgency) == (number, "安政发〔2026〕22号", "urgent")
    assert set(Work.objects.filter(flow=paper.flow_id).values_list("title", "urgency")) == {(title, "urgent")}
    assert search.find(cast.clerk, "水利建设检查", Paper._meta.label_lower).exists()
    entry = Entry.objects.get(verb="incoming.correct")
    assert REASON in entry.summary
    assert entry.data["changed"]["document_number"] == ["安政发〔2026〕21号", "安政发〔2026〕22号"]
    assert set(entry.data["changed"]) == {"title", "document_number", "urgency"}


@pytest.mark.parametrize(
    ("part", "changes", "reason", "word"),
    [
        ("drafter", {"title": "改"}, REASON, "文书"),
        ("clerk", {"title": "改"}, "  ", "理由"),
        ("clerk", {}, REASON, "没有变化"),
        ("clerk", {"title": " "}, REASON, "标题"),
        ("clerk", {"secrecy": 2}, REASON, "机要渠道"),
    ],
)
def test_a_correction_is_refused(cast, part, changes, reason, word):
    paper = steps.registered(cast)
    with pytest.raises(Refused, match=word):
        actions.correct(actor=cast.people[part], paper=paper, fields=fields(paper, **changes), reason=reason)
    assert steps.reload(paper).title == paper.title


def test_a_holder_must_be_cleared_for_a_higher_secrecy(cast):
    paper = steps.to_step(cast, steps.registered(cast), "handle")
    cast.section_head.clearance = 0
    cast.section_head.save()
    with pytest.raises(Refused, match="知悉等级低于"):
        actions.correct(actor=cast.clerk, paper=paper, fields=fields(paper, secrecy=1), reason=REASON)


def test_a_deadline_that_has_passed_does_not_hinder_a_correction(cast):
    paper = steps.registered(cast)
    past = timezone.now() - timedelta(days=3)
    Paper.objects.filter(pk=paper.pk).update(due_on=past.date(), due_at=past)
    wanted = fields(paper, document_number="安政发〔2026〕23号", due_on=past.date())
    paper = actions.correct(actor=cast.clerk, paper=paper, fields=wanted, reason=REASON)
    assert paper.due_on == past.date()
    with pytest.raises(Refused, match="已经过去"):
        actions.correct(
            actor=cast.clerk, paper=paper, fields=fields(paper, due_on=past.date() - timedelta(days=1)), reason=REASON
        )


def test_the_page_of_the_correction(accounts, sign_in):
    paper = steps.to_step(accounts, steps.registered(accounts), "propose")
    address = reverse("incoming:correct", args=[paper.pk])
    clerk = sign_in("clerk")
    assert address in clerk.get(paper.get_absolute_url()).content.decode()
    page = clerk.get(address).content.decode()
    assert "更正理由" in page
    sent = {
        "title": paper.title,
        "sender": paper.sender,
        "document_number": "安政发〔2026〕24号",
        "secrecy": "0",
        "kind": "notice",
    }
    assert clerk.post(address, sent).status_code == 422
    assert clerk.post(address, sent | {"reason": REASON}).status_code == 302
    assert steps.reload(paper).document_number == "安政发〔2026〕24号"
    assert sign_in("outsider").get(address).status_code == 404


def test_one_paper_one_deadline(cast):
    """The handler's work ends with the paper's deadline, not after the step's usual days; a corrected one moves along."""
    paper = steps.to_step(cast, steps.registered(cast), "handle")
    assert steps.work(paper).due_at == paper.due_at
    day = paper.due_on + timedelta(days=9)
    paper = actions.correct(actor=cast.clerk, paper=paper, fields=fields(paper, due_on=day), reason="来文单位来电顺延")
    assert paper.due_on == day
    assert steps.work(paper).due_at == paper.due_at


def test_a_paper_that_is_there_already_becomes_the_answer(cast):
    paper = steps.to_step(cast, steps.registered(cast), "handle", needs_answer=True)
    answer = outgoing_steps.new_paper(cast)
    with pytest.raises(Refused, match="不能作为"):
        actions.link_reply(actor=cast.section_head, paper=paper, reply=answer)  # not known to the handler
    actions.link_reply(actor=cast.clerk, paper=paper, reply=outgoing_steps.to_step(cast, answer, "number"))
    assert steps.reload(paper).reply == answer
    with pytest.raises(Refused, match="已经有复文"):
        actions.link_reply(actor=cast.clerk, paper=paper, reply=answer)
    other = steps.registered(
        cast, steps.received(cast, text="另一件来文，事由不同。"), sender="安和市水利局", title="另一件"
    )
    with pytest.raises(Refused, match="不能作为"):
        actions.link_reply(actor=cast.clerk, paper=other, reply=answer)


def test_words_on_a_paper_original_owe_no_signature(cast):
    paper = steps.to_step(cast, steps.registered(cast), "instruct")
    row = actions.transcribe(
        actor=cast.clerk, paper=paper, leader=cast.principal_leader, text="同意。请综合科牵头，月底前报结果。",
        given_on=timezone.localdate(), source="纸质批件原件", original=True,
    )  # fmt: skip
    assert (row.form, row.transcribed_by) == ("transcribed", cast.clerk)
    assert steps.reload(paper).state == "assign"
    assert DeferredSignature.objects.get().state == "signed"
    assert not Work.objects.filter(holder=cast.principal_leader, box__in=("todo", "in_hand")).exists()
    marks = {mark.name: mark.people for mark in line(flow_of(paper))}
    assert marks["批示"] == "陈志远（纸质原件签批）"


def test_words_told_by_mouth_owe_one(cast):
    paper = steps.to_step(cast, steps.registered(cast), "instruct")
    actions.transcribe(
        actor=cast.clerk, paper=paper, leader=cast.principal_leader, text="同意。", given_on=timezone.localdate(),
        source="当面口述",
    )  # fmt: skip
    assert DeferredSignature.objects.get().state == "owed"


def test_leaders_rooms_are_no_units_to_lead(cast):
    for form in (AssignForm(organ=cast.office), ProposeForm(organ=cast.office)):
        names = set(form.fields["lead_unit"].queryset.values_list("name", flat=True))
        assert "综合科" in names
        assert not {name for name in names if name.endswith("领导")}
    handlers = set(AssignForm(organ=cast.office).fields["handler"].queryset)
    assert {cast.section_head, cast.deputy_director} <= handlers
    assert not handlers & {cast.principal_leader, cast.deputy_leader}
    offered = {(unit.organ_id, unit.name) for unit in live_units()}
    assert (cast.office.pk, "县领导") not in offered
    Unit.objects.create(organ=cast.city, name="市领导")
    assert (cast.city.pk, "市领导") in {(unit.organ_id, unit.name) for unit in live_units()}


def docx(*lines: str) -> bytes:
    made, out = Docx(), io.BytesIO()
    for text in lines:
        made.add_paragraph(text)
    made.save(out)
    return out.getvalue()


def test_the_shown_text_has_the_head_and_the_date(cast):
    content = docx(*steps.TEXT.split("\n"))
    paper = steps.received(cast, name="来文.docx", content=content)
    assert paper.text.startswith("安和市人民政府文件")
    assert paper.text.rstrip().endswith("2026年11月10日")


def test_an_encrypted_pdf_is_refused(cast):
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(Refused, match="打开密码"):
        steps.received(cast, name="来文.pdf", content=out.getvalue())
    assert not Paper.objects.exists()


def test_a_file_above_the_limit_is_refused(cast, settings):
    settings.MAX_UPLOAD_MB = 1
    with pytest.raises(Refused, match="超过 1 MB"):
        steps.received(cast, content=b"%PDF-" + b"0" * (1024 * 1024))
    assert not Paper.objects.exists()
    assert not Flow.objects.exists()
