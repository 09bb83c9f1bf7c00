"""A paper from receipt to archive, and the turns it may take."""

import zipfile
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone

from tests.apps.incoming import steps
from tests.apps.outgoing import steps as outgoing_steps
from zhongshu.apps.archive import actions as archive
from zhongshu.apps.archive.queries import faults_of
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.audit.models import Entry
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.incoming import actions, queries
from zhongshu.apps.incoming.models import Instruction, Paper
from zhongshu.apps.incoming.policy.tests import TESTS
from zhongshu.apps.org import actions as org_actions
from zhongshu.apps.outgoing.models import Delivery
from zhongshu.apps.outgoing.models import Paper as OutgoingPaper
from zhongshu.lib.flow.vocabulary import ReturnMode
from zhongshu.lib.refusal import Refused


def test_the_register_is_read_from_the_file(cast):
    paper = steps.received(cast)
    assert paper.read_fields["fields"] == {
        "document_number": "安政发〔2026〕21号",
        "sender": "安和市人民政府",
        "title": "安和市人民政府关于开展冬春农田水利建设的通知",
        "document_date": "2026-11-10",
        "kind": "notice",
        "secrecy": 0,
        "urgency": "",
    }
    assert paper.state == Paper.State.RECEIVED
    assert paper.copy_rows.count() == 2


def test_a_paper_walks_to_the_archive(cast):
    paper = steps.to_step(cast, steps.received(cast), "archive", supporters=(cast.supervision_officer,))
    assert paper.register_text == f"收〔{timezone.localdate().year}〕1号"
    assert paper.lead_unit == cast.units["综合科"]
    assert paper.completed_at is not None
    verbs = set(Entry.objects.filter(verb__startswith="incoming.").values_list("verb", flat=True))
    assert verbs >= {
        "incoming.receive", "incoming.register", "incoming.pass_check", "incoming.propose", "incoming.instruct",
        "incoming.assign", "incoming.complete",
    }  # fmt: skip


def test_register_numbers_have_no_gap(cast):
    first = steps.registered(cast)
    failing = steps.received(cast, text="另一件来文\n正文内容不同。")
    with pytest.raises(Refused):
        steps.registered(cast, failing, title="")
    second = steps.registered(cast, failing)
    assert (first.register_serial, second.register_serial) == (1, 2)


def test_the_same_paper_is_noticed(cast):
    first = steps.registered(cast)
    with pytest.raises(Refused, match="疑似重复"):
        steps.registered(cast, steps.received(cast, text=steps.TEXT.replace("抓紧", " 抓 紧")))
    near = steps.received(cast, text=steps.TEXT.replace("抓紧开工", "抓紧动工"))
    with pytest.raises(Refused, match=r"疑似重复.*相同"):
        steps.registered(cast, near, document_number="", sender="市水利局")
    again = steps.registered(cast, near, note="市政府补发的正式文本", document_number="")
    assert again.register_serial == first.register_serial + 1
    assert "补发" in again.note


@pytest.mark.parametrize("words", ["机密★10年", "绝密★长期"])
def test_above_the_ceiling_nothing_is_kept(cast, words):
    with pytest.raises(Refused, match="没有保存"):
        steps.received(cast, text=f"{words}\n{steps.TEXT}")
    assert not Paper.objects.exists()


def test_only_the_entry_of_a_secret_paper_is_kept(cast):
    paper = actions.keep_entry(
        actor=cast.confidential_officer, sender="安和市人民政府", secrecy=3, document_number="安机〔2026〕3号",
        copies=[("000017", "机要室 2 号柜")],
    )  # fmt: skip
    assert (paper.state, paper.text, paper.file) == (Paper.State.KEPT, "", None)
    seen = {part for part, person in cast.people.items() if queries.visible_to(person).exists()}
    assert seen == {"confidential_officer"}
    with pytest.raises(Refused):
        actions.keep_entry(actor=cast.clerk, sender="市政府", secrecy=1, copies=[("1", "柜")])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("坏.docx", b"PK\x03\x04rubbish", "DOCX"),
        ("坏.pdf", b"%PDF-1.7 rubbish", "PDF"),
        ("旧.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "没有导入"),
        ("空.txt", b"", "空"),
        ("二进制.bin", b"\x00\x01\x02" * 50, "文本"),
    ],
)
def test_bad_files_are_refused_in_words(cast, name, content, said):
    with pytest.raises(Refused, match=said):
        steps.received(cast, name=name, content=content)
    assert not Paper.objects.exists()


def test_a_deadline_in_the_past_and_a_dissolved_unit_are_refused(cast):
    with pytest.raises(Refused, match="已经过去"):
        steps.registered(cast, due_on=date(2020, 1, 1))
    paper = steps.to_step(cast, Paper.objects.get(), "propose")
    unit = cast.units["督查室"]
    unit.dissolved_on = timezone.localdate()
    unit.save()
    with pytest.raises(Refused, match="撤销"):
        actions.propose(actor=steps.work(paper).holder, paper=paper, text=steps.PROPOSAL, lead_unit=unit)


def test_copies_are_counted_one_by_one(cast):
    with pytest.raises(Refused, match="份号"):
        steps.received(cast, copies=3, copy_numbers=["000001", "000002"])
    paper = steps.received(cast, copies=2, copy_numbers=["000001", "000002"])
    assert list(paper.copy_rows.values_list("copy_number", flat=True)) == ["000001", "000002"]


@pytest.mark.parametrize("part", ["drafter", "principal_leader", "archivist", "sysadmin"])
def test_only_clerks_receive(cast, part):
    with pytest.raises(Refused):
        actions.receive(actor=cast.people[part], sender="市政府", title="x")


def test_a_failing_paper_goes_back_with_a_letter(cast):
    paper = steps.registered(cast)
    with pytest.raises(Refused, match="没有勾选"):
        actions.pass_check(actor=cast.clerk, paper=paper, passed=list(TESTS)[:4])
    row = actions.send_back(
        actor=cast.clerk, paper=paper, failed=["routing"], reason="越级行文，没有抄送主管部门。", letter=True
    )
    assert steps.reload(paper).state == Paper.State.RETURNED
    assert "是否符合行文规则" in str(row.letter.versions.get().content)
    assert not steps.work(paper)


def test_no_button_goes_round_a_step(cast):
    paper = steps.registered(cast)
    for state in ("check", "propose", "instruct"):
        paper = steps.to_step(cast, paper, state)
        item = steps.work(paper)
        with pytest.raises(Refused, match="还没有填写"):
            flow_actions.submit(actor=item.holder, work=item, text="请阅")
    paper = steps.to_step(cast, paper, "handle")
    item = steps.work(paper)
    with pytest.raises(Refused, match="办理结果"):
        flow_actions.submit(actor=item.holder, work=item, text=" ")


def test_returned_to_the_proposal_it_is_proposed_anew(cast):
    paper = steps.to_step(cast, steps.registered(cast), "instruct")
    item = steps.work(paper)
    flow_actions.return_to(
        actor=item.holder, work=item, target="propose", text="请征求财政局意见", mode=ReturnMode.REWALK
    )
    assert steps.reload(paper).state == "propose"
    item = steps.work(paper)
    with pytest.raises(Refused, match="还没有填写"):
        flow_actions.submit(actor=item.holder, work=item, text="再报")


def test_an_answer_is_drafted_and_owed(cast):
    paper = steps.to_step(cast, steps.registered(cast), "handle", needs_answer=True)
    draft = actions.start_reply(
        actor=cast.section_head, paper=paper, kind="letter",
        issuer_code=cast.office.issuer_codes.get(code="明政办函"),
    )  # fmt: skip
    assert draft.title == "明川县人民政府办公室关于开展冬春农田水利建设的复函"
    paper = steps.to_step(cast, paper, "complete")
    with pytest.raises(Refused, match="没有发出"):
        actions.complete(actor=cast.clerk, paper=paper, result="已办")
    with pytest.raises(Refused, match="已经有复文"):
        actions.start_reply(actor=cast.clerk, paper=paper, kind="letter", issuer_code=None)
    OutgoingPaper.objects.filter(pk=draft.pk).update(distributed_at=timezone.now())
    actions.complete(actor=cast.clerk, paper=paper, result="已办")
    assert steps.reload(paper).state == "archive"


def test_a_delivery_becomes_an_incoming_paper(cast):
    sent = outgoing_steps.to_step(cast, outgoing_steps.new_paper(cast), "archive")
    copy = Delivery.objects.get(paper=sent, organ=cast.town)
    paper = actions.receive_delivery(actor=cast.town_clerk, delivery=copy)
    copy.refresh_from_db()
    assert copy.state == Delivery.State.SIGNED
    assert (paper.title, paper.document_number) == (sent.title, sent.number_text)
    assert paper.organ == cast.town
    assert "隐患排查" in paper.text
    with pytest.raises(Refused, match="已经收文"):
        actions.receive_delivery(actor=cast.town_clerk, delivery=copy)
    paper = actions.register(
        actor=cast.town_clerk, paper=paper, fields=paper.read_fields["fields"] | {"document_date": None}
    )
    actions.pass_check(actor=cast.town_clerk, paper=paper, passed=TESTS)
    actions.assign(actor=cast.town_clerk, paper=paper, handler=cast.outsider)
    item = steps.work(paper)
    flow_actions.submit(actor=cast.outsider, work=item, text="已排查")
    actions.complete(actor=cast.town_clerk, paper=paper, result="已排查完毕")
    assert steps.reload(paper).state == Paper.State.DONE


def test_need_to_know(cast):
    paper = steps.registered(cast)
    seen = {part for part, person in cast.people.items() if queries.visible_to(person).filter(pk=paper.pk).exists()}
    assert seen == {"clerk", "director"}
    steps.to_step(cast, paper, "handle")
    seen = {part for part, person in cast.people.items() if queries.visible_to(person).filter(pk=paper.pk).exists()}
    # The leader ordered something, so whoever supervises such orders may read the paper.
    assert seen == {"clerk", "director", "principal_leader", "section_head", "supervision_officer"}
    other = steps.registered(cast, steps.received(cast, text=steps.TEXT.replace("农田水利", "粮食收购")), note="两件")
    steps.to_step(cast, other, "instruct")
    actions.instruct(actor=cast.principal_leader, paper=steps.reload(other), text="同意。")
    seen = {part for part, person in cast.people.items() if queries.visible_to(person).filter(pk=other.pk).exists()}
    assert seen == {"clerk", "director", "principal_leader"}


def test_a_transcript_says_by_whom_and_from_what(cast):
    paper = steps.to_step(cast, steps.registered(cast), "instruct")
    with pytest.raises(Refused, match="代录"):
        actions.transcribe(
            actor=cast.drafter, paper=paper, leader=cast.principal_leader, text="同意", given_on=timezone.localdate(),
            source="纸质批件",
        )  # fmt: skip
    row = actions.transcribe(
        actor=cast.clerk, paper=paper, leader=cast.principal_leader, text="请督查室月底前报情况。",
        given_on=timezone.localdate() - timedelta(days=1), source="纸质批件原件",
    )  # fmt: skip
    assert (row.form, row.transcribed_by, row.source) == (Instruction.Form.TRANSCRIBED, cast.clerk, "纸质批件原件")
    assert steps.reload(paper).state == "assign"
    assert paper.instructions.count() == 1
    sentence = row.sentences.get()
    assert sentence.orders
    assert sentence.proposed_unit == cast.units["督查室"]


def test_a_phone_call_is_an_instruction_marked_so(cast):
    paper = steps.to_step(cast, steps.registered(cast), "instruct")
    flow_actions.approve_by_phone(
        actor=cast.director, work=steps.work(paper), called_at=timezone.now(), question="可否按拟办意见办",
        answer="可以，请综合科抓紧。",
    )  # fmt: skip
    row = paper.instructions.get()
    assert (row.form, row.transcribed_by, row.leader) == ("phone", cast.director, cast.principal_leader)


def test_sentences_tile_the_instruction_and_name_unit_and_day(cast):
    paper = steps.to_step(
        cast,
        steps.registered(cast),
        "assign",
        text="同意。请督查室牵头，综合科配合，10个工作日内报结果；此件请各位副县长阅。",
    )
    row = paper.instructions.get()
    parts = list(row.sentences.all())
    assert "".join(part.text for part in parts) == row.text
    assert all(row.text[part.start : part.end] == part.text for part in parts)
    order = next(part for part in parts if part.orders)
    assert order.proposed_unit == cast.units["督查室"]
    assert order.due_phrase == "10个工作日内"
    assert order.proposed_due is not None


def test_the_clerk_leaving_hands_over_what_is_not_registered(cast):
    paper = steps.received(cast)
    org_actions.hand_over(actor=cast.sysadmin, leaver=cast.clerk, successor=cast.archivist, reason="调岗")
    assert steps.reload(paper).received_by == cast.archivist


def test_the_archive_files_it_with_slip_and_record(cast):
    archive.set_fonds(actor=SYSTEM, organ=cast.office, code="Z109")
    paper = steps.to_step(cast, steps.received(cast), "archive")
    work = steps.work(paper)
    with pytest.raises(Refused, match="还没有归档"):
        flow_actions.submit(actor=work.holder, work=work, text="办结")
    item = archive.file_paper(actor=cast.archivist, paper=paper, retention="D30")
    assert steps.reload(paper).state == Paper.State.DONE
    with zipfile.ZipFile(BytesIO(item.package.read())) as opened:
        names = set(opened.namelist())
        record = opened.read("办理过程.xml").decode()
    assert names == {"办理单.pdf", "元数据.xml", "办理过程.xml", "来文-来文.txt", "来文文字.txt", "SHA256SUMS"}
    assert steps.PROPOSAL in record
    assert faults_of(item) == []
