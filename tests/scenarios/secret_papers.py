"""Two restricted papers full of tell-tale words, and who alone may know of them.

The tell-tales are names of sea creatures: no template, rule or other test of the house uses them. What an outsider may
search for (``SEARCHED``) is not itself a tell-tale, because a page repeats what was typed into its search box.
"""

from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO

from django.urls import reverse
from django.utils import timezone
from docx import Document as Docx

from tests.apps.incoming import steps as incoming_steps
from tests.apps.outgoing import steps
from tests.apps.supervision.steps import ledger as workbook_of
from tests.cast import STAFF, Cast
from tests.scenarios import secret_meetings
from tests.scenarios.during import DURING_WORDS, Sitting, take_place
from tests.scenarios.secret_meetings import SecretMeeting, make_secret_meeting
from zhongshu.apps.archive import actions as archive
from zhongshu.apps.archive.models import Item, Retention
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.coordination import actions as coordination
from zhongshu.apps.coordination.models import Booking, Engagement
from zhongshu.apps.flow import actions as flow
from zhongshu.apps.flow import queries as flows
from zhongshu.apps.incoming import actions as incoming
from zhongshu.apps.incoming.models import Paper as IncomingPaper
from zhongshu.apps.lexicon import actions as lexicon
from zhongshu.apps.lexicon.models import Entry
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.models import Delivery, Disagreement, ImportedText, Lapse, Paper
from zhongshu.apps.shell.actions import save_view
from zhongshu.apps.supervision import actions as supervision
from zhongshu.apps.supervision.actions.importing import run_import
from zhongshu.apps.supervision.models import LedgerImport, Source, SupervisedMatter
from zhongshu.apps.supervision.sources import SourceFacts
from zhongshu.lib.flow.vocabulary import ReturnMode, Verdict

SEARCHED = "深海巡查"

#: The issued paper: what its final form says, and what only its making knew.
TITLE, BODY, OLD_BODY, OPINION, RETURN, VETTED = "鲸落", "海百合", "管水母", "灯笼鱼", "叶海龙", "雀尾螳螂虾"
#: A mistake found in it later, and a line of the office's own 校对库.
LAPSED, KEPT = "海天使", "皇带鱼"
#: The paper in hand.
OPEN_TITLE, OPEN_BODY, TYPED, IMPORTED, DISSENT, ASKED = "翻车鲀", "鹦鹉螺", "夜光虫", "海蛾鱼", "剥皮鱼", "腔棘鱼"

#: The paper that came in, and who knows of it before it is checked.
INCOMING = "琵琶虾"
#: Who keeps the register, and who is to see that the leader's order on the paper is done.
INCOMING_KNOWN = frozenset({"clerk", "director", "supervision_officer"})

ISSUED_WORDS = frozenset({TITLE, BODY})
MAKING_WORDS = frozenset({OLD_BODY, OPINION, RETURN, VETTED, LAPSED})
OFFICE_WORDS = frozenset({KEPT})
OPEN_WORDS = frozenset({OPEN_TITLE, OPEN_BODY, TYPED, IMPORTED, DISSENT, ASKED})
#: One's own unsaved words and imports are one's own, and questions are between the two who talk.
PRIVATE_WORDS = {TYPED: {"director"}, IMPORTED: {"drafter"}}

#: The supervised matter: what it says, and a row of an old ledger that was not taken over.
MATTER_TASK, MATTER_SENTENCE, REPORTED, EVIDENCE, REJECTED = "海鳗", "玳瑁", "砗磲", "海葵", "儒艮"
MATTER_WORDS = frozenset({MATTER_TASK, MATTER_SENTENCE, REPORTED, EVIDENCE})

#: A leader's private engagement, and a booking whose purpose its booker keeps to themselves.
ENGAGED, BOOKED = "鹦嘴鱼", "蓝环章鱼"
CALENDAR_WORDS = {ENGAGED: frozenset({"principal_leader", "archivist"}), BOOKED: frozenset({"drafter"})}

#: Who handled the issued paper, and the town whose clerk received a copy of it.
MAKERS = frozenset({"drafter", "director", "principal_leader", "clerk", "seal_keeper", "archivist"})
RECEIVERS = frozenset({"town_clerk"})
#: Who holds, countersigns or was given the paper in hand to read.
OFFICE = frozenset(STAFF)
HOLDERS = frozenset({"drafter", "director", "supervision_officer", "confidential_officer"})
#: The responsible section and the supervising side of the matter; who may open matters sees the office's imports.
ANSWERING = frozenset({"drafter", "section_head", "supervision_officer", "director", "deputy_director"})
OPENING = frozenset({"supervision_officer", "director", "deputy_director", "section_head", "vetter"})


def may_know(word: str) -> frozenset[str]:
    """The parts of the cast who may read one tell-tale word."""
    if word in secret_meetings.KNOWN_TO:
        return secret_meetings.KNOWN_TO[word]
    if word == INCOMING:
        return INCOMING_KNOWN
    if word in CALENDAR_WORDS:
        return CALENDAR_WORDS[word]
    if word in DURING_WORDS:
        return DURING_WORDS[word]
    if word in PRIVATE_WORDS:
        return frozenset(PRIVATE_WORDS[word])
    if word in MATTER_WORDS:
        return ANSWERING
    if word == REJECTED:
        return OPENING
    if word in OPEN_WORDS:
        return HOLDERS
    if word in OFFICE_WORDS:
        return OFFICE
    return MAKERS | RECEIVERS if word in ISSUED_WORDS else MAKERS


@dataclass
class Secrets:
    """The papers and their parts, as addresses name them."""

    issued: Paper
    open: Paper
    item: Item
    delivery: Delivery
    disagreement: Disagreement
    imported: ImportedText
    lapse: Lapse
    entry: Entry
    matter: SupervisedMatter
    ledger: LedgerImport
    incoming: IncomingPaper
    engagement: Engagement
    booking: Booking
    sitting: Sitting
    meeting: SecretMeeting


def make_secrets(cast: Cast) -> Secrets:
    """One paper from draft to archive with a return on the way, one at its gates with a dissent; both 内部."""
    archive.set_fonds(actor=SYSTEM, organ=cast.office, code="Z109")
    issued = _issue(cast)
    item = archive.file_paper(actor=cast.archivist, paper=steps.reload(issued), retention=Retention.PERMANENT)
    unfinished, imported = _leave_open(cast)
    matter = _supervise(cast)
    save_view(actor=cast.director, path=reverse("outgoing:list"), name=f"{OPEN_TITLE}一件", query=f"text={OPEN_TITLE}")
    return Secrets(
        issued=steps.reload(issued),
        open=steps.reload(unfinished),
        item=item,
        delivery=issued.deliveries.get(organ=cast.town),
        disagreement=unfinished.disagreements.get(),
        imported=imported,
        lapse=_lapse(cast, issued),
        entry=lexicon.add_entry(actor=cast.director, kind="term", name=f"{KEPT}（{SEARCHED}）", value="深海鱼"),
        matter=matter,
        ledger=_import_ledger(cast),
        incoming=_come_in(cast),
        engagement=_engage(cast),
        booking=_book(cast),
        sitting=take_place(cast),
        meeting=make_secret_meeting(cast),
    )


def _engage(cast: Cast) -> Engagement:
    """Now, so that it stands on the present week's sheet; a secretary of the leader knows of it."""
    coordination.set_secretaries(actor=SYSTEM, leader=cast.principal_leader, people=[cast.archivist])
    now = timezone.now()
    return coordination.engage(
        actor=cast.principal_leader, leader=cast.principal_leader, what=f"研究{ENGAGED}", place=f"{ENGAGED}室", private=True,
        starts_at=now, ends_at=now + timedelta(hours=1),
    )  # fmt: skip


def _book(cast: Cast) -> Booking:
    room = coordination.keep_room(actor=SYSTEM, organ=cast.office, name="第一会议室", seats=40, keeper=cast.clerk)
    coordination.keep_equipment(actor=SYSTEM, organ=cast.office, name="投影仪", count=2)
    now = timezone.now()
    return coordination.book(
        actor=cast.drafter,
        room=room,
        starts_at=now,
        ends_at=now + timedelta(hours=1),
        purpose=f"{BOOKED}培训",
        private=True,
    )


def _lapse(cast: Cast, paper: Paper) -> Lapse:
    return actions.register_lapse(
        actor=cast.director, paper=paper, gate="language", wrong=LAPSED, right="海洋生物", found_by="青石镇",
        found_on=timezone.localdate(), remedy="told",
    )  # fmt: skip


def _supervise(cast: Cast) -> SupervisedMatter:
    """A matter late and urged, reported on with evidence, with an extension asked and an explanation demanded."""
    source = SourceFacts(
        Source.Kind.ENTRUSTED, f"把{MATTER_SENTENCE}的事办好。", f"{SEARCHED}会议", given_on=timezone.localdate()
    )
    duties = supervision.Duties(
        f"{SEARCHED}完成{MATTER_TASK}整治", "完成3处", timezone.localdate(), cast.units["综合科"], cast.drafter
    )
    matter = supervision.open_matter(actor=cast.supervision_officer, source=source, duties=duties)
    supervision.climb(now=timezone.now())
    supervision.file_report(
        actor=cast.drafter, matter=matter, progress=f"{REPORTED}已整治2处。", next_step="再整治1处。",
        files=[("材料.txt", f"{EVIDENCE}的照片说明".encode())],
    )  # fmt: skip
    wanted = timezone.localdate() + timedelta(days=9)
    supervision.ask_extension(actor=cast.drafter, matter=matter, wanted=wanted, reason="天气原因")
    row = supervision.demand_explanation(
        actor=cast.supervision_officer, matter=matter, kind="explanation", reason="逾期", due_on=wanted
    )
    supervision.give_explanation(
        actor=cast.drafter, explanation=row, text="说明如下", file=("说明.txt", f"{EVIDENCE}说明".encode())
    )
    return matter


def _import_ledger(cast: Cast) -> LedgerImport:
    rows = [["任务", "标准", "时限", "责任单位"], [f"{REJECTED}整治", "抓好落实", "长期", "综合科"]]
    ledger = supervision.upload_ledger(actor=cast.supervision_officer, name="旧台账.xlsx", content=workbook_of(rows))
    ledger = supervision.map_ledger(
        actor=cast.supervision_officer, ledger=ledger, mapping=ledger.mapping, year=2026, kind=""
    )
    run_import(ledger.pk)
    return ledger


def _come_in(cast: Cast) -> IncomingPaper:
    """Registered, and a leader has ordered something on it, whose words and title stand on the officer's list."""
    paper = incoming_steps.registered(cast, incoming_steps.received(cast, text=_incoming_text()))
    incoming.transcribe(
        actor=cast.clerk, paper=paper, leader=cast.principal_leader, text=f"请综合科牵头，月底前把{INCOMING}巡查情况报我。",
        given_on=timezone.localdate(), source="电话口述",
    )  # fmt: skip
    return paper


def _incoming_text() -> str:
    return f"安和市人民政府关于{SEARCHED}（{INCOMING}）的通知\n各县人民政府：\n请组织{INCOMING}巡查。\n安和市人民政府\n2026年11月10日"


def _text(word: str) -> str:
    return f"经县政府同意，现就{SEARCHED}商请如下：\n请青石镇派员参加{word}行动，并于2026年12月10日前回复。"


def _title(word: str) -> str:
    return f"明川县人民政府办公室关于商请开展{SEARCHED}（{word}）的函"


def _issue(cast: Cast) -> Paper:
    paper = steps.new_paper(cast, title=_title(TITLE), body=_text(OLD_BODY), secrecy="internal")
    fields = steps.LATERAL | {
        "title": _title(TITLE), "body": _text(BODY), "secrecy": "internal", "kind": "letter", "issuer_code": "明政办函",
    }  # fmt: skip
    actions.save_draft(actor=cast.drafter, paper=paper, base=paper.revision, fields=fields)
    _submit(paper, f"请核稿（{OPINION}）", variables={"signatory": "principal_leader"})
    vetting = steps.work(paper)
    flow.return_to(
        actor=vetting.holder, work=vetting, target="draft", text=f"第二段请改（{RETURN}）", mode=ReturnMode.DIRECT
    )
    _submit(paper, f"已改（{VETTED}）")
    return steps.to_step(cast, paper, "archive")


def _leave_open(cast: Cast) -> tuple[Paper, ImportedText]:
    paper = steps.new_paper(cast, title=_title(OPEN_TITLE), body=_text(OPEN_BODY), secrecy="internal")
    imported = actions.import_file(actor=cast.drafter, paper=paper, name="来稿.docx", content=_docx(IMPORTED))
    _submit(paper, "请核稿", variables={"signatory": "principal_leader"})
    _submit(paper, "请会签", variables={"countersigners": [cast.supervision_officer.pk]})
    work = steps.work(paper)
    flow.countersign(actor=work.holder, work=work, verdict=Verdict.DISAGREE, text=f"不同意{DISSENT}的提法")
    work = steps.work(paper)
    flow.sign_for(actor=work.holder, work=work)
    flow.circulate(actor=work.holder, work=work, people=[cast.confidential_officer], text="请阅")
    flow.ask(actor=work.holder, work=work, to=cast.supervision_officer, text=f"{ASKED}一事请说明")
    paper = steps.reload(paper)
    typed = steps.LATERAL | {
        "title": _title(OPEN_TITLE),
        "body": _text(TYPED),
        "kind": "letter",
        "issuer_code": "明政办函",
    }
    actions.autosave(actor=cast.director, paper=paper, base=paper.revision, fields=typed)
    return paper, imported


def _submit(paper: Paper, text: str, **more: object) -> None:
    work = steps.work(paper)
    flow.submit(actor=work.holder, work=work, text=text, **more)


def _docx(word: str) -> BytesIO:
    document = Docx()
    document.add_paragraph(_title(word))
    document.add_paragraph(_text(word))
    out = BytesIO()
    document.save(out)
    out.seek(0)
    return out


def works_of(paper: Paper) -> list[int]:
    """Keys of every work the paper's flow ever had."""
    flow_row = flows.latest_flow(Paper._meta.label_lower, paper.pk)
    return list(flow_row.works.values_list("pk", flat=True)) if flow_row else []
