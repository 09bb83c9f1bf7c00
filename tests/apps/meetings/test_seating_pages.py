"""The seat map in the browser's terms: who sees it, changes by htmx and without script, what is printed."""

import pypdfium2 as pdfium
import pytest
from django.urls import reverse

from tests.apps.meetings.steps import executive, members
from tests.apps.meetings.test_seating import crowd, shown
from zhongshu.apps.meetings.actions import notice, people, seating
from zhongshu.apps.meetings.models import Participant, SeatPlan
from zhongshu.apps.meetings.queries.codes import code_in, read
from zhongshu.apps.meetings.views import seat_prints
from zhongshu.apps.meetings.views.seating import broken
from zhongshu.lib.seating import Fill, Floor, Room, Rostrum
from zhongshu.lib.typeset import to_form_pdf

pytestmark = pytest.mark.django_db

FLOOR = {"kind": "floor", "rows": "0", "columns": "8", "fill": "left", "arrange": "order", "numbering": "left"}


@pytest.fixture
def meeting(accounts):
    found = executive(accounts)
    crowd(found, 5)
    return found


@pytest.fixture
def row(accounts, meeting):
    return seating.lay_out_seats(
        actor=accounts.section_head, meeting=meeting, room=Room(floor=Floor(1, 8, fill=Fill.LEFT))
    )


def at(name, meeting, *more):
    return reverse(f"meetings:{name}", args=[meeting.pk, *more])


def text_of(response):
    document = pdfium.PdfDocument(response.content)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_from_nothing_to_a_map(sign_in, meeting):
    client = sign_in("section_head")
    assert "还没有排座次" in client.get(at("seats", meeting)).text
    assert "会议桌" in client.get(at("shape", meeting)).text
    answer = client.post(at("shape", meeting), FLOOR, follow=True)
    assert "座次已排定" in answer.text
    assert answer.text.count("data-seat=") == 8
    assert "1排1座 代表1（单位1）" in answer.text
    assert shown(SeatPlan.objects.get(meeting=meeting)) == "12345–––"


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"columns": "0"}, "大于或等于"),
        ({"aisles": "两边"}, "只写数字"),
        ({"blocked": "第三排"}, "写成“排-座”"),
        ({"widths": "5,0,5"}, "每排应为1至100座"),
        ({"rows": "1", "columns": "3"}, "还差2个座位"),
    ],
)
def test_a_room_that_cannot_be_is_refused_where_it_is_written(sign_in, meeting, given, words):
    answer = sign_in("section_head").post(at("shape", meeting), {**FLOOR, **given})
    assert answer.status_code in (409, 422)
    assert words in answer.text
    assert not SeatPlan.objects.filter(meeting=meeting).exists()


def test_every_kind_of_room_can_be_chosen(sign_in, meeting):
    client = sign_in("section_head")
    for given in (
        {
            "kind": "rostrum",
            "rostrum_rows": "5,4",
            "columns": "10",
            "aisles": "5",
            "arrange": "vertical",
            "units": "单位1\n单位0",
        },
        {"kind": "stage", "rostrum_rows": ""},
        {"kind": "table", "form": "hollow", "seated": "middle", "ends": "2", "even": "right"},
        {"kind": "table", "form": "oval", "seated": "facing", "along": "on"},
        {"kind": "table_floor", "form": "rectangle", "seated": "head", "long": "2", "columns": "6"},
    ):
        answer = client.post(at("shape", meeting), given, follow=True)
        if given["kind"] == "stage":
            assert "没有地方就座" in answer.text
            continue
        assert answer.status_code == 200, answer.text[:500]
        assert answer.text.count("data-person=") >= 5
        form = client.get(at("shape", meeting)).text
        assert f'value="{given["kind"]}" selected' in form


def test_the_map_from_the_other_side(sign_in, meeting, row):
    client = sign_in("section_head")
    hall, rostrum = (client.get(f"{at('seats', meeting)}?from={side}").text for side in ("hall", "rostrum"))
    assert "面向主席台看的座位图" in hall
    assert "从主席台向下看的座位图" in rostrum
    seats = [part.split("(")[1].split(" ")[0] for part in hall.split('transform="translate')[1:]]
    assert seats == [part.split("(")[1].split(" ")[0] for part in rostrum.split('transform="translate')[1:]][::-1]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("王伟", ["王　伟"]), ("欧阳建国", ["欧阳建国"]), ("古丽巴哈尔·阿布力孜", ["古丽巴", "哈尔·", "阿布力孜"]),
        ("阿不都热合曼·买买提明", ["阿不都热", "合曼·", "买买提明"]), ("", []),
    ],
)  # fmt: skip
def test_names_fit_their_chair(name, shown):
    assert broken(name) == shown
    assert all(len(line) <= 4 for line in broken(name))


def test_a_wide_hall_is_shown_whole_or_large(sign_in, accounts, meeting, row):
    client = sign_in("section_head")
    assert "看全图" not in client.get(at("seats", meeting)).text
    seating.lay_out_seats(actor=accounts.section_head, meeting=meeting, room=Room(floor=Floor(4, 30)))
    assert "看全图" in client.get(at("seats", meeting)).text
    whole = client.get(at("seats", meeting) + "?fit=1").text
    assert "is-fit" in whole
    assert 'name="fit" value="1"' in whole, "a change does not enlarge it again"
    answer = client.post(at("change_seats", meeting), {"act": "again", "fit": "1", "from": "hall"})
    assert answer.url.endswith("?from=hall&fit=1")


def test_pointing_changes_the_sheet_in_place(sign_in, meeting, row):
    client, keys = (
        sign_in("section_head"),
        [str(pk) for pk in meeting.participants.order_by("rank").values_list("pk", flat=True)],
    )
    sent = {
        "act": "swap",
        "person": keys[0],
        "to": "f1-2",
        "at": "f1-1",
        "sitter": keys[1],
        "version": "1",
        "from": "rostrum",
    }
    answer = client.post(at("change_seats", meeting), sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<div id="seat-sheet"')
    assert "<html" not in answer.text
    assert shown(row) == "21345–––"
    again = client.post(at("change_seats", meeting), sent, headers={"HX-Request": "true"})
    assert again.status_code == 409
    assert again["HX-Retarget"] == "#messages"
    assert "没有执行，谁的座位都没有丢" in again.text
    assert shown(row) == "21345–––"


def test_words_do_the_same_without_script(sign_in, meeting, row):
    client = sign_in("section_head")
    post = lambda **sent: client.post(at("change_seats", meeting), sent, follow=True)  # noqa: E731
    assert "已对调。代表2：1排2座 → 1排1座" in post(act="swap", who="代表1", where="代表2").text
    assert "已顺延" in post(act="insert", who="代表5", where="1排1座").text
    assert shown(row) == "52134–––"
    assert "座位已固定" in post(act="pin", who="1排1座").text
    assert "已按缺席补位" in post(act="absent", who="代表2").text
    assert shown(row) == "5134––––"
    assert "代表2" in client.get(at("seats", meeting)).text
    assert "座位已保留" in post(act="reserve", where="1排8座", words="记者").text
    assert "已取消保留" in post(act="release", where="1排8座").text
    assert "已重新排座" in post(act="again").text


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"act": "swap", "where": "1排1座"}, "没有写姓名"),
        ({"act": "swap", "who": "代表1"}, "没有写座位号"),
        ({"act": "swap", "who": "王无", "where": "1排1座"}, "名单上没有“王无”"),
        ({"act": "swap", "who": "代表1", "where": "9排9座"}, "名单上没有“9排9座”"),
        ({"act": "pin", "person": "999999"}, "现在没有座位"),
    ],
)
def test_words_that_name_nobody_are_refused(sign_in, meeting, row, sent, words):
    answer = sign_in("section_head").post(at("change_seats", meeting), sent)
    assert answer.status_code == 409
    assert words in answer.text


def test_of_two_with_one_name_the_unit_is_asked(sign_in, meeting, accounts):
    Participant.objects.create(meeting=meeting, name="代表1", body="水利局", rank=50)
    row = seating.lay_out_seats(
        actor=accounts.section_head, meeting=meeting, room=Room(floor=Floor(1, 8, fill=Fill.LEFT))
    )
    client = sign_in("section_head")
    answer = client.post(at("change_seats", meeting), {"act": "swap", "who": "代表1", "where": "1排8座"})
    assert "“代表1”有2位" in answer.text
    client.post(at("change_seats", meeting), {"act": "swap", "who": "代表1（水利局）", "where": "1排8座"})
    assert shown(row) == "12345––1"


def test_requirements_are_written_as_names(sign_in, meeting, row):
    client = sign_in("section_head")
    answer = client.post(at("seat_rules", meeting), {"together": "代表1、代表5", "apart": "代表2 代表3"}, follow=True)
    assert "排座要求已保存" in answer.text
    assert "代表1、代表5" in client.get(at("seat_rules", meeting)).text
    wrong = client.post(at("seat_rules", meeting), {"together": "代表1、王无", "apart": ""})
    assert wrong.status_code == 422
    assert "第1行：名单上没有“王无”" in wrong.text
    assert "应写两个人" in client.post(at("seat_rules", meeting), {"apart": "代表1"}).text


def test_prints_are_what_the_map_shows(sign_in, meeting, row):
    client = sign_in("section_head")
    for what, words in {
        "signs": "1排1座", "map": "面向主席台看", "list": "共5人", "sign-in": "签到", "badges": "出席证",
    }.items():  # fmt: skip
        answer = client.get(at("print_seats", meeting, what))
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Cache-Control"] == "private, no-store"
        text = text_of(answer)
        assert words in text, what
        assert "代表5" in text.replace("\r\n", ""), what
    assert len(pdfium.PdfDocument(client.get(f"{at('print_seats', meeting, 'signs')}?height=60").content)) == 3
    assert client.get(at("print_seats", meeting, "cakes")).status_code == 404


def test_before_seats_are_laid_out_printing_leads_to_the_room(sign_in, meeting):
    answer = sign_in("section_head").get(at("print_seats", meeting, "map"))
    assert answer.status_code == 302
    assert answer.url == at("shape", meeting)


def test_signs_and_badges_need_no_seats_laid_out(sign_in, meeting):
    client = sign_in("section_head")
    assert "代表5" in text_of(client.get(at("print_seats", meeting, "signs")))
    assert "出席证" in text_of(client.get(at("print_seats", meeting, "badges")))


def test_a_badge_carries_the_code_that_checks_its_holder_in(sign_in, meeting, monkeypatch):
    Participant.objects.create(meeting=meeting, name="帮忙的", role="staff", rank=900)
    taken = {}

    def keep(template, data, **more):
        taken.update(data)
        return to_form_pdf(template, data, **more)

    monkeypatch.setattr(seat_prints, "to_form_pdf", keep)
    assert sign_in("section_head").get(at("print_seats", meeting, "badges")).status_code == 200
    codes = {one["name"]: one["code"] for one in taken["badges"]}
    assert codes.pop("帮忙的") == "", "helpers come and go"
    opened = {name: read(code_in(code)).name for name, code in codes.items()}
    assert opened == {name: name for name in codes}
    assert all(code.startswith("http://testserver/meetings/in/p") for code in codes.values())


def test_the_map_is_for_those_who_prepare_and_the_chair(sign_in, accounts, meeting):
    members(accounts, meeting, accounts.principal_leader, accounts.deputy_leader)
    notice.send_notice(actor=accounts.section_head, meeting=meeting)
    row = seating.lay_out_seats(
        actor=accounts.section_head, meeting=meeting, room=Room(rostrum=Rostrum(), floor=Floor(2, 8))
    )
    paths = [at("seats", meeting), at("print_seats", meeting, "map")]
    assert [sign_in("principal_leader").get(path).status_code for path in paths] == [200, 200]
    assert "data-may" not in sign_in("principal_leader").get(paths[0]).text
    assert "data-may" in sign_in("section_head").get(paths[0]).text
    for part in ("deputy_leader", "clerk", "town_clerk", "outsider", "sysadmin", "secadmin", "auditadmin"):
        client = sign_in(part)
        assert {client.get(path).status_code for path in paths} <= {403, 404}, part
    before = shown(row)
    for part in ("principal_leader", "deputy_leader", "outsider", "sysadmin"):
        client = sign_in(part)
        assert client.get(at("shape", meeting)).status_code in (403, 404)
        sent = {"act": "again"}
        assert client.post(at("change_seats", meeting), sent).status_code in (403, 404)
        assert client.post(at("shape", meeting), FLOOR).status_code in (403, 404)
    assert shown(row) == before


def test_issued_sheets_lead_to_what_is_printed(sign_in, accounts, meeting):
    host, path = sign_in("section_head"), lambda kind: reverse("meetings:sheet", args=[meeting.pk, kind])
    members(accounts, meeting, accounts.principal_leader, accounts.deputy_leader)
    notice.send_notice(actor=accounts.section_head, meeting=meeting)
    text = host.get(path("seats")).text
    assert "选会场形式" in text
    assert "print/map" not in text
    assert "print/signs/?height=60" in host.get(path("table_signs")).text
    seating.lay_out_seats(actor=accounts.section_head, meeting=meeting, room=Room(floor=Floor(1, 8, fill=Fill.LEFT)))
    text = host.get(path("seats")).text
    for words in ("print/map", "print/list", "print/sign-in", "1排5座", "还没有发布"):
        assert words in text
    assert "print/badges" in host.get(path("badges")).text
    people.remove_participant(actor=accounts.section_head, row=meeting.participants.first(), reason="不来")
    old = host.get(path("seats") + "?version=1").text
    assert "print/map" not in old, "what is printed is the present plan, not an old list"
    assert "1排5座" not in old
