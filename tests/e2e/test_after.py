"""What comes after the demo's meeting, at the desk and on a phone: accessible, no wider than the screen; from the list of
what is open a person gets to each thing and settles it."""

from tests.e2e.test_pages import faults

PAGES = ("after", "copies", "equipment", "travel", "account", "debrief", "volume")


def meeting_of(page) -> str:
    page.goto("/meetings/?q=第22次县长办公会议")
    return page.locator("a.row-link").first.get_attribute("href")


def test_pages_after_a_meeting_are_accessible_and_fit(as_person):
    wide, narrow = as_person("section_head"), as_person("section_head", width=390, height=844)
    complaints: list[str] = []
    wide.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    meeting = meeting_of(wide)
    paths = [f"{meeting}{name}/" for name in PAGES]
    wide.goto(paths[1])
    paths.append(wide.locator("#copies tbody a").first.get_attribute("href"))
    wide.goto(paths[2])
    paths.append(wide.locator("#lines tbody a").first.get_attribute("href"))
    for path in paths:
        complaints += faults(wide, narrow, path)
    assert not complaints, "\n".join(dict.fromkeys(complaints))


def test_from_the_open_ends_to_the_returned_copy(as_person):
    page = as_person("section_head")
    meeting = meeting_of(page)
    page.goto(f"{meeting}after/")
    page.get_by_role("link", name="会后收回的文件还在外").first.click()
    page.get_by_role("button", name="收回 ").first.click()
    page.wait_for_url("**/copies/**")
    assert "已收回" in page.locator(".message").first.inner_text()
    page.goto(f"{meeting}after/")
    assert "会后收回的文件还在外" not in page.locator("#open").inner_text()
