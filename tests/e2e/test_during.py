"""Checking in on a phone while the network comes and goes, and a record that two people write at once."""

import re

from zhongshu.apps.demo.during import NAME


def meeting_address(page) -> str:
    page.goto("/meetings/")
    found = page.get_by_role("link", name=re.compile(NAME)).first.get_attribute("href")
    return found


def test_what_is_tapped_without_network_arrives_later(as_person):
    page = as_person("section_head", width=390, height=844)
    page.goto(f"{meeting_address(page)}during/")
    page.get_by_role("link", name="全体会议").first.click()
    page.get_by_role("link", name="按名单签到").click()
    waiting = page.locator("li:not(.is-in)[data-check-in-row]").first
    key = waiting.get_attribute("data-check-in-row")
    row = page.locator(f"[data-check-in-row='{key}']")
    page.context.set_offline(True)
    row.get_by_role("button", name="签到").click()
    page.wait_for_selector(f"[data-check-in-row='{key}'].is-kept")
    page.get_by_text("联网后自动补传").wait_for()
    page.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector(f"[data-check-in-row='{key}'].is-in")
    assert re.search(r"已签到|迟到", row.inner_text())
    page.reload()
    assert "is-in" in row.get_attribute("class")


def test_the_phone_of_a_participant(as_person, browser, site):
    desk = as_person("section_head")
    desk.goto(f"{meeting_address(desk)}during/")
    desk.get_by_role("link", name="全体会议").first.click()
    desk.get_by_role("link", name="签到码").click()
    address = desk.locator(".poster .small").inner_text().strip()
    context = browser.new_context(viewport={"width": 390, "height": 844}, base_url=site.address, locale="zh-CN")
    phone = context.new_page()
    phone.goto(address)
    phone.get_by_label("姓名").fill("没有这个人")
    phone.get_by_role("button", name="签到").click()
    phone.get_by_text("名单里没有这个姓名").wait_for()
    context.close()


def test_two_write_the_record_at_once(as_person):
    one, two = as_person("section_head"), as_person("drafter")
    address = f"{meeting_address(one)}record/"
    for page in (one, two):
        page.goto(address)
    first, second = (page.locator("textarea").first for page in (one, two))
    first.fill(first.input_value() + "甲补充一句。")
    one.get_by_text(re.compile("已保存")).first.wait_for()
    second.fill("乙另写一段。")
    two.locator(".part-clash").wait_for()
    assert "甲补充一句" in two.locator(".part-clash").inner_text()
    two.get_by_role("button", name="两段都留").click()
    two.get_by_text(re.compile("已保存")).first.wait_for()
    one.goto(address)
    text = one.locator("textarea").first.input_value()
    assert "甲补充一句" in text
    assert "乙另写一段" in text
