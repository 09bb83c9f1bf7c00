"""The pages: an instruction from the leader's sentence to 销号 over HTTP, lists, figures, need-to-know."""

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.apps.outgoing import steps as papers
from tests.apps.supervision import steps
from zhongshu.apps.incoming.models import Instruction, InstructionSentence
from zhongshu.apps.incoming.models import Paper as Incoming
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.forms.steps import VerifyForm
from zhongshu.apps.supervision.models import LedgerImport, SupervisedMatter
from zhongshu.apps.supervision.queries.figures import FIGURES, figured, statistics
from zhongshu.apps.supervision.queries.matters import visible_to

pytestmark = pytest.mark.django_db


def form(cast, **changes):
    return {
        "kind": "instruction", "label": "陈志远同志的批示", "sentence": "月底前把青石镇饮水问题解决好。",
        "source_leader": cast.principal_leader.pk, "given_on": "", "task": "解决青石镇饮水问题", "standard": "12个村通水",
        "deadline": (timezone.localdate() + timedelta(days=20)).isoformat(), "unit": cast.units["党政办公室"].pk,
        "person": cast.town_clerk.pk, "leader": "", "urgency": "normal", "importance": "routine",
    } | changes  # fmt: skip


def post(client: Client, name: str, data: dict, *args, follow: bool = True, query: str = ""):
    return client.post(reverse(f"supervision:{name}", args=args) + query, data, follow=follow)


def test_an_instruction_from_sentence_to_closing(accounts, sign_in):
    officer, clerk, leader = sign_in("supervision_officer"), sign_in("town_clerk"), sign_in("principal_leader")
    assert post(officer, "open", form(accounts, standard="抓好落实"), follow=False).status_code == 409
    response = post(officer, "open", form(accounts))
    assert "已立项 督〔" in response.content.decode()
    matter = SupervisedMatter.objects.get()
    page = clerk.get(matter.get_absolute_url()).content.decode()
    assert "反馈进展" in page
    assert "月底前把青石镇饮水问题解决好。" in page
    sent = {"progress": "已有8个村通水，其余4个村月底完成。", "next_step": "铺设剩余管道。"}
    post(clerk, "report", sent, matter.pk)
    report = matter.reports.get()
    assert [flag["code"] for flag in report.flags] == ["no_evidence"]
    again = (timezone.localdate() + timedelta(days=2)).isoformat()
    post(officer, "verify", {"verdict": "sent_back", "reason": "请附照片", "again_by": again}, report.pk)
    wanted = (matter.deadline + timedelta(days=10)).isoformat()
    post(clerk, "ask_extension", {"wanted": wanted, "reason": "连续降雨"}, matter.pk)
    assert "申请延期至" in leader.get(reverse("supervision:ordered")).content.decode()
    assert "申请延期至" in leader.get("/").content.decode()
    post(leader, "decide_extension", {"agree": "yes", "words": "同意"}, matter.extensions.get().pk)
    photo = SimpleUploadedFile("验收单.txt", "12个村验收合格".encode())
    post(clerk, "report", {"progress": "12个村全部通水并验收。", "done": "on", "files": [photo]}, matter.pk)
    done = matter.reports.order_by("-no").first()
    post(officer, "verify", {"verdict": "true"}, done.pk)
    post(officer, "propose_closing", {"result": "12个村通水。"}, matter.pk)
    post(leader, "answer_closing", {"agree": "yes"}, matter.closings.get().pk)
    post(officer, "close", {}, matter.pk)
    matter.refresh_from_db()
    assert matter.state == "closed"
    assert matter.deadline.isoformat() == wanted
    page = officer.get(matter.get_absolute_url()).content.decode()
    for word in ("退回补报", "连续降雨", "验收单.txt", "已销号，按时", "重新立项"):
        assert word in page
    file = matter.evidence.get()
    assert b"12" in b"".join(officer.get(reverse("supervision:evidence", args=[matter.pk, file.pk])).streaming_content)


def test_a_sentence_of_an_instruction_prefills_the_form_and_is_followed_both_ways(accounts, sign_in):
    from zhongshu.apps.access.actions import grant
    from zhongshu.apps.access.subjects import person_key
    from zhongshu.apps.supervision.sentence_offers import offers

    today = timezone.localdate()
    paper = Incoming.objects.create(
        organ=accounts.office, title="关于农村饮水安全的报告", received_by=accounts.clerk, received_at=timezone.now(),
        **_needed(Incoming),
    )  # fmt: skip
    text = "请青石镇牵头，综合科配合，10个工作日内拿出整改方案。"
    instruction = Instruction.objects.create(
        paper=paper, leader=accounts.principal_leader, text=text, given_on=today, at=timezone.now(),
        by=accounts.principal_leader,
    )  # fmt: skip
    sentence = InstructionSentence.objects.create(
        instruction=instruction, no=1, start=0, end=len(text), text=text, nature="order"
    )
    officer = sign_in("supervision_officer")
    url = reverse("supervision:open") + f"?source=incoming.instructionsentence:{sentence.pk}"
    assert officer.get(url).status_code == 404  # the paper is not for this officer
    grant(actor=accounts.clerk, obj=paper, subject=person_key(accounts.supervision_officer), reason="交办")
    (offer,) = offers(accounts.supervision_officer, sentence)
    assert (offer.label, offer.url) == ("立项督办", url)
    page = officer.get(offer.url).content.decode()
    assert text in page
    assert f'<option value="{accounts.units["党政办公室"].pk}" selected>' in page
    assert f'<option value="{accounts.units["综合科"].pk}" selected>' in page
    response = officer.post(url, form(accounts))
    assert response.status_code == 302
    matter = SupervisedMatter.objects.get()
    assert (matter.source.kind, matter.source.leader) == ("instruction", accounts.principal_leader)
    assert (matter.source.object_id, matter.source.start, matter.source.end) == (sentence.pk, 0, len(text))
    assert [offer.label for offer in offers(accounts.supervision_officer, sentence)] == [
        f"查看督办事项 {matter.number}",
        "立项督办",
    ]
    assert [offer.label for offer in offers(accounts.outsider, sentence)] == [f"查看督办事项 {matter.number}"]
    assert offers(accounts.clerk, sentence) == []


def _needed(model) -> dict:
    """Whatever else the model cannot do without."""
    names = {field.name for field in model._meta.fields}
    return {name: value for name, value in {"register_year": 2026, "year": 2026, "serial": 1}.items() if name in names}


def test_a_paper_offers_its_sentences(accounts, sign_in):
    paper = papers.new_paper(accounts)
    director = sign_in("director")
    url = reverse("supervision:open") + f"?source=outgoing.paper:{paper.pk}"
    page = director.get(url).content.decode()
    assert "各乡镇于2026年12月10日前完成隐患排查" in page
    start = papers.BODY.index("各乡镇于2026")
    page = director.get(f"{url}&span={start}-{start + 26}").content.decode()
    assert 'value="2026-12-10"' in page
    for bad in (
        "?source=outgoing.paper:999999",
        "?source=org.person:1",
        "?source=outgoing.paper:x",
        f"{url}&span=5-999999",
    ):
        assert director.get(bad if bad.startswith("/") else reverse("supervision:open") + bad).status_code == 404


def test_the_people_of_a_unit_follow_the_choice(accounts, sign_in):
    page = sign_in("supervision_officer").get(reverse("supervision:people"), {"unit": accounts.units["综合科"].pk})
    assert "林晓雯" in page.content.decode()
    assert "周明远" in page.content.decode().split("selected")[1]


def county(cast) -> None:
    """Matters in every light, with parts, closed ones, late ones, silent ones, from several sources."""
    steps.opened(cast, task="印发预案", urgency="normal", importance="routine")
    steps.opened(cast, task="修桥3座", deadline=steps.later(4))
    steps.opened(
        cast, leader=cast.principal_leader, task="排查隐患20处", unit=cast.units["综合科"], person=cast.drafter
    )
    parent = steps.opened(cast, task="改造管网")
    with steps.on(steps.MONDAY):
        for n in (1, 2):
            actions.split_matter(
                actor=cast.supervision_officer, parent=parent, duties=steps.duties(cast, task=f"改造{n}村管网")
            )
    steps.closed(cast, steps.opened(cast, task="清淤1公里"), steps.later(2))
    report = steps.reported(cast, steps.opened(cast, task="绿化2亩"), steps.later(2))
    steps.verified(cast, report, steps.later(3), "false", reason="现场没有种", again_by=steps.later(4))


def test_every_figure_has_exactly_its_matters_behind_it(accounts, sign_in):
    county(accounts)
    person, day = accounts.supervision_officer, date(2026, 3, 12)
    found = statistics(person, day)
    rows = found.units
    assert sum(row.all for row in rows) == visible_to(person).count() == 8
    for row in rows:
        for name in ("all", "open", "closed", "in_time", "due", "late", "red", "silent"):
            behind = figured(visible_to(person).filter(unit=row.key), name, day).count()
            assert behind == getattr(row, name), (row.name, name)
    for row in found.sources:
        assert figured(visible_to(person).filter(source__kind=row.key), "late", day).count() == row.late
    assert found.total.all == 8
    assert found.years == [2026]
    assert statistics(person, day, year=2025).units == []
    total = {name: figured(visible_to(person), name, day).count() for name in FIGURES}
    assert total["red"] + total["yellow"] + total["green"] + total["closed"] == total["all"]
    town = next(row for row in rows if "青石镇" in row.name)
    assert (town.reports, town.good_reports) == (2, 1)  # a report found untrue is no report in time
    with steps.on(day):
        client = sign_in("supervision_officer")
        for name, (_, _) in FIGURES.items():
            page = client.get(reverse("supervision:list"), {"figure": name, "unit": town.key})
            expected = figured(visible_to(person).filter(unit=town.key), name, day).count()
            assert page.context["rows"].count == expected, name
        page = client.get(reverse("supervision:figures")).content.decode()
    assert 'aria-label="按时办结率' in page


def test_the_ledger_folds_parts_and_filters(accounts, sign_in):
    county(accounts)
    client = sign_in("supervision_officer")
    page = client.get(reverse("supervision:list"))
    assert page.context["rows"].count == 6
    assert "2 个子事项" in page.content.decode()
    found = client.get(reverse("supervision:list"), {"q": "1村管网"})
    assert found.context["rows"].count == 1
    assert "属于 督〔2026〕4号" in found.content.decode()
    assert client.get(reverse("supervision:list"), {"q": "督〔2026〕2号"}).context["rows"].count == 1
    assert client.get(reverse("supervision:list"), {"kind": "instruction"}).context["rows"].count == 1
    assert client.get(reverse("supervision:list"), {"leader": accounts.principal_leader.pk}).context["rows"].count == 1
    assert client.get(reverse("supervision:list"), {"unit": "x", "sort": "-deadline"}).status_code == 200


def test_the_ledger_goes_out_as_a_workbook_and_on_paper(accounts, sign_in):
    from io import BytesIO

    county(accounts)
    client = sign_in("supervision_officer")
    book = load_workbook(BytesIO(client.get(reverse("supervision:export")).content))
    rows = list(book.active.values)
    assert len(rows) == 9
    assert rows[0][:4] == ("编号", "上级事项", "任务", "标准")
    assert {row[1] for row in rows[1:]} >= {"督〔2026〕4号"}
    pdf = client.get(reverse("supervision:print"), {"figure": "open"})
    assert pdf.content.startswith(b"%PDF")


def test_what_goes_out_comes_in_again(accounts, sign_in):
    """The exported ledger is a ledger that the import understands."""
    steps.opened(accounts, task="印发预案")
    content = sign_in("supervision_officer").get(reverse("supervision:export")).content
    SupervisedMatter.objects.all().update(task="另一件")
    client = sign_in("supervision_officer")
    client.post(reverse("supervision:imports"), {"file": SimpleUploadedFile("台账.xlsx", content)})
    ledger = LedgerImport.objects.get()
    assert {"task", "standard", "deadline", "unit", "person"} <= set(ledger.mapping)
    page = client.get(reverse("supervision:import", args=[ledger.pk]))
    assert "印发预案" in page.content.decode()
    mapping = {f"column_{name}": column for name, column in ledger.mapping.items()}
    client.post(reverse("supervision:import", args=[ledger.pk]), mapping | {"year": 2026, "kind": "entrusted"})
    from zhongshu.apps.supervision.actions.importing import run_import

    run_import(ledger.pk)
    ledger.refresh_from_db()
    assert (ledger.created, ledger.rejected) == (1, 0), list(ledger.rejections.values_list("reason", flat=True))


def test_rejected_rows_show_and_go_out(accounts, sign_in):
    from tests.apps.supervision.test_importing import row, taken_over

    ledger = taken_over(accounts, [row(deadline="长期")])
    client = sign_in("supervision_officer")
    page = client.get(reverse("supervision:import", args=[ledger.pk])).content.decode()
    assert "不是一个日期" in page
    assert "None" not in page
    assert client.get(reverse("supervision:rejected", args=[ledger.pk])).status_code == 200
    assert sign_in("clerk").get(reverse("supervision:import", args=[ledger.pk])).status_code == 403
    assert (
        client.get(reverse("supervision:import", args=[ledger.pk]), headers={"HX-Request": "true"}).status_code == 200
    )


def test_the_tables_are_changed_on_the_site(accounts, sign_in):
    steps.opened(accounts)
    client, day = sign_in("supervision_officer"), timezone.localdate().isoformat()
    grid = {f"{u}:{i}": 4 for u in SupervisedMatter.Urgency.values for i in SupervisedMatter.Importance.values}
    assert client.get(reverse("supervision:set_rhythm")).status_code == 200
    assert client.post(reverse("supervision:set_rhythm"), grid | {"effective_on": day}).status_code == 302
    ladder = {
        "yellow_before": 2,
        "silent_after": 2,
        "remind_before": 1,
        "letter_after": 1,
        "order_after": 3,
        "superior_from": 1,
        "explain_after": 2,
    }
    assert client.post(reverse("supervision:set_ladder"), ladder | {"effective_on": day}).status_code == 302
    bad = ladder | {"effective_on": day, "order_after": 1}
    assert client.post(reverse("supervision:set_ladder"), bad).status_code == 409
    rules = {
        "kinds0": ["decision"],
        "leader0": "any",
        "track0": "office",
        "leader1": "deputy_leader",
        "track1": "section",
        "otherwise": "office",
    }
    assert client.get(reverse("supervision:set_routing")).status_code == 200
    assert client.post(reverse("supervision:set_routing"), rules | {"effective_on": day}).status_code == 302
    twice = rules | {"leader2": "deputy_leader", "track2": "office", "effective_on": day}
    assert client.post(reverse("supervision:set_routing"), twice).status_code == 409
    page = client.get(reverse("supervision:rules")).content.decode()
    assert "重大决策部署 → 专职督查" in page
    assert "不限来源，分管领导交办 → 专项督查" in page
    assert sign_in("drafter").get(reverse("supervision:set_rhythm")).status_code == 403


def test_my_pages_and_the_desk(accounts, sign_in):
    county(accounts)
    clerk = sign_in("town_clerk")
    assert clerk.get(reverse("supervision:mine")).context["rows"].count > 0
    assert clerk.get(reverse("supervision:desk")).status_code == 403
    assert "督办事项" in clerk.get("/").content.decode()
    director = sign_in("director")
    page = director.get(reverse("desk:board")).content.decode()
    assert "督办无人承办" in page
    assert director.get(reverse("supervision:unowned")).context["rows"].count == 0
    assert director.get(reverse("supervision:desk")).status_code == 200
    assert sign_in("principal_leader").get(reverse("supervision:ordered")).context["rows"].count == 1
    assert sign_in("sysadmin").get(reverse("supervision:list")).status_code == 403


@pytest.mark.parametrize("name", ["list", "mine", "desk", "ordered", "figures"])
def test_lists_ask_the_same_questions_for_one_row_and_for_many(accounts, sign_in, name):
    part = {"mine": "town_clerk", "ordered": "principal_leader"}.get(name, "supervision_officer")
    client = sign_in(part)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(reverse(f"supervision:{name}")).status_code == 200
        return len(queries)

    steps.opened(accounts, leader=accounts.principal_leader)
    asked()
    one = asked()
    for n in range(3):
        steps.opened(
            accounts, leader=accounts.principal_leader, task=f"修桥{n}座", supporting=[accounts.units["综合科"]]
        )
    assert asked() == one


def test_a_matter_is_found_by_those_who_may_know(accounts, sign_in):
    steps.opened(accounts)
    assert "青石镇农村饮水管网改造" in sign_in("town_clerk").get("/search/", {"q": "饮水管网"}).content.decode()
    assert "青石镇农村饮水管网改造" not in sign_in("drafter").get("/search/", {"q": "饮水管网"}).content.decode()


def test_a_report_sent_back_is_asked_for_again_on_a_workday():
    for day, expected in ((date(2026, 11, 27), date(2026, 12, 1)), (date(2026, 11, 24), date(2026, 11, 26))):
        with steps.on(day):
            assert VerifyForm().initial["again_by"] == expected
