"""Pages of the registers over HTTP: numbers, prints, seals, copies sent and received."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from tests.apps.outgoing import steps
from zhongshu.apps.org.models import IssuerCode
from zhongshu.apps.outgoing import actions
from zhongshu.apps.outgoing.actions.distribution import Recipient
from zhongshu.apps.outgoing.models import Delivery, Number, Seal, SealUse
from zhongshu.apps.outgoing.queries.issue import printing_of

pytestmark = pytest.mark.django_db

REGISTERS = ("numbers", "numbers_export", "numbers_print", "number_reserve")
SEAL_PAGES = ("seals", "seal_register", "seal_register_export", "seal_register_print")


def address(name, *args):
    return reverse(f"outgoing:{name}", args=args)


def page(client, name, /, *args, status=200, **query):
    answer = client.get(address(name, *args), query)
    assert answer.status_code == status, (name, answer.status_code, answer.content.decode()[:2000])
    return answer.content.decode()


def send(client, name, /, *args, status=302, **fields):
    answer = client.post(address(name, *args), fields)
    assert answer.status_code == status, (name, answer.status_code, answer.content.decode()[:2000])
    return answer


def rows_of(client, name, *args, **query):
    return client.get(address(name, *args), query).context["rows"].rows


def sheet_of(answer):
    return [list(row) for row in load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)]


@pytest.fixture
def at_step(accounts):
    """A function: step → a letter of the office that lies there."""

    def made(step, **changes):
        return steps.to_step(accounts, steps.new_paper(accounts, **changes), step)

    return made


@pytest.fixture
def code(accounts):
    return IssuerCode.objects.get(code="明政办函")


def reserved(cast, code, purpose="全县经济工作会议通知"):
    return actions.reserve_number(actor=cast.clerk, code=code, purpose=purpose)


# -- numbers -----------------------------------------------------------------------------------------------------------


def test_the_ledger_shows_every_number_and_proves_the_sequence(at_step, accounts, sign_in, code):
    paper = at_step("print")
    spare = reserved(accounts, code)
    actions.void_number(actor=accounts.clerk, number=spare, reason="会议取消")
    text = page(sign_in("clerk"), "numbers")
    assert paper.title in text
    assert "会议取消" in text
    assert "连续，无缺号无重号" in text
    assert "1–2" in text


def test_a_broken_sequence_is_said_out_loud(accounts, sign_in, code):
    number = reserved(accounts, code)
    Number.objects.filter(pk=number.pk).update(serial=5)
    assert "不连续，请核查" in page(sign_in("clerk"), "numbers")


def test_the_ledger_filters_by_its_address(at_step, accounts, sign_in, code):
    paper = at_step("print")
    reserved(accounts, code)
    other = reserved(accounts, IssuerCode.objects.get(code="明政办发"), "换届文件")
    client = sign_in("clerk")
    year = timezone.localdate().year
    assert len(rows_of(client, "numbers")) == 3
    assert rows_of(client, "numbers", code=other.series.code_id) == [other]
    assert len(rows_of(client, "numbers", state="reserved")) == 2
    assert [row.paper_id for row in rows_of(client, "numbers", q="防汛")] == [paper.pk]
    assert rows_of(client, "numbers", q="换届") == [other]
    assert len(rows_of(client, "numbers", q="2")) == 1
    assert len(rows_of(client, "numbers", q=f"明政办函[{year}]1号")) == 1
    assert len(rows_of(client, "numbers", year=year)) == 3
    for nonsense in ({"year": "x"}, {"code": "9999"}, {"state": "??"}, {"page": "-3"}, {"sort": "secret"}):
        assert len(rows_of(client, "numbers", **nonsense)) == 3


def test_the_ledger_can_be_taken_along_and_printed(at_step, accounts, sign_in, code):
    paper = at_step("print")
    reserved(accounts, code, "=1+1")
    client = sign_in("clerk")
    rows = sheet_of(client.get(address("numbers_export")))
    assert rows[0][0] == "发文字号"
    assert {row[2] for row in rows[1:]} == {paper.title, None}
    assert {row[3] for row in rows[1:]} >= {"=1+1"}
    printed = client.get(address("numbers_print"))
    assert printed["Content-Type"] == "application/pdf"
    assert printed.content.startswith(b"%PDF")


def test_whoever_may_not_know_a_paper_sees_only_that_its_number_is_taken(at_step, accounts, sign_in):
    paper = at_step("print")
    client = sign_in("archivist")
    assert "（无权查阅）" in page(client, "numbers")
    assert paper.title not in page(client, "numbers")
    assert not rows_of(client, "numbers", q="防汛")
    assert paper.title not in str(sheet_of(client.get(address("numbers_export"))))


def test_reserving_and_voiding_through_the_pages(accounts, sign_in, code):
    client = sign_in("clerk")
    page(client, "number_reserve")
    send(client, "number_reserve", status=422, code=code.pk, purpose="")
    send(client, "number_reserve", code=code.pk, purpose="全县经济工作会议通知")
    number = Number.objects.get()
    assert number.state == "reserved"
    assert "全县经济工作会议通知" in page(client, "number_void", number.pk)
    send(client, "number_void", number.pk, status=422, reason=" ")
    send(client, "number_void", number.pk, reason="会议取消")
    number.refresh_from_db()
    assert (number.state, number.void_reason) == ("void", "会议取消")
    assert "作废：会议取消" in page(client, "numbers")


def test_voiding_the_number_of_a_paper_tells_what_follows(at_step, accounts, sign_in):
    paper = at_step("print")
    client = sign_in("clerk")
    number = Number.objects.get()
    assert "重新编号" in page(client, "number_void", number.pk)
    send(client, "number_void", number.pk, reason="编错代字")
    assert steps.reload(paper).number_text == ""
    # Of a paper that has been sent out the page offers no such thing, and the act refuses it.
    sent = at_step("archive", title="明川县人民政府办公室关于商请支持森林防火工作的函")
    number = Number.objects.get(paper=sent)
    assert address("number_void", number.pk) not in page(client, "numbers")
    refused = send(client, "number_void", number.pk, status=409, reason="编错")
    assert "已经分发" in refused.content.decode()


def test_a_paper_gets_the_next_number(at_step, sign_in):
    paper = at_step("number")
    client = sign_in("clerk")
    assert "〕1号" in page(client, "number_assign", paper.pk)
    send(client, "number_assign", paper.pk)
    assert steps.reload(paper).number_text.endswith("〕1号")
    # Nothing is left to do there: the page says where the paper is.
    assert "印制" in page(client, "number_assign", paper.pk, status=409)


def test_a_paper_may_take_a_reserved_number(at_step, accounts, sign_in, code):
    kept = reserved(accounts, code)
    reserved(accounts, IssuerCode.objects.get(code="明政办发"), "别的代字")
    paper = at_step("number")
    client = sign_in("clerk")
    text = page(client, "number_assign", paper.pk)
    assert "全县经济工作会议通知" in text
    assert "别的代字" not in text
    send(client, "number_assign", paper.pk, reserved=kept.pk)
    assert steps.reload(paper).number_text == str(kept)


# -- print -------------------------------------------------------------------------------------------------------------


def test_printing_shows_the_pages_and_fixes_the_file(at_step, sign_in):
    paper = at_step("print")
    client = sign_in("clerk")
    page(client, "print", paper.pk)
    assert client.get(address("print_page", paper.pk, 1)).content.startswith(b"\x89PNG")
    assert client.get(address("print_page", paper.pk, 99)).status_code == 404
    assert client.get(address("print_file", paper.pk)).status_code == 404
    send(client, "print", paper.pk, status=422, copies=0)
    send(client, "print", paper.pk, copies=30)
    printing = printing_of(paper)
    assert printing.copies == 30
    text = page(client, "print", paper.pk)
    assert printing.file.sha256 in text
    assert client.get(address("print_file", paper.pk)).getvalue().startswith(b"%PDF")
    assert client.get(address("print_page", paper.pk, 1)).content.startswith(b"\x89PNG")


def test_the_print_page_before_its_time_says_where_the_paper_is(at_step, sign_in):
    paper = at_step("number")
    assert "编号" in page(sign_in("clerk"), "print", paper.pk, status=409)


# -- seals -------------------------------------------------------------------------------------------------------------


def seal_file(name="印章.png"):
    return SimpleUploadedFile(name, steps.seal_image().getvalue(), content_type="image/png")


def test_the_keeper_deposits_and_retires_a_seal(accounts, sign_in):
    client = sign_in("seal_keeper")
    page(client, "seal_deposit")
    fields = {"owner": accounts.office.pk, "name": "", "diameter_mm": "42"}
    send(client, "seal_deposit", image=seal_file(), **fields)
    seal = Seal.objects.get()
    assert (seal.keeper, seal.owner, seal.retired_at) == (accounts.seal_keeper, accounts.office, None)
    assert str(seal) in page(client, "seals")
    assert str(seal) in page(client, "seal_retire", seal.pk)
    send(client, "seal_retire", seal.pk, status=422, reason="")
    send(client, "seal_retire", seal.pk, reason="机构更名")
    seal.refresh_from_db()
    assert seal.retired_at is not None


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 no picture at all", "不是可以使用的图片"),
        (b"\x89PNG\r\n\x1a\n broken", "不是可以使用的图片"),
    ],
)
def test_an_unfit_image_is_refused_on_the_form(accounts, sign_in, content, words):
    fields = {"owner": accounts.office.pk, "name": "办公室印章", "diameter_mm": "42"}
    answer = send(
        sign_in("seal_keeper"), "seal_deposit", status=422, image=SimpleUploadedFile("x.png", content), **fields
    )
    assert words in answer.content.decode()
    assert not Seal.objects.exists()
    assert "办公室印章" in answer.content.decode()


def test_a_seal_of_another_body_cannot_be_deposited(accounts, sign_in):
    fields = {"owner": accounts.town.pk, "name": "青石镇", "diameter_mm": "42", "image": seal_file()}
    send(sign_in("seal_keeper"), "seal_deposit", status=422, **fields)
    assert not Seal.objects.exists()


def test_the_image_of_a_seal_is_never_handed_out(accounts, sign_in):
    steps.deposit_seal(accounts)
    seal = Seal.objects.get()
    shown = sign_in("seal_keeper").get(address("seal_image", seal.pk))
    assert shown.content.startswith(b"\x89PNG")
    assert shown.content != seal.image.read()
    for part in ("clerk", "director", "drafter", "town_clerk", "sysadmin"):
        assert sign_in(part).get(address("seal_image", seal.pk)).status_code == 404


def test_affixing_shows_the_page_first_and_leaves_a_line_in_the_register(at_step, accounts, sign_in):
    paper = at_step("seal")
    steps.deposit_seal(accounts)
    keeper = sign_in("seal_keeper")
    assert str(Seal.objects.get()) in page(keeper, "seal_affix", paper.pk)
    assert keeper.get(address("seal_page", paper.pk, 1)).content.startswith(b"\x89PNG")
    # Others who know the paper do not get a page with the seal on it before it is affixed.
    assert sign_in("drafter").get(address("seal_page", paper.pk, 1)).status_code == 404
    send(keeper, "seal_affix", paper.pk, note="三十份")
    use = SealUse.objects.get()
    assert (use.by, use.note, use.approved_by) == (accounts.seal_keeper, "三十份", accounts.principal_leader)
    for part in ("seal_keeper", "clerk", "director"):
        text = page(sign_in(part), "seal_register")
        assert paper.title in text
        assert "三十份" in text


def test_what_stands_against_sealing_is_shown(at_step, accounts, sign_in):
    paper = at_step("seal")
    keeper = sign_in("seal_keeper")
    text = page(keeper, "seal_affix", paper.pk)
    assert "现在还不能办" in text
    assert "系统不绘制印章" in text
    refused = send(keeper, "seal_affix", paper.pk, status=409)
    assert "印模" in refused.content.decode()
    assert not SealUse.objects.exists()


def test_the_register_filters_exports_and_prints(at_step, accounts, sign_in):
    paper = at_step("distribute")
    client = sign_in("seal_keeper")
    today, tomorrow = timezone.localdate(), timezone.localdate() + timedelta(days=1)
    assert len(rows_of(client, "seal_register", q="防汛", since=today, until=today)) == 1
    assert not rows_of(client, "seal_register", since=tomorrow)
    assert not rows_of(client, "seal_register", q="没有")
    assert "早于" in page(client, "seal_register", since=tomorrow, until=today)
    page(client, "seal_register", seal="x", since="yesterday", sort="nothing")
    rows = sheet_of(client.get(address("seal_register_export")))
    assert rows[1][3] == paper.title
    assert client.get(address("seal_register_print")).content.startswith(b"%PDF")


# -- sending out -------------------------------------------------------------------------------------------------------


def sending(client, paper, **changes):
    """What the distribution form sends as it is preset, and changes."""
    form = client.get(address("distribute", paper.pk)).context["form"]
    fields = {name: form[name].value() if form[name].value() is not None else "" for name in form.fields}
    due = form["due_at"].value()
    return fields | {"due_at": due.strftime("%Y-%m-%dT%H:%M")} | changes


def test_recipients_are_preset_from_the_paper(at_step, accounts, sign_in):
    paper = at_step("distribute", addressees="明川县青石镇人民政府，省水利厅", copy_to="明川县人民政府")
    client = sign_in("clerk")
    form = client.get(address("distribute", paper.pk)).context["form"]
    assert form[f"organ-{accounts.town.pk}"].value() == "main"
    assert form[f"organ-{accounts.government.pk}"].value() == "copy"
    assert form[f"organ-{accounts.city.pk}"].value() == ""
    assert form["outside"].value() == "省水利厅"
    assert "青石镇" in page(client, "distribute", paper.pk)


def test_a_paper_is_sent_to_bodies_units_people_and_outside(at_step, accounts, sign_in):
    paper = at_step("distribute")
    client = sign_in("clerk")
    unit, person = accounts.units["综合科"], accounts.deputy_leader
    due = timezone.localtime() + timedelta(days=9)
    fields = sending(
        client,
        paper,
        outside="省水利厅\n\n  省气象局  ",
        due_at=due.strftime("%Y-%m-%dT%H:%M"),
        **{f"unit-{unit.pk}": "copy", f"person-{person.pk}": "main", f"organ-{accounts.town.pk}-copies": "3"},
    )
    answer = send(client, "distribute", paper.pk, **fields)
    assert answer["Location"] == address("deliveries", paper.pk)
    sent = {row.name: row for row in Delivery.objects.all()}
    assert len(sent) == 5
    assert sent["明川县青石镇人民政府"].copies == 3
    assert sent["省气象局"].is_external
    assert {row.name for row in sent.values() if row.is_copy} == {f"{accounts.office.short_name}综合科"}
    assert {timezone.localtime(row.due_at).date() for row in sent.values()} == {due.date()}
    text = page(client, "deliveries", paper.pk)
    assert all(name in text for name in sent)


def test_a_whole_group_can_be_chosen_at_once(at_step, accounts, sign_in):
    paper = at_step("distribute")
    client = sign_in("clerk")
    send(client, "distribute", paper.pk, **sending(client, paper, **{"rest-level-3": "copy"}))
    assert Delivery.objects.get(organ=accounts.city).is_copy
    assert not Delivery.objects.get(organ=accounts.town).is_copy


def test_a_wrong_distribution_is_refused_with_what_was_chosen_kept(at_step, accounts, sign_in):
    paper = at_step("distribute")
    client = sign_in("clerk")
    past = (timezone.localtime() - timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    for changes, words in [
        ({"due_at": past}, "已经过去"),
        ({f"organ-{accounts.town.pk}-copies": "0"}, "大于或等于"),
    ]:
        answer = send(client, "distribute", paper.pk, status=422, **sending(client, paper, **changes))
        assert words in answer.content.decode()
    twice = sending(client, paper, outside="明川县青石镇人民政府")
    assert "无法区分" in send(client, "distribute", paper.pk, status=409, **twice).content.decode()
    nobody = send(
        client, "distribute", paper.pk, status=409, **sending(client, paper, **{f"organ-{accounts.town.pk}": ""})
    )
    assert "还没有选择分发对象" in nobody.content.decode()
    assert not Delivery.objects.exists()


def test_the_sheet_shows_states_and_reminds(at_step, accounts, sign_in):
    paper = at_step("distribute")
    recipients = [Recipient(organ=accounts.town), Recipient(organ=accounts.city), Recipient(name="省水利厅")]
    actions.distribute(actor=accounts.clerk, paper=paper, recipients=recipients)
    town = Delivery.objects.get(organ=accounts.town)
    client = sign_in("clerk")
    Delivery.objects.filter(pk=town.pk).update(due_at=timezone.now() - timedelta(hours=1))
    assert "超时未签收" in page(client, "deliveries", paper.pk)
    assert [row.name for row in rows_of(client, "deliveries", paper.pk, state="late")] == [town.name]
    send(client, "remind", paper.pk, town.pk)
    town.refresh_from_db()
    assert town.reminders == 1
    # The city has nobody on this server to open its post: that is said, not hidden.
    answer = client.post(address("remind_all", paper.pk), follow=True)
    assert "没有可以提醒的人" in answer.content.decode()
    assert "已提醒 1 个" in answer.content.decode()
    outside = Delivery.objects.get(name="省水利厅")
    page(client, "receipt_register", paper.pk, outside.pk)
    later = (timezone.localtime() + timedelta(days=1)).strftime("%Y-%m-%dT%H:%M")
    answer = client.post(address("receipt_register", paper.pk, outside.pk), {"received_by": "王某", "at": later})
    assert "还没有到" in answer.content.decode()
    send(client, "receipt_register", paper.pk, outside.pk, received_by="王某", at="")
    outside.refresh_from_db()
    assert (outside.state, outside.settled_name) == ("signed", "王某")
    assert sheet_of(client.get(address("deliveries_export", paper.pk)))[1][0] == town.name
    assert client.get(address("deliveries_print", paper.pk)).content.startswith(b"%PDF")


def test_who_only_reads_the_paper_cannot_remind(at_step, accounts, sign_in):
    paper = at_step("archive")
    row = Delivery.objects.get()
    leader = sign_in("principal_leader")
    assert "提醒签收" not in page(leader, "deliveries", paper.pk)
    assert send(leader, "remind", paper.pk, row.pk, status=409)


# -- receiving ---------------------------------------------------------------------------------------------------------


def test_the_recipient_opens_reads_and_signs(at_step, accounts, sign_in):
    paper = at_step("archive")
    row = Delivery.objects.get()
    client = sign_in("town_clerk")
    assert paper.title in page(client, "received")
    text = page(client, "received_paper", row.pk)
    assert paper.number_text in text
    row.refresh_from_db()
    assert row.state == "opened"
    assert client.get(address("received_page", row.pk, 1)).content.startswith(b"\x89PNG")
    assert client.get(address("received_page", row.pk, 99)).status_code == 404
    got = client.get(address("received_file", row.pk))
    assert got.getvalue().startswith(b"%PDF")
    send(client, "receipt_sign", row.pk)
    row.refresh_from_db()
    assert (row.state, row.settled_by) == ("signed", accounts.town_clerk)
    # The sender sees it; a second signature is refused in words.
    assert "已签收" in page(sign_in("clerk"), "deliveries", paper.pk)
    assert "不必重复" in send(client, "receipt_sign", row.pk, status=409).content.decode()


def test_returning_needs_a_reason(at_step, sign_in):
    at_step("archive")
    row = Delivery.objects.get()
    client = sign_in("town_clerk")
    send(client, "receipt_return", row.pk, status=422, reason="")
    send(client, "receipt_return", row.pk, reason="不属本镇职责")
    row.refresh_from_db()
    assert (row.state, row.reason) == ("returned", "不属本镇职责")
    assert "不属本镇职责" in page(client, "received_paper", row.pk)
    assert client.get(address("receipt_return", row.pk)).status_code == 302


def test_received_papers_filter_by_their_address(at_step, accounts, sign_in):
    at_step("archive")
    client = sign_in("town_clerk")
    for query in ({"q": "防汛"}, {"q": "办公室"}, {"state": "waiting"}, {"state": "nonsense"}, {}):
        assert len(rows_of(client, "received", **query)) == 1, query
    for query in ({"q": "没有"}, {"state": "signed"}, {"state": "late"}):
        assert not rows_of(client, "received", **query), query
    assert len(sheet_of(client.get(address("received_export")))) == 2


# -- doors -------------------------------------------------------------------------------------------------------------


def test_registers_are_for_those_whom_they_concern(at_step, sign_in):
    at_step("distribute")
    for part in ("drafter", "outsider", "deputy_leader", "sysadmin", "secadmin", "auditadmin"):
        client = sign_in(part)
        for name in (*REGISTERS, *SEAL_PAGES, "seal_deposit"):
            assert client.get(address(name)).status_code == 403, (part, name)
    # The town's clerk has a ledger of the town's own, and nothing of the office is in it.
    client = sign_in("town_clerk")
    assert not rows_of(client, "numbers")
    assert not rows_of(client, "seal_register")


def test_what_is_not_mine_looks_like_what_is_not_there(at_step, accounts, sign_in):
    paper = at_step("archive")
    row, number, seal = Delivery.objects.get(), Number.objects.get(), Seal.objects.get()
    pages = {
        "number_assign": paper, "print": paper, "print_file": paper, "seal_affix": paper, "distribute": paper,
        "deliveries": paper, "deliveries_export": paper, "deliveries_print": paper,
        "received_paper": row, "received_file": row, "number_void": number, "seal_image": seal, "seal_retire": seal,
    }  # fmt: skip
    for part in ("outsider", "sysadmin", "secadmin", "auditadmin"):
        client = sign_in(part)
        for name, about in pages.items():
            hidden, missing = client.get(address(name, about.pk)), client.get(address(name, 999_999))
            assert hidden.status_code == missing.status_code == 404, (part, name)
        for name in ("received_page", "print_page", "seal_page"):
            assert client.get(address(name, paper.pk, 1)).status_code == 404
        for name in ("receipt_sign", "receipt_return"):
            assert client.post(address(name, row.pk), {"reason": "x"}).status_code == 404
        assert client.post(address("remind", paper.pk, row.pk)).status_code == 404
        assert not rows_of(client, "received")
    # The recipient has the copy and nothing else of the paper; the sender's clerk has no part in the copy.
    assert sign_in("town_clerk").get(address("deliveries", paper.pk)).status_code == 404
    assert sign_in("clerk").get(address("received_paper", row.pk)).status_code == 404


def test_a_row_of_another_paper_is_not_found_under_this_one(at_step, accounts, sign_in):
    first = at_step("archive")
    second = at_step("archive", title="明川县人民政府办公室关于商请支持森林防火工作的函")
    row = Delivery.objects.get(paper=second)
    assert sign_in("clerk").post(address("remind", first.pk, row.pk)).status_code == 404


def test_the_left_column_shows_each_register_to_whom_it_concerns(sign_in):
    shown = {part: page(sign_in(part), "received") for part in ("clerk", "seal_keeper", "drafter", "sysadmin")}
    assert address("numbers") in shown["clerk"]
    assert address("numbers") not in shown["seal_keeper"]
    assert address("seals") in shown["seal_keeper"]
    assert address("seals") not in shown["drafter"]
    assert f'href="{address("received")}"' in shown["drafter"]


# -- queries -----------------------------------------------------------------------------------------------------------


def count(client, name, *args, **query):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address(name, *args), query).status_code == 200
    return len(seen)


def test_query_counts_do_not_grow_with_rows(at_step, accounts, sign_in, code):
    paper = at_step("archive")
    clerk, keeper, town = sign_in("clerk"), sign_in("seal_keeper"), sign_in("town_clerk")
    watched = [
        (clerk, "numbers", ()), (clerk, "numbers_export", ()), (keeper, "seal_register", ()), (keeper, "seals", ()),
        (clerk, "deliveries", (paper.pk,)), (town, "received", ()), (town, "received_export", ()),
    ]  # fmt: skip
    for client, name, args in watched:
        client.get(address(name, *args))  # the first visit of a session is noted
    before = [count(client, name, *args) for client, name, args in watched]
    for title in ("森林防火", "安全生产"):
        at_step("archive", title=f"明川县人民政府办公室关于商请支持{title}工作的函")
    reserved(accounts, code)
    row = Delivery.objects.get(paper=paper)
    for name in ("省水利厅", "省气象局"):
        row.pk, row.organ, row.name = None, None, name
        row.save()
    assert [count(client, name, *args) for client, name, args in watched] == before
