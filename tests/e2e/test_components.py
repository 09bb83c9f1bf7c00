"""The frame and its components in a real browser: accessible, usable by keyboard, and nothing typed is ever lost."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from tools.screenshots import SIZES, axe_findings

from tests.cast import PASSWORD
from zhongshu.apps.audit.actors import SYSTEM
from zhongshu.apps.shell.actions import notify

pytestmark = pytest.mark.urls("tests.apps.shell.gallery")

PAGES = ["components", "people", "drafting", "compare", "diagram", "refusing", "failing", "confirming", "conflicting"]
SAVED = "已保存 14:30"
SOON = 10_000  # milliseconds: the pause before saving, and a slow machine


@pytest.fixture
def open_page(browser, live_server, accounts) -> Iterator[Callable[..., Page]]:
    """A function: size → a drafter's page. A script's fault or a refusal by the content policy fails the test."""
    opened, faults = [], []
    client = Client()
    client.force_login(accounts.drafter.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}

    def open_at(size: str = "1366", **options) -> Page:
        width, height = SIZES[size]
        context = browser.new_context(
            viewport={"width": width, "height": height}, base_url=live_server.url, locale="zh-CN", **options
        )
        context.add_cookies([cookie])
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda note: "Content Security Policy" in note.text and faults.append(note.text))
        page.on("dialog", lambda dialog: dialog.accept())
        opened.append(context)
        return page

    yield open_at
    for context in opened:
        context.close()
    assert not faults


def state(page: Page):
    return page.locator("[data-autosave-state]")


@pytest.mark.parametrize("size", SIZES)
def test_every_component_is_accessible_and_fits_the_window(open_page, size):
    page, found = open_page(size), []
    for name in PAGES:
        page.goto(f"/gallery/{name}/")
        page.wait_for_load_state("networkidle")
        found += [f"{name}: {line}" for line in axe_findings(page)]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth + 1"):
            found.append(f"{name}: wider than the window")
    assert not found


def test_lists_and_menus_go_by_keyboard(open_page):
    page = open_page()
    page.goto("/gallery/people/")
    for key in "jjk":
        page.keyboard.press(key)
    first = page.locator("tbody tr").first
    expect(page.locator("tr.is-chosen")).to_have_count(1)
    expect(first.locator("a")).to_be_focused()
    href = first.locator("a").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{href}")
    page.go_back()
    page.keyboard.press("/")
    expect(page.locator("#search-box")).to_be_focused()
    page.keyboard.type("jk/")
    expect(page.locator("#search-box")).to_have_value("jk/")

    menu = page.locator(".menu-person")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.locator(".menu-list")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.locator(".menu-list")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()
    menu.locator("summary").click()
    page.locator("h1").click()
    expect(menu.locator(".menu-list")).to_be_hidden()


def test_the_places_open_on_a_narrow_screen(open_page):
    page = open_page("390")
    page.goto("/gallery/components/")
    places, button = page.locator("#places"), page.locator("[data-drawer-open]")
    expect(places).to_be_hidden()
    button.click()
    expect(places).to_be_visible()
    expect(page.locator("[data-drawer-close]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(places).to_be_hidden()
    expect(button).to_be_focused()


def test_a_draft_saves_itself_and_marks_what_is_wrong(open_page):
    page = open_page()
    page.goto("/gallery/drafting/")
    expect(page.locator(".cm-lintRange-error")).to_have_text("帐号")
    expect(page.locator("[data-findings] li")).to_have_count(2)
    expect(page.locator(".cm-line:has(.cm-heading-1)")).to_have_count(2)
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("新的一句。")
    expect(state(page)).to_have_text("未保存")
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    expect(page.locator("[name=revision]")).to_have_value("2")
    page.locator(".finding-where", has_text="帐号").click()
    expect(page.locator(".cm-content")).to_be_focused()
    page.locator(".cm-lintRange-error").hover()
    page.get_by_role("button", name="改为“账号”").click()
    expect(page.locator(".cm-content")).to_contain_text("账号要实名登记")
    page.keyboard.press("Tab")
    expect(page.locator(".cm-content")).not_to_be_focused()
    page.click("[form=draft]")
    expect(page.locator("body")).to_contain_text("账号要实名登记。新的一句。")


@pytest.mark.parametrize("size", SIZES)
def test_two_people_on_one_draft_see_both_texts(open_page, size):
    page = open_page(size)
    page.goto("/gallery/drafting/")
    page.fill("#id_title", "冲突的通知")
    panel = page.locator("[data-conflict]")
    expect(panel).to_contain_text("周明远刚刚保存过这一稿。", timeout=SOON)
    expect(panel).to_contain_text("层层")
    expect(state(page)).to_contain_text("未保存")
    assert not [line for line in axe_findings(page) if "target-size" not in line]
    page.locator("[data-conflict-mine]").click()
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    expect(page.locator("#id_title")).to_have_value("冲突的通知")
    expect(page.locator("[name=revision]")).to_have_value("10")


def test_the_other_ones_text_can_be_taken_instead(open_page):
    page = open_page()
    page.goto("/gallery/drafting/")
    page.fill("#id_title", "冲突的通知")
    page.locator("[data-conflict-theirs]").click(timeout=SOON)
    expect(page.locator("#id_title")).to_have_value("关于防火工作的通知")
    expect(page.locator(".draft-editor .cm-content")).to_contain_text("层层压实工作责任")


def test_what_could_not_be_saved_stays_on_the_page_with_the_reason(open_page):
    page = open_page()
    page.goto("/gallery/drafting/")
    page.fill("#id_title", "失败的标题")
    expect(state(page)).to_contain_text("标题里有不能识别的字符", timeout=SOON)
    page.route("**/gallery/autosave/", lambda route: route.abort())
    page.fill("#id_title", "断网时写的标题")
    expect(state(page)).to_have_text("保存失败·内容仍在本页，正在重试", timeout=SOON)
    page.unroute("**/gallery/autosave/")
    page.fill("#id_title", "网络恢复后的标题")
    expect(state(page)).to_have_text(SAVED, timeout=SOON)
    page.context.clear_cookies(name="sessionid")
    page.fill("#id_title", "登录过期后写的标题")
    expect(state(page)).to_contain_text("登录已过期", timeout=SOON)
    expect(page.locator("#id_title")).to_have_value("登录过期后写的标题")


def test_a_refusal_shows_in_place_and_the_bell_counts_on(open_page, accounts):
    page = open_page()
    page.goto("/gallery/components/")
    page.fill("#id_title", "写好的标题")
    page.click("[hx-post]")
    expect(page.locator("#messages")).to_contain_text("请点“送核稿”。")
    expect(page.locator("#id_title")).to_have_value("写好的标题")
    expect(page.locator("[data-quiet]")).to_contain_text("没有未读")
    notify(actor=SYSTEM, to=accounts.drafter, text="请核稿", url="/")
    page.evaluate("htmx.ajax('GET', '/notifications/bell/', {target: '[data-quiet]', source: '[data-quiet]'})")
    expect(page.locator(".bell-count")).to_have_text("1")


def test_pictures_of_procedures_and_versions(open_page):
    page = open_page()
    page.goto("/gallery/diagram/")
    expect(page.locator(".djs-element.is-current")).to_contain_text("核稿")
    expect(page.locator(".bjs-powered-by")).to_be_visible()
    expect(page.locator(".diagram-stage svg[role=img]")).to_have_attribute("aria-label", "流程图，当前在“核稿”")
    page.goto("/gallery/compare/")
    expect(page.locator(".cm-changedText", has_text="账").first).to_have_text("账")


def test_a_large_file_is_refused_before_it_is_sent(open_page, tmp_path: Path, settings):
    large = tmp_path / "large.bin"
    with large.open("wb") as file:
        file.truncate((settings.MAX_UPLOAD_MB + 10) * 1024 * 1024)
    page = open_page()
    page.goto("/gallery/components/")
    page.set_input_files("input[type=file]", large)
    expect(page.get_by_text(f"超过 {settings.MAX_UPLOAD_MB} MB 的上限，没有上传")).to_be_visible()


def test_without_script_the_pages_work(open_page):
    page = open_page("390", java_script_enabled=False)
    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.fill("#id_login", "drafter")
    page.fill("#id_password", PASSWORD)
    page.click("main button")
    page.goto("/gallery/drafting/")
    page.fill("textarea[name=body]", "没有脚本也能写。")
    page.click("[form=draft]")
    expect(page.locator("body")).to_contain_text("收到：没有脚本也能写。")
    page.goto("/gallery/components/")
    page.click(".menu-button")
    expect(page.locator("#places")).to_be_visible()
    page.click("[data-drawer-close]")
    expect(page.locator("#places")).to_be_hidden()
    page.click(".menu-person summary")
    expect(page.get_by_text("退出登录")).to_be_visible()
