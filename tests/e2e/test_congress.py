"""A people's congress in a browser, through all nineteen tasks: from the plan to the meeting that is closed.

The handbook's fourth chapter is this walk; ``make handbook`` takes its pictures.
"""

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.apps.meetings.steps import workbook_of
from tests.e2e.pages import Desk
from zhongshu.lib.meeting.tasks import TASKS

NAME = "明川县第十八届人民代表大会第五次会议"
TEAMS = ("城关", "青石", "白河", "东山")
#: Long names and short ones; the other delegations have plain ones.
FIRST = [
    "阿不都热合曼·买买提明",
    "古丽巴哈尔·阿布力孜",
    "欧阳建国",
    "王伟",
    "李红",
    "张晓东",
    "刘洋",
    "陈晓红",
    "赵国强",
    "孙丽",
]
SURNAMES, GIVEN = "周吴郑冯陈褚卫蒋沈韩", ("建华", "秀兰", "志强")
PAPER = {"name": "文稿.txt", "mimeType": "text/plain", "buffer": "各位代表：现将有关情况报告如下。".encode()}


def now() -> datetime:
    return datetime.now(ZoneInfo("Asia/Shanghai")).replace(second=0, microsecond=0)


def field(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M")


class Congress(Desk):
    """The host at the congress's pages."""

    address = ""

    def to(self, path: str = "") -> "Congress":
        self.open(self.address + path)
        return self

    def send(self, button: str, **fields: object) -> "Congress":
        """Fill the form that has this button, and press it."""
        form = self.page.locator("main form").filter(has=self.page.get_by_role("button", name=button, exact=True))
        self.scope = form.first
        self.fill(**fields)
        self.press(button)
        assert not self.page.locator(".invalid-feedback").count(), self.text
        return self

    def done(self, task: str, note: str = "") -> "Congress":
        """The task's page: every line of the checklist looked at (or said why not), and done."""
        self.to().follow(TASKS[task])
        if not note:
            while (left := self.page.locator("#checks button").filter(has_text=re.compile("^核对$"))).count():
                with self.page.expect_navigation():
                    left.first.click()
        self.send("已完成", **({"note": note} if note else {}))
        self.sees(f"“{TASKS[task]}”已完成")
        return self


@pytest.fixture
def desk(as_person, request) -> Congress:
    return Congress(as_person("section_head"), pictures=request.config.getoption("--handbook"))


def test_a_congress_through_all_nineteen_tasks(as_person, browser, site, desk):
    planned(desk)
    invited(desk)
    prepared(desk)
    seated(desk)
    moved_to_today(desk)
    opened(desk)
    checked_in(desk, phone=browser, site=site)
    held(desk)
    after(desk)
    assert desk.to().page.locator("#tasks").inner_text().count("已完成") == len(TASKS)
    desk.keep("meet-closed")


def planned(desk: Congress) -> None:
    """会议方案."""
    starts = now().replace(hour=9, minute=0) + timedelta(days=40)
    desk.open("/meetings/new/people_congress/")
    desk.keep("meet-plan")
    desk.fill(
        name=NAME, session="第五次", starts_at=field(starts), ends_at=field(starts + timedelta(days=2)), place="县礼堂",
        chair="陈志远",
    ).press("立会")  # fmt: skip
    desk.sees("生成 19 项任务")
    Congress.address = desk.path
    desk.done("plan").to().follow("会议方案").send("提交佐证", evidence="方案已报主任会议审定")


def invited(desk: Congress) -> None:
    """会议通知, to the delegations; the list comes from Excel."""
    desk.to("people/invite/").fill(
        external="\n".join(f"{team}代表团" for team in TEAMS), quota="10", wanted="全体代表"
    ).press("下一步")
    rows: list[list[str | None]] = [["代表名单", None, None], ["姓名", "单位", "职务"]]
    for n, team in enumerate(TEAMS):
        names = FIRST if n == 0 else [f"{surname}{GIVEN[n - 1]}" for surname in SURNAMES]
        rows += [[name, f"{team}代表团", "代表"] for name in names] + [[None, None, None]]
    content = workbook_of(*rows, merged=("A1:C1",))
    desk.to("people/import/")
    desk.page.set_input_files(
        "main [name=file]", {"name": "代表名单.xlsx", "mimeType": "application/octet-stream", "buffer": content}
    )
    desk.press("读取")
    desk.keep("meet-roster")
    desk.press("导入").to("people/add/").fill(people="陈志远、罗文斌", on_rostrum="主席台就座").press("下一步")
    desk.to("notice/")
    desk.keep("meet-notice")
    desk.press("发出通知").sees("通知已发出")


def prepared(desk: Congress) -> None:
    """会议文件, 会务准备, 生活安排, 主持词."""
    desk.to()
    while (waiting := desk.page.locator("#papers a").filter(has_text="提交《")).count():
        with desk.page.expect_navigation():
            waiting.first.click()
        desk.page.set_input_files("main [name=file]", PAPER)
        desk.press("提交")
    desk.to("copies/").send("发给全体", paper="选票")
    desk.to("equipment/").press("列入常用品")
    for box in desk.page.locator("#lines [name=line]").all():
        box.check()
    desk.press("勾选的检查正常")
    desk.done("papers", "报告和手册已印好，选票已编号").done("lodging", "县宾馆 30 间，用餐 6 桌")


def seated(desk: Congress) -> None:
    """Seats laid out, looked at from both sides, printed and issued."""
    desk.to("seats/shape/").fill(kind="rostrum", rostrum_rows="2", columns="12", aisles="6", arrange="vertical")
    desk.press("排座次")
    desk.keep("meet-seats")
    desk.press("发布座次，告知 42 人").sees("人的座位已告知")
    for what in ("signs", "badges", "map", "list", "sign-in"):
        answer = desk.page.request.get(f"{desk.address}seats/print/{what}/")
        assert answer.headers["content-type"] == "application/pdf", what
    desk.done("preparation", "逐项核对过")


def moved_to_today(desk: Congress) -> None:
    """The congress is brought forward: what is issued anew and who is told stands there before it is done."""
    begins = now() - timedelta(minutes=20)
    if begins.date() != now().date():
        begins = now()
    desk.to("change/").fill(
        starts_at=field(begins), ends_at=field(begins + timedelta(hours=30)), reason="经研究提前召开"
    )
    desk.press("下一步").sees("还没有改动")
    desk.keep("meet-change")
    desk.press("确认变更并告知").sees("会议已变更")
    desk.done("script", "逐项核对过")


def opened(desk: Congress) -> None:
    desk.to()
    desk.keep("meet-whole")
    desk.press("宣布开会").sees("已开会")


def checked_in(desk: Congress, *, phone: object, site: object) -> None:
    """报到 on a phone and by the list; 预备会议."""
    desk.to("sessions/new/").fill(
        kind="registration",
        title="报到",
        starts_at=field(now() - timedelta(minutes=5)),
        ends_at=field(now() + timedelta(hours=3)),
    ).press("保存")
    session = desk.path
    desk.follow("签到码")
    code = desk.page.locator(".poster .small").inner_text().strip()
    context = phone.new_context(viewport={"width": 390, "height": 844}, base_url=site.address, locale="zh-CN")
    own = context.new_page()
    own.goto(code)
    own.get_by_label("姓名").fill("阿不都热合曼 • 买买提明")
    own.get_by_role("button", name="签到").click()
    own.get_by_text(re.compile("座位")).first.wait_for()
    assert re.search(r"\d+排\d+座", own.locator("body").inner_text())
    Desk(own, pictures=desk.pictures).keep("meet-phone")
    context.close()
    desk.open(session).follow("按名单签到")
    for name in ("王伟", "李红"):
        row = desk.page.locator(f"[data-words^='{name} ']").first
        row.get_by_role("button", name="签到").click()
        row.get_by_text(re.compile(r"已签到|迟到")).wait_for()
    desk.page.evaluate("scrollTo(0, 0)")
    desk.keep("meet-roll")
    desk.open(session).sees("未到")
    assert "39" in desk.page.locator(".figures").inner_text()
    desk.keep("meet-attendance")
    desk.to("sessions/new/").fill(
        kind="preparatory", title="预备会议", starts_at=field(now()), ends_at=field(now() + timedelta(hours=1)),
        agenda="通过大会议程\n选举主席团和秘书长", outcome="通过大会议程（草案）。选举产生主席团。",
    ).press("保存").sees("选举产生主席团")  # fmt: skip
    desk.done("check_in", "到会情况已报主持人").done("preparatory", "逐项核对过")


def held(desk: Congress) -> None:
    """大会发言, 会议记录, 分组讨论, 现场参观, 会议简报."""
    desk.to("speeches/new/").fill(participant="欧阳建国（城关代表团代表）", topic="盯紧项目抓落实", minutes="5").press(
        "保存"
    )
    desk.to("speeches/").press("开始 欧阳建国").press("结束").sees("已发言")
    desk.done("speeches", "发言 1 人，按时")
    desk.to("groups/").send("分组", count="4").sees("已分为 4 组")
    with desk.page.expect_navigation():
        desk.page.locator("main .card-header a").filter(has_text="调整").first.click()
    desk.page.select_option("[name=leader]", index=1)
    desk.fill(place="一号会议室", recorder="林晓雯").press("保存")
    desk.keep("meet-groups")
    desk.done("groups", "四个组讨论情况已汇总")
    arrives = now() + timedelta(hours=2)
    desk.to("visit/stops/new/").fill(
        place="县经济开发区",
        arrives_at=field(arrives),
        leaves_at=field(arrives + timedelta(minutes=30)),
        what="标准厂房",
    ).press("保存")
    desk.to("visit/vehicles/new/").fill(position="1", seats="45", plate="川A00001", driver="孙师傅").press("保存")
    desk.to("visit/").press("自动排车").sees("孙师傅")
    desk.done("visit")
    desk.to("bulletins/new/").fill(
        title="代表团审议政府工作报告", text="一、总体评价\n代表们一致认为报告实事求是。"
    ).press("保存")
    desk.press("印发（会内）")
    desk.done("bulletins", "逐项核对过")
    desk.to("record/").press("按议程开始记录")
    for part in desk.page.locator("main textarea").all():
        part.fill("会议按议程进行，代表们逐项审议。")
    desk.press("保存").press("审定会议记录").sees("已审定")
    desk.done("record", "记录人两名，已审定")


def after(desk: Congress) -> None:
    """材料回收, 返程, 财务结算, 会务总结, 材料合订, 用品归还; nothing open, closed."""
    desk.to("equipment/")
    for link in [one.get_attribute("href") for one in desk.page.locator("#lines .row-link").all()][:2]:
        desk.open(link).send("登记领出", by="孙师傅")
    desk.to().press("宣布散会").sees("已散会")
    desk.press("会议办结").sees("件事没有了结")
    desk.keep("meet-refused")
    desk.to("copies/").send("登记收回", paper="选票", numbers="1-41").sees("已收回 41 份")
    desk.to().press("会议办结").sees("选票")
    desk.to("copies/").send("登记收回", paper="选票", numbers="42")
    desk.done("recall")
    desk.to("travel/").send("增加", name="古丽巴哈尔·阿布力孜", means="train").press("古丽巴哈尔·阿布力孜已送走").sees(
        "已送走"
    )
    desk.done("departure", "逐项核对过")
    desk.to("account/").send("增加", kind="venue", budget="5000")
    desk.follow("登记支出：场地租赁").fill(spent="4800", bills="2").press("保存")
    desk.send("结算").sees("已结算")
    desk.done("settlement", "逐项核对过")
    desk.to("debrief/").send("保存总结", well="座次一次排定。", badly="话筒电池备得不够。")
    desk.send("增加", task="preparation", text="话筒电池备双份")
    desk.done("debrief", "逐项核对过")
    desk.to("equipment/")
    for link in [one.get_attribute("href") for one in desk.page.locator("#lines .row-link").all()][:2]:
        desk.open(link).send("登记归还")
    desk.done("equipment", "逐件清点，已归还")
    desk.to("volume/").press("合订成一本")
    desk.page.locator("#contents").wait_for()
    desk.keep("meet-volume")
    desk.done("volume", "已合订")
    desk.to("after/")
    desk.keep("meet-after")
    desk.to().press("会议办结").sees("会议已办结")
