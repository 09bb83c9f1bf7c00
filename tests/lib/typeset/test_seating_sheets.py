"""桌签, 证件, 座位图, 座次表: measured on the ink, read from the text."""

import re
from itertools import pairwise

import pypdfium2 as pdfium
import pytest

from tests.lib.typeset.ink import Page
from tests.lib.typeset.test_pdf import text_of
from zhongshu.lib.refusal import Refused
from zhongshu.lib.seating import Arrange, Attendee, Floor, Room, Rostrum, Rules, Seated, Section, Table, lay_out
from zhongshu.lib.typeset import to_form_pdf
from zhongshu.lib.typeset.forms.seat_map import map_data

LONG = "阿不都热合曼·买买提明"


def sizes(pdf):
    document = pdfium.PdfDocument(pdf)
    return [tuple(round(side * 25.4 / 72) for side in page.get_size()) for page in document]


# -- signs -------------------------------------------------------------------------------------------------------------


def test_two_low_tents_share_a_sheet_and_fold_in_the_middle_of_their_faces():
    names = ["国国国", "国国国", "国国国"]
    pdf = to_form_pdf("table_sign", {"height": 60, "width": 180, "signs": [{"name": name} for name in names]}).pdf
    assert sizes(pdf) == [(210, 297)] * 2
    page = Page(pdf, 0)
    folds = [24.5 + 60, 24.5 + 120 + 8 + 60]
    for fold in folds:
        upper, lower = page.box(fold - 58, fold - 2), page.box(fold + 2, fold + 58)
        assert fold - upper.bottom == pytest.approx(lower.top - fold, abs=0.3)
        assert (upper.centre, lower.centre) == (pytest.approx(105, abs=1), pytest.approx(105, abs=1))
    dashed = page.ink(folds[0] - 0.3, folds[0] + 0.3, 15, 195, faint=True)
    assert 0.3 < dashed.any(axis=0).mean() < 0.9, "the fold is a dashed line over the whole face"


def test_a_sign_says_where_it_belongs_outside_what_is_cut():
    pdf = to_form_pdf("table_sign", {"signs": [{"name": "高建国", "place": "5排12座"}]}).pdf
    assert "5排12座" in text_of(pdf)
    note = Page(pdf, 0).box(45, 53, 0, 100)
    assert note.bottom < 53.5
    assert note.left == pytest.approx(5, abs=0.6)


def test_names_of_two_and_three_characters_are_equally_wide():
    pdf = to_form_pdf("table_sign", {"signs": [{"name": "国国"}, {"name": "国国国"}]}).pdf
    two, three = (Page(pdf, number).box(151, 240) for number in (0, 1))
    assert two.width == pytest.approx(three.width, abs=0.3)
    assert two.height == pytest.approx(three.height, abs=0.3)


# -- badges ------------------------------------------------------------------------------------------------------------


def badges(*kinds, **more):
    people = [{"name": "高建国", "kind": kind, "unit": "县政府办公室", **more} for kind in kinds]
    return to_form_pdf("badge", {"meeting": "全县春耕备耕工作会议", "badges": people}).pdf


def test_four_badges_fill_a_sheet_without_touching_its_edges():
    pdf = badges("出席证", "列席证", "工作证", "记者证", "嘉宾证")
    assert sizes(pdf) == [(210, 297)] * 2
    page = Page(pdf, 0)
    bands = page.bands(left=16, right=18)
    assert [band.top for band in bands] == [pytest.approx(18.5 + 37.7, abs=0.3), pytest.approx(148.5 + 37.7, abs=0.3)]
    assert all(band.height == pytest.approx(16.9, abs=0.3) for band in bands)
    row = page.box(bands[0].top, bands[0].bottom)
    assert (row.left, row.right) == (pytest.approx(15, abs=0.3), pytest.approx(195, abs=0.3))
    assert all(word in text_of(pdf) for word in ("出席证", "列席证", "工作证", "记者证", "嘉宾证"))


def test_a_badge_that_can_be_scanned_carries_its_code_in_the_corner():
    with_code, without = Page(badges("出席证", code="ZS-001"), 0), Page(badges("出席证"), 0)
    corner = {"top": 18.5 + 130 - 5 - 22, "bottom": 18.5 + 130 - 5, "left": 15 + 90 - 5 - 22, "right": 15 + 90 - 5}
    assert with_code.ink(**corner).mean() > 0.25
    assert without.ink(**corner).mean() < 0.05


def test_a_long_name_stays_on_its_badge():
    pdf = to_form_pdf("badge", {"meeting": "会议", "badges": [{"name": LONG, "kind": "出席证"}]}).pdf
    name = Page(pdf, 0).box(18.5 + 130 * 0.45, 18.5 + 130 * 0.72, 16, 104)
    assert name.left > 15 + 4.5
    assert name.right < 105 - 4.5


@pytest.mark.parametrize(("data", "words"), [({"badges": []}, "名单是空的"), ({"width": 230}, "A4纸上排不下")])
def test_badges_that_cannot_be_are_refused(data, words):
    with pytest.raises(Refused, match=words):
        to_form_pdf("badge", {"meeting": "会议", "badges": [{"name": "甲"}], **data})


# -- maps --------------------------------------------------------------------------------------------------------------


def hall(people=800, rows=20, columns=40, on_rostrum=9):
    attendees = [
        Attendee(
            f"p{n}",
            f"国国{'甲乙丙丁戊己庚辛壬癸'[n % 10]}",
            n,
            f"第{n % 8}组",
            Section.ROSTRUM if n < on_rostrum else Section.MAIN,
        )
        for n in range(people + on_rostrum)
    ]
    floor = Floor(rows, columns, aisles=(columns // 4, columns * 3 // 4), arrange=Arrange.VERTICAL)
    rules = Rules(reserved={} if people >= rows * columns else {f"f{rows}-1": "记者"})
    plan = lay_out(Room(rostrum=Rostrum(), floor=floor), attendees, rules)
    return map_data(plan, {one.key: one.name for one in attendees}, title="座位图", note="2026年3月2日")


def test_a_large_hall_is_printed_on_a3_with_names_that_can_be_read():
    pdf = to_form_pdf("seat_map", hall()).pdf
    assert sizes(pdf) == [(420, 297)] * 2
    document = pdfium.PdfDocument(pdf)
    text = document[0].get_textpage()
    words = text.get_text_range()
    assert len(re.findall("国国[甲乙丙丁戊己庚辛壬癸]", words)) == 809
    at = words.index("国国")
    left, _, right, _ = text.get_charbox(at)
    assert right - left > 5.0, "points of a character"
    assert "面向主席台看" in words
    assert "从主席台向下看" in document[1].get_textpage().get_text_range()
    assert words.count("20排") == 2
    assert "第3组（" in words


def test_everything_of_a_map_stays_on_its_sheet_and_no_name_leaves_its_chair():
    page = Page(to_form_pdf("seat_map", hall()).pdf, 0)
    assert page.ink(0, 297, 0, 6).sum() + page.ink(0, 297, 414, 420).sum() == 0
    small = hall(3, 1, 4, 0)
    small["maps"] = small["maps"][:1]
    for seat in small["maps"][0]["seats"]:
        seat["name"] = seat["name"] and LONG
    drawn = Page(to_form_pdf("seat_map", small).pdf, 0)
    row = drawn.bands(left=40, right=257)[-1]
    assert row.bottom < 297


def test_a_small_meeting_has_a_sheet_of_a4():
    people = [Attendee(f"p{n}", "国国国", n) for n in range(12)]
    plan = lay_out(Room(table=Table(seated=Seated.MIDDLE, ends=1)), people)
    data = map_data(plan, {one.key: one.name for one in people}, title="座位图", form="oval")
    pdf = to_form_pdf("seat_map", data).pdf
    assert sizes(pdf) == [(297, 210)] * 2
    assert "从门口看" in text_of(pdf)
    assert sizes(to_form_pdf("seat_map", {**data, "paper": "A3"}).pdf) == [(420, 297)] * 2


def test_the_two_views_are_one_turned_by_half_a_turn():
    people = [Attendee("a", "高建国", 1), Attendee("b", "沈静", 2)]
    plan = lay_out(Room(floor=Floor(1, 2)), people)
    data = map_data(plan, {one.key: one.name for one in people}, title="座位图")
    first, second = (
        [seat["name"] for seat in sorted(one["seats"], key=lambda seat: seat["x"])] for one in data["maps"]
    )
    assert first == second[::-1]


def test_a_hall_too_wide_for_one_sheet_is_printed_on_several():
    data = hall(1200, 12, 100)
    pdf = to_form_pdf("seat_map", data).pdf
    assert len(sizes(pdf)) == 4
    document = pdfium.PdfDocument(pdf)
    halves = [document[number].get_textpage().get_text_range() for number in (0, 1)]
    assert "第1张，共2张" in halves[0]
    assert sum(len(re.findall("国国[甲乙丙丁戊己庚辛壬癸]", half)) for half in halves) == 1209


def test_reserved_and_empty_chairs_are_shown_as_such():
    data = hall(5, 2, 5, 0)
    states = [seat["state"] for seat in data["maps"][0]["seats"]]
    assert (states.count(""), states.count("reserved"), states.count("empty")) == (5, 1, 4)
    assert "记" in text_of(to_form_pdf("seat_map", data).pdf)


@pytest.mark.parametrize(("data", "words"), [({"maps": []}, "还没有座位"), ({"paper": "B5"}, "不能印在“B5”纸上")])
def test_maps_that_cannot_be_are_refused(data, words):
    with pytest.raises(Refused, match=words):
        to_form_pdf("seat_map", {**hall(5, 2, 5, 0), **data})


# -- lists -------------------------------------------------------------------------------------------------------------


def groups(count):
    rows = [{"name": "沈静", "post": "局长", "seat": "主席台第2排12座"} for _ in range(count)]
    return [{"label": "县农业农村局", "rows": [*rows, {"name": LONG, "post": "副局长", "seat": "3排4座"}]}]


def test_a_list_to_sign_numbers_everybody_and_leaves_room_to_write():
    pdf = to_form_pdf("seat_list", {"title": "签到表", "sign": True, "groups": groups(60)}).pdf
    text = text_of(pdf)
    assert "共61人" in text
    assert "沈　静" in text
    assert text.count("签到\r") >= len(sizes(pdf)) - 1, "the head on every page"
    page = Page(pdf, 0)
    lines = [band for band in page.bands(60, 270, 160, 190, gap=0.5) if band.height < 0.5]
    assert min(b.top - a.top for a, b in pairwise(lines)) > 7.5, "millimetres to sign in"


def test_a_list_for_the_door_has_two_columns_and_no_seat_in_two_lines():
    pdf = to_form_pdf("座次表", {"title": "座次表", "groups": groups(20)}).pdf
    assert "主席台第2排12座" in text_of(pdf)
    one = to_form_pdf("座次表", {"title": "座次表", "groups": groups(60)}).pdf
    assert len(sizes(one)) == 1
    with pytest.raises(Refused, match="还没有人"):
        to_form_pdf("座次表", {"title": "座次表", "groups": []})
