"""The seat map under a real pointer and a real keyboard, at the desk and on a phone; two people at one map."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, expect
from tools.screenshots import SIZES, axe_findings

from tests.apps.meetings.steps import executive
from tests.apps.meetings.test_seating import crowd
from zhongshu.apps.meetings.actions import seating
from zhongshu.apps.meetings.models import Participant, Seat
from zhongshu.lib.seating import Arrange, Fill, Floor, Numbering, Room, Rostrum, Seated, Table, TableForm

ROW = Room(floor=Floor(2, 5, fill=Fill.LEFT))


@pytest.fixture
def open_page(browser, live_server, accounts) -> Iterator[Callable[..., Page]]:
    """A function: part, size → a page. A script's fault or a refusal by the content policy fails the test."""
    opened, faults = [], []

    def open_as(part: str = "section_head", size: str = "1366", **options) -> Page:
        client = Client()
        client.force_login(accounts.people[part].user, backend="allauth.account.auth_backends.AuthenticationBackend")
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, locale="zh-CN", **options
        )
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda note: "Content Security Policy" in note.text and faults.append(note.text))
        opened.append(context)
        return page

    yield open_as
    for context in opened:
        context.close()
    assert not faults


@pytest.fixture
def meeting(accounts):
    found = executive(accounts)
    crowd(found, 6)
    seating.lay_out_seats(actor=accounts.section_head, meeting=found, room=ROW)
    return found


def at(meeting, name="seats"):
    return reverse(f"meetings:{name}", args=[meeting.pk])


def chair(page: Page, key: str):
    return page.locator(f"[data-seat='{key}']")


def sits(page: Page, key: str, name: str) -> None:
    expect(chair(page, key)).to_have_attribute("data-name", name)


def test_dragging_exchanges_and_the_map_follows(open_page, meeting):
    page = open_page()
    page.goto(at(meeting))
    start, end = chair(page, "f1-1").bounding_box(), chair(page, "f1-4").bounding_box()
    page.mouse.move(start["x"] + 20, start["y"] + 20)
    page.mouse.down()
    page.mouse.move(end["x"] + 10, end["y"] + 10, steps=6)
    page.mouse.move(end["x"] + 20, end["y"] + 20)
    page.mouse.up()
    sits(page, "f1-4", "代表1")
    sits(page, "f1-1", "代表4")
    chair(page, "f1-4").click()
    chair(page, "f2-5").click()  # an empty chair: a move
    sits(page, "f2-5", "代表1")
    sits(page, "f1-4", "")
    assert Seat.objects.get(plan__meeting=meeting, place="f2-5").participant.name == "代表1"


def test_arrows_and_enter_do_the_same(open_page, meeting):
    page = open_page()
    page.goto(at(meeting))
    page.locator(".seat-scroll").focus()
    page.keyboard.press("Tab")
    expect(chair(page, "f1-1")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-seat-hint]")).to_contain_text("已选 代表1（1排1座）")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    expect(chair(page, "f2-2")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("[data-seat-hint]")).to_contain_text("已取消选择")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    sits(page, "f1-1", "代表2")
    sits(page, "f1-2", "代表1")
    expect(chair(page, "f1-1")).to_be_focused()


def test_pointing_fills_the_form_and_its_buttons_act(open_page, meeting):
    page = open_page()
    page.goto(at(meeting))
    chair(page, "f1-5").click()
    expect(page.get_by_label("谁", exact=True)).to_have_value("代表5")
    page.get_by_label("座位", exact=True).fill("1排2座")
    page.get_by_role("button", name="顺延").click()
    sits(page, "f1-2", "代表5")
    sits(page, "f1-3", "代表2")
    chair(page, "f1-2").click()
    page.get_by_role("button", name="固定此人").click()
    expect(chair(page, "f1-2")).to_have_class("seat is-taken is-pinned is-moved")
    chair(page, "f2-5").click()
    page.get_by_label("座位保留给").fill("记者")
    page.get_by_role("button", name="保留该座位").click()
    expect(chair(page, "f2-5")).to_have_class("seat is-reserved")
    chair(page, "f1-1").click()
    page.get_by_role("button", name="缺席补位").click()
    sits(page, "f1-1", "代表2")
    sits(page, "f1-2", "代表5")


def test_whoever_is_second_is_told_and_sees_the_map_in_force(open_page, meeting, accounts):
    page = open_page()
    page.goto(at(meeting))
    keys = list(meeting.participants.order_by("rank").values_list("pk", flat=True))
    row = meeting.seat_plan
    seating.move_seat(actor=accounts.director, row=row, person=str(keys[0]), to="f1-3")
    chair(page, "f1-1").click()  # still shows 代表1 there
    chair(page, "f1-2").click()
    expect(page.locator("#messages")).to_contain_text("没有执行，谁的座位都没有丢")
    sits(page, "f1-3", "代表1")
    sits(page, "f1-1", "代表3")
    sits(page, "f1-2", "代表2")
    chair(page, "f1-1").click()
    chair(page, "f1-2").click()
    sits(page, "f1-2", "代表3")
    expect(page.locator("#messages")).not_to_contain_text("没有执行")


def test_on_a_phone_two_taps_do(open_page, meeting):
    page = open_page(size="390", has_touch=True)
    page.goto(at(meeting))
    chair(page, "f1-1").tap()
    chair(page, "f1-2").tap()
    sits(page, "f1-2", "代表1")


ROOMS = {
    "congress": Room(
        rostrum=Rostrum((3, 2)),
        floor=Floor(4, 14, aisles=(4, 10), arrange=Arrange.VERTICAL, numbering=Numbering.ODD_EVEN),
    ),
    "table": Room(table=Table(TableForm.HOLLOW, Seated.MIDDLE, 0, 3, 6)),
    "facing": Room(table=Table(TableForm.OVAL, Seated.FACING, along=True)),
}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ROOMS)
def test_maps_are_accessible_and_the_page_fits(open_page, accounts, name, size):
    meeting = executive(accounts)
    crowd(meeting, 40 if name == "congress" else 16)
    rows = Participant.objects.filter(meeting=meeting)
    rows.filter(rank__lte=5).update(on_rostrum=True)
    rows.filter(rank=7).update(name="阿不都热合曼·买买提明")
    rows.filter(rank=8).update(name="沈静")
    if name != "facing":
        rows.filter(rank__gt=12, rank__lt=16).update(role="observe")
    row = seating.lay_out_seats(actor=accounts.section_head, meeting=meeting, room=ROOMS[name])
    seating.pin_seat(actor=accounts.section_head, row=row, person=str(rows.get(rank=8).pk))
    page = open_page(size=size)
    found = []
    for path in (at(meeting), f"{at(meeting)}?from=rostrum", at(meeting, "shape"), at(meeting, "seat_rules")):
        answer = page.goto(path)
        assert answer is not None
        assert answer.ok, path
        page.wait_for_load_state("networkidle")
        found += [f"{path}: {line}" for line in axe_findings(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append(f"{path}: wider than the window")
        if folder := os.environ.get("SEAT_PICTURES"):
            part = path.strip("/").replace("/", "-").replace("?", "-")
            page.screenshot(path=Path(folder) / f"{name}-{part}-{size}.png", full_page=True)
    assert found == []
