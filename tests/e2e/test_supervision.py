"""An instruction from the leader's sentence to 销号 in a browser: a red light, a returned report and an extension on the way.

The handbook's third chapter shows these pages; ``make handbook`` takes its pictures.
"""

import re
import subprocess
import sys
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page

from tests.apps.supervision.steps import ledger as workbook
from tests.e2e.conftest import environment_of
from tests.e2e.pages import Desk

#: The matter is opened ten workdays ago, so that nothing has been heard of it since and its light is red.
OPENED = """
from zhongshu.config.installation import start_django
start_django()
from datetime import timedelta
from django.utils import timezone
from zhongshu.apps.demo.clock import OfficeHours, at
from zhongshu.apps.demo.tree import find_county
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.sources import SourceFacts
county, hours = find_county(), OfficeHours(timezone.now())
unit = county.organs["青石镇"].units.get(is_office=True)
source = SourceFacts("instruction", "青石镇敬老院的消防隐患要尽快整改到位。", "陈志远同志在信访件上的批示", leader=county["principal_leader"])
with at(hours.morning(10)):
    duties = actions.Duties("整改青石镇敬老院消防隐患", "6处隐患全部整改，复查合格", timezone.localdate() + timedelta(days=30), unit, county["town_clerk"], urgency="urgent")
    matter = actions.open_matter(actor=county["supervision_officer"], source=source, duties=duties)
print(matter.get_absolute_url())
"""


@pytest.fixture
def matter(site) -> str:
    """The address of the matter."""
    done = subprocess.run(
        [sys.executable, "-c", OPENED], env=environment_of(site.home), check=True, capture_output=True, text=True,
        timeout=120,
    )  # fmt: skip
    return done.stdout.strip().splitlines()[-1]


@pytest.fixture
def keep(request):
    """A function: page, name → a picture for the handbook, when pictures are wanted."""
    pictures = request.config.getoption("--handbook")

    def picture(page: Page, name: str, at: str = "") -> None:
        Desk(page, pictures=pictures).keep(name, at=page.locator(at).first if at else None)

    return picture


def press(page: Page, words: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).click()


def follow(page: Page, address: str, words: str) -> None:
    page.goto(address)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=words, exact=True).first.click()


def test_a_sentence_becomes_a_matter_and_is_closed(as_person, matter, keep):
    officer, clerk, leader = (
        as_person("supervision_officer"),
        as_person("town_clerk"),
        as_person("principal_leader", width=390, height=844),
    )
    clerk.goto(matter)
    assert "青石镇敬老院的消防隐患要尽快整改到位。" in clerk.locator("main").inner_text()
    assert re.search(r"反馈逾期 \d+ 个工作日", clerk.locator(".light-red").first.inner_text())
    keep(clerk, "sup-matter")
    follow(clerk, matter, "反馈进展")
    clerk.fill("[name=progress]", "正在整改。")
    clerk.fill("[name=next_step]", "继续整改。")
    keep(clerk, "sup-report")
    press(clerk, "提交反馈")
    assert "没有附佐证材料" in clerk.locator("body").inner_text()
    follow(officer, matter, "核实第 1 次反馈")
    officer.get_by_label("退回补报", exact=True).check()
    officer.fill("[name=reason]", "没有数字和照片，请补报")
    keep(officer, "sup-verify")
    press(officer, "确认结论")
    extended(clerk, leader, matter, keep)
    done(clerk, officer, leader, matter)
    keep(officer, "sup-closed", "#closings")
    assert "已销号，按时" in officer.locator("main").inner_text()
    leader.goto("/supervision/ordered/?figure=closed")
    assert "整改青石镇敬老院消防隐患" in leader.locator("main").inner_text()
    assert leader.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 1


def extended(clerk: Page, leader: Page, matter: str, keep) -> None:
    follow(clerk, matter, "申请延期")
    clerk.fill("[name=wanted]", (date.today() + timedelta(days=60)).isoformat())
    clerk.fill("[name=reason]", "防火门定制需要四周")
    press(clerk, "提交申请")
    leader.goto("/")
    with leader.expect_navigation():
        leader.get_by_role("link", name=re.compile("申请延期.*敬老院")).click()
    leader.get_by_label("同意", exact=True).check()
    keep(leader, "sup-extension")
    press(leader, "确定")
    assert "原定" in leader.locator("main").inner_text()


def done(clerk: Page, officer: Page, leader: Page, matter: str) -> None:
    follow(clerk, matter, "反馈进展")
    clerk.fill("[name=progress]", "6处隐患全部整改，3月复查合格，消防大队出具复查意见书1份。")
    clerk.set_input_files(
        "[name=files]", {"name": "复查意见书.txt", "mimeType": "text/plain", "buffer": "复查合格".encode()}
    )
    clerk.get_by_label("已完成，申请销号").check()
    press(clerk, "提交反馈")
    follow(officer, matter, "核实第 2 次反馈")
    officer.get_by_label("属实", exact=True).check()
    press(officer, "确认结论")
    follow(officer, matter, "拟销号")
    officer.fill("[name=result]", "6处隐患全部整改，复查合格。")
    press(officer, "提交")
    leader.goto("/supervision/ordered/")
    with leader.expect_navigation():
        leader.get_by_role("link", name=re.compile("是否同意销号.*敬老院")).click()
    leader.get_by_label("同意", exact=True).check()
    press(leader, "确定")
    follow(officer, matter, "销号")
    press(officer, "销号")


def test_opening_by_hand_lists_the_people_of_the_unit(as_person):
    page = as_person("supervision_officer")
    page.goto("/supervision/open/")
    page.fill("[name=label]", "县政府常务会议交办")
    page.fill("[name=sentence]", "信息科把重点项目月报编印出来。")
    page.fill("[name=task]", "编印重点项目月报")
    page.fill("[name=standard]", "每月1期，年底前印发3期")
    page.fill("[name=deadline]", (date.today() + timedelta(days=30)).isoformat())
    page.select_option("[name=unit]", label="县政府办 信息科")
    # Not by a script that waits: the page's policy lets none be evaluated.
    page.locator("#id_person option").nth(1).wait_for(state="attached")
    assert page.locator("#id_person option:checked").inner_text() == "彭立新"
    with page.expect_navigation():
        page.get_by_role("button", name="立项", exact=True).click()
    assert "已立项 督〔" in page.locator("body").inner_text()


def test_the_ledger_its_figures_and_the_ladders_papers(as_person, keep):
    """What the office looks at every week: lights, rates, urgings with the drafts that wrote themselves."""
    officer = as_person("supervision_officer")
    officer.goto("/supervision/")
    keep(officer, "sup-ledger")
    officer.goto("/supervision/figures/")
    keep(officer, "sup-figures")
    officer.goto("/supervision/?figure=red")
    with officer.expect_navigation():
        officer.locator("main a.row-link", has_text="上报第三季度安全生产检查台账").first.click()
    urgings = officer.locator("#urgings")
    assert urgings.get_by_role("link", name=re.compile("安全生产检查台账")).count()
    keep(officer, "sup-urgings", "#urgings")


def test_an_old_ledger_is_taken_over(as_person, keep):
    officer = as_person("supervision_officer")
    officer.goto("/supervision/imports/")
    rows = [
        ["序号", "督办事项", "目标要求", "完成时限", "牵头单位", "责任人"],
        [1, "改造城北老旧管网", "4.5公里管网全部更换", "2027.6.30前", "青石镇", "钱多多"],
        [2, "整治沿街广告牌", "尽快见到成效", "长期", "青石镇", "钱多多"],
    ]
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    officer.set_input_files("[name=file]", {"name": "台账.xlsx", "mimeType": sheet, "buffer": workbook(rows)})
    with officer.expect_navigation():
        officer.locator("main form button").first.click()
    assert "表头在第 2 行" in officer.locator("main").inner_text()
    keep(officer, "sup-import")
    press(officer, "开始导入")
    assert "已开始导入" in officer.locator("body").inner_text()


def test_a_matter_no_longer_wanted_is_withdrawn(as_person, keep):
    officer, director = as_person("supervision_officer"), as_person("director", width=390, height=844)
    officer.goto("/supervision/")
    address = officer.locator("main a.row-link", has_text="编印全县重点项目进展月报").first.get_attribute("href")
    follow(officer, address, "撤项")
    officer.fill("[name=reason]", "市里统一编印重点项目月报，县里不再另编。")
    keep(officer, "sup-withdraw")
    press(officer, "送领导表态")
    waiting = officer.locator("main").inner_text()
    assert "拟撤项" in waiting
    director.goto(address)
    with director.expect_navigation():
        director.get_by_role("link", name="对撤项表态", exact=True).click()
    director.get_by_label("同意", exact=True).check()
    press(director, "确定")
    follow(officer, address, "撤项")
    press(officer, "撤项")
    assert "已撤项" in officer.locator("main").inner_text()
