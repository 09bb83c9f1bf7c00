"""Every page that the menus and lists lead to: accessible, quiet in the console, and no wider than the screen."""

import re
from collections.abc import Iterator

import pytest
from tools.screenshots import axe_findings

#: Who is asked to look around, from where. Together they reach every kind of page.
WALKS = {
    "director": ["/"],
    "drafter": ["/", "/outgoing/new/"],
    "clerk": ["/"],
    "archivist": ["/"],
    "town_clerk": ["/"],
    "supervision_officer": ["/supervision/", "/supervision/figures/"],
    "principal_leader": ["/", "/supervision/ordered/"],
    "section_head": ["/meetings/", "/meetings/new/", "/meetings/templates/", "/meetings/items/"],
    "sysadmin": ["/"],
    "secadmin": ["/"],
    "auditadmin": ["/"],
}
#: Calendars and rooms, each opened by whoever arranges.
COORDINATION = [
    "week/", "clashes/", "free/", "engage/", "rooms/", "rooms/book/", "setup/", "setup/room/", "setup/equipment/", "feeds/",
]  # fmt: skip
#: The demo's meeting that takes place, and its pages.
MEETING = "全县重点项目推进会"
DURING = [
    "during/", "sessions/new/", "speeches/", "speeches/new/", "groups/", "visit/", "visit/stops/new/",
    "visit/vehicles/new/", "bulletins/", "bulletins/new/", "record/", "seats/", "seats/shape/", "seats/rules/",
]  # fmt: skip
MOST_PAGES = 16
#: Pages of incoming papers: addresses, and states at which a paper is opened; a paper to register opens its form.
INCOMING = {
    "clerk": (
        ["", "receive/", "keep/", "book/", "duties/", "figures/"],
        {
            "received": ["register/"],
            "check": ["", "correct/"],
            "instruct": ["transcribe/"],
            "assign": [""],
            "complete": ["", "circulation/", "reply/", "excuse/", "link-reply/"],
        },
    ),
    "vetter": ([], {"propose": [""]}),
    "principal_leader": (["my-instructions/"], {"instruct": [""]}),
    "director": (["?light=late"], {"handle": [""], "returned": [""]}),
}
#: Supervision: pages of the office, and matters from whose page every link is opened by who may.
SUPERVISION = {
    "supervision_officer": (
        ["", "?figure=red", "desk/", "orders/", "orders/?standing=over", "unowned/", "figures/", "open/", "brief/", "rules/", "rules/routing/",
         "rules/rhythm/", "rules/ladder/", "imports/"],
        ["reported", "proposed", "closed", "circular", "mapping", "taken over"],
    ),
    "town_clerk": (["mine/"], ["reported", "extension", "circular"]),
    "principal_leader": (["ordered/", "ordered/?figure=closed"], ["proposed"]),
    "deputy_leader": (["ordered/"], ["extension"]),
}  # fmt: skip
#: A step of a matter, or of something that belongs to it; files are no pages.
STEP = re.compile(
    r"/supervision/(\d+/(?!evidence|explanations)\w+|(reports|extensions|closings|urgings|explanations)/\d+/.*)/?"
)
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
#: One link of each shape is enough: digits are folded, queries dropped.
LINKS = """() => [...document.querySelectorAll('a[href^="/"]')]
  .map(link => new URL(link.href).pathname)
  .filter(path => !/logout|export|package|pdf|docx|download|static|bpmn|ics/.test(path))"""


def reachable(page, starts: list[str]) -> Iterator[str]:
    """Opens one address of each shape, breadth first, at most ``MOST_PAGES``; each is open while it is looked at."""
    seen: set[str] = set()
    waiting, found = list(starts), 0
    while waiting and found < MOST_PAGES:
        path = waiting.pop(0)
        shape = "".join("#" if char.isdigit() else char for char in path)
        if shape in seen:
            continue
        seen.add(shape)
        response = page.goto(path)
        assert response.status < 400, f"{path} answered {response.status}"
        if "text/html" not in response.headers.get("content-type", ""):
            continue
        found += 1
        waiting += page.evaluate(LINKS)
        yield path


def heard(page) -> list[str]:
    """What the browser's console complains of from now on."""
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return complaints


@pytest.mark.parametrize("who", WALKS)
def test_pages_are_accessible_and_fit(as_person, who):
    wide, narrow = as_person(who), as_person(who, width=390, height=844)
    complaints = heard(wide)
    for path in reachable(wide, WALKS[who]):
        complaints += faults_of(wide, narrow, path)
    assert not complaints, "\n".join(dict.fromkeys(complaints))


def faults_of(wide, narrow, path: str) -> list[str]:
    """What axe finds at the desk, where the page is open, and how much too wide it is on a phone."""
    found = [f"{path}: {finding}" for finding in axe_findings(wide)]
    narrow.goto(path)
    over = narrow.evaluate(SIDEWAYS)
    return found + ([f"{path}: {over} px too wide on a phone"] if over > 1 else [])


def faults(wide, narrow, path: str) -> list[str]:
    """The same of a page that is not open yet."""
    response = wide.goto(path)
    found = [] if response.status < 400 else [f"{path} answered {response.status}"]
    return found + faults_of(wide, narrow, path)


@pytest.mark.parametrize("who", INCOMING)
def test_incoming_papers_at_every_step_are_accessible_and_fit(as_person, incoming_at, who):
    wide, narrow = as_person(who), as_person(who, width=390, height=844)
    complaints = heard(wide)
    addresses, states = INCOMING[who]
    paths = [f"/incoming/{address}" for address in addresses]
    for state, paper in incoming_at(*states).items():
        wide.goto(f"/incoming/?state={state}")
        wide.locator(f"a.row-link[href='{paper}']").first.wait_for()
        paths += [f"{paper}{page}" for page in states[state]]
    for path in paths:
        complaints += faults(wide, narrow, path)
    assert not complaints, "\n".join(dict.fromkeys(complaints))


@pytest.mark.parametrize("who", SUPERVISION)
def test_supervision_at_every_step_is_accessible_and_fits(as_person, supervised, who):
    wide, narrow = as_person(who), as_person(who, width=390, height=844)
    complaints = heard(wide)
    addresses, stages = SUPERVISION[who]
    paths = [f"/supervision/{address}" for address in addresses]
    for stage in stages:
        paths.append(supervised[stage])
        wide.goto(supervised[stage])
        links = wide.locator("main a[href^='/supervision/']").evaluate_all("links => links.map(link => link.pathname)")
        paths += [path for path in links if STEP.fullmatch(path)]
    assert len(paths) > len(addresses) + len(stages), "nobody is offered anything on these matters"
    for path in dict.fromkeys(paths):
        complaints += faults(wide, narrow, path)
    assert not complaints, "\n".join(dict.fromkeys(complaints))


def test_calendars_and_rooms_are_accessible_and_fit(as_person):
    wide, narrow = as_person("director"), as_person("director", width=390, height=844)
    complaints = [fault for page in COORDINATION for fault in faults(wide, narrow, f"/coordination/{page}")]
    wide.goto("/coordination/week/")
    engagement = wide.locator(".week-sheet a").first.get_attribute("href")
    for path in (engagement, f"{engagement}change/", f"{engagement}cancel/"):
        complaints += faults(wide, narrow, path)
    wide.goto("/coordination/free/")
    wide.locator("input[name=needed]").first.check()
    with wide.expect_navigation():
        wide.get_by_role("button", name="找时间").click()
    complaints += faults(wide, narrow, wide.url.removeprefix(wide.url.split("/coordination")[0]))
    assert not complaints, "\n".join(dict.fromkeys(complaints))


def test_what_happens_during_a_meeting_is_accessible_and_fits(as_person):
    wide, narrow = as_person("section_head"), as_person("section_head", width=390, height=844)
    wide.goto("/meetings/")
    meeting = wide.get_by_role("link", name=MEETING).first.get_attribute("href")
    paths = [f"{meeting}{page}" for page in DURING]
    wide.goto(f"{meeting}during/")
    paths += list(wide.locator("a.row-link").evaluate_all("links => links.map(l => l.pathname)")[:1])
    paths += [f"{paths[-1]}{page}" for page in ("roll/", "poster/", "change/")]
    for list_, shape in (("groups/", "/groups/"), ("bulletins/", "/bulletins/")):
        wide.goto(f"{meeting}{list_}")
        found = wide.locator(f"main a[href^='/meetings{shape}']").evaluate_all("links => links.map(l => l.pathname)")
        paths += found[:2]
    complaints = [fault for path in paths for fault in faults(wide, narrow, path)]
    narrow.goto(f"{paths[len(DURING)]}poster/")
    complaints += faults(wide, narrow, "/" + narrow.locator(".poster .small").inner_text().split("/", 3)[3].strip())
    assert not complaints, "\n".join(dict.fromkeys(complaints))


def test_a_leader_reaches_the_signature_by_keyboard_alone(as_person, incoming_at):
    paper = incoming_at("instruct")["instruct"]
    page = as_person("principal_leader")
    page.goto("/incoming/?state=instruct")
    page.locator(f"a.row-link[href='{paper}']").first.press("Enter")
    page.wait_for_selector("#id_phrase_0")
    page.locator("#id_phrase_0").focus()
    page.keyboard.press("Space")
    for expected in ("text", "签署批示", "圈阅"):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()")
        assert focused == expected or (expected == "圈阅" and focused == "initialled")
    assert page.locator("#id_phrase_0").is_checked()


def test_the_desk_works_by_keyboard_alone(as_person):
    page = as_person("director")
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#content" or page.evaluate(
        "document.activeElement.textContent"
    ).startswith("跳到")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
