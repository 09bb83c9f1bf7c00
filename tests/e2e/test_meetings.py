"""A 县长办公会 in a browser, from the item a town proposes to the matter in the ledger."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page

TITLE = "关于青石镇垃圾中转站建设的请示"
PAPER = {"name": "汇报材料.txt", "mimeType": "text/plain", "buffer": "垃圾中转站建设汇报".encode()}


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).first.click()


def follow(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def said(page: Page) -> str:
    return page.locator("body").inner_text()


def proposed(town: Page, director: Page, leader: Page) -> str:
    """The item's address, approved."""
    town.goto("/meetings/items/propose/")
    town.fill("[name=title]", TITLE)
    town.select_option("[name=forum]", label="县长办公会")
    town.fill("[name=reporter]", "钱多多")
    town.fill("[name=summary]", "拟建中转站一座，概算90万元。")
    town.set_input_files("[name=report]", PAPER)
    press(town, "提请")
    item = town.url
    director.goto(item)
    follow(director, "审核")
    press(director, "提交审核意见")
    leader.goto("/")
    with leader.expect_navigation():
        leader.get_by_role("link", name=re.compile(f"审定议题.*{TITLE}")).click()
    press(leader, "提交意见")
    assert "同意上会" in said(leader)
    return item


def planned(host: Page) -> str:
    """The meeting's address, with agenda and people."""
    host.goto("/meetings/new/county_executive/")
    host.fill("[name=name]", "第24次县长办公会议")
    host.fill("[name=place]", "县政府第二会议室")
    # It is opened today, so it is held tonight.
    host.fill("[name=starts_at]", f"{date.today()}T22:00")
    host.fill("[name=ends_at]", f"{date.today()}T23:30")
    host.select_option("[name=chair]", label="陈志远")
    press(host, "立会")
    assert "已立会" in said(host)
    meeting = host.url
    follow(host, "议程")
    press(host, f"列入议程：{TITLE}")
    assert "议题已列入议程" in said(host)
    host.goto(f"{meeting}people/add/")
    host.fill("[name=people]", "陈志远、罗文斌")
    press(host, "下一步")
    return meeting


def test_a_county_executive_meeting_from_the_items_to_the_ledger(as_person):
    town, director, host = as_person("town_clerk"), as_person("director"), as_person("section_head")
    leader = as_person("principal_leader", width=390, height=844)
    item = proposed(town, director, leader)
    meeting = planned(host)
    host.goto(f"{meeting}notice/")
    assert TITLE in said(host)
    press(host, "发出通知")
    moved(host, meeting)
    leader.goto(meeting)
    assert "县政府第一会议室" in said(leader)
    assert leader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1
    host.goto(meeting)
    press(host, "宣布开会")
    decided(host, item)
    host.goto(meeting)
    press(host, "宣布散会")
    host.goto("/supervision/?q=垃圾中转站")
    assert "建成垃圾中转站" in said(host)
    town.goto(item)
    assert "同意建设垃圾中转站" in said(town)


def moved(host: Page, meeting: str) -> None:
    """The difference is shown before the change is made."""
    host.goto(f"{meeting}change/")
    host.fill("[name=place]", "县政府第一会议室")
    host.fill("[name=reason]", "第二会议室检修")
    press(host, "下一步")
    text = said(host)
    assert "还没有改动" in text
    assert "罗文斌" in text
    press(host, "确认变更并告知")
    assert "会议已变更" in said(host)


def decided(host: Page, item: str) -> None:
    host.goto(item)
    follow(host, "记录会议决定")
    host.fill("[name=decision]", "同意建设垃圾中转站，由青石镇负责实施。")
    press(host, "保存并送回提请单位")
    with host.expect_navigation():
        host.locator("main").get_by_role("link", name="第24次县长办公会议").first.click()
    with host.expect_navigation():
        host.locator("main").get_by_role("link", name=re.compile("^议定事项")).first.click()
    host.fill("[name=text]", "青石镇年底前建成垃圾中转站。")
    host.fill("[name=standard]", "建成1座，通过验收")
    host.select_option("[name=unit]", label="青石镇 党政办公室")
    host.locator("#id_person option").nth(1).wait_for(state="attached")
    host.select_option("[name=person]", label="钱多多")
    host.fill("[name=deadline]", (date.today() + timedelta(days=60)).isoformat())
    press(host, "记录")
    press(host, "1 项全部列入督办")
    assert "已列入督办 1 项" in said(host)
