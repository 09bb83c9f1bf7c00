"""A real site for a real browser: its own folder, the demo county, granian, Chromium."""

import fcntl
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from tools.screenshots import CHROMIUM, chromium, sign_in

from tests import migrated

DIST = Path("src/zhongshu/apps/shell/static/shell/dist")
PASSWORD = "zhongshu-demo"
#: Milliseconds to wait for what must come; a busy machine needs many.
PATIENCE = 60_000
#: Two workers have the browser tests, each with a site of its own. Their halves take about as long; a file is never split,
#: because what one of its tests does on the site another may look for.
SECOND_HALF = {"test_components.py", "test_importing.py", "test_incoming.py", "test_main_job.py", "test_seats.py"}
#: Papers come in and go as far as each state says, by the acts the pages call; their addresses on the last line.
BROUGHT = """
import json, sys
from random import Random
from zhongshu.config.installation import start_django
start_django()
from django.utils import timezone
from zhongshu.apps.demo.clock import OfficeHours
from zhongshu.apps.demo.incoming import tell_letters
from zhongshu.apps.demo.letters import Letter
from zhongshu.apps.demo.tree import find_county
from zhongshu.apps.demo.year import words
from zhongshu.apps.incoming.models import Paper
serial = 300 + Paper.objects.count()
day, letters = timezone.localdate(), []
for no, state in enumerate(sys.argv[1:], serial):
    came = words.letter(Random(no), day, no)
    letters.append(Letter(
        state, 0, 15, came.sender, came.number, came.title, came.text.splitlines()[4], kind=came.kind, unit=came.unit,
        proposal=words.proposal(Random(no), came.unit, came.title), instruction="同意。",
        way="read" if state == "complete" else "instruct", circulated=state == "complete",
    ))
told = tell_letters(find_county(), letters, OfficeHours(timezone.now()))
papers = Paper.objects.filter(pk__in=[paper.pk for paper in told])
print(json.dumps({paper.state: f"/incoming/{paper.pk}/" for paper in papers}))
"""
#: Matters at the stages that ask something of somebody, and two ledgers: one whose columns wait to be mapped, one taken
#: over with rows sent back.
SUPERVISED = """
import json
from dataclasses import replace
from zhongshu.config.installation import start_django
start_django()
from django.utils import timezone
from tests.apps.supervision.steps import ledger
from zhongshu.apps.demo.clock import OfficeHours
from zhongshu.apps.demo.matters import PLOTS, tell_matters
from zhongshu.apps.demo.tree import find_county
from zhongshu.apps.supervision import actions
from zhongshu.apps.supervision.actions.importing import run_import
county = find_county()
officer, hours = county["supervision_officer"], OfficeHours(timezone.now())
plots = {plot.until: replace(plot, task=f"{plot.task}（另一件）") for plot in PLOTS}
wanted = [plots[until] for until in ("reported", "extension", "proposed", "closed", "circular")]
told = {plot.until: matter.get_absolute_url() for plot, matter in zip(wanted, tell_matters(county, wanted, hours))}
head = ["序号", "督办事项", "目标要求", "完成时限", "牵头单位", "责任人"]
rows = [[1, "改造城南老旧管网", "4.5公里管网全部更换", "2027.6.30前", "青石镇", "钱多多"], [2, "整治沿街广告牌", "见成效", "长期", "青石镇", ""]]
uploaded = [actions.upload_ledger(actor=officer, name=f"旧台账{no}.xlsx", content=ledger([head, *rows])) for no in (1, 2)]
mapped = actions.map_ledger(actor=officer, ledger=uploaded[1], mapping=uploaded[1].mapping, year=2026, kind="")
run_import(mapped.pk)
told |= {"mapping": f"/supervision/imports/{uploaded[0].pk}/", "taken over": f"/supervision/imports/{mapped.pk}/"}
print(json.dumps(told))
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in Path(item.path).parents:
            item.add_marker(pytest.mark.browser)
            half = "browser-2" if Path(item.path).name in SECOND_HALF else "browser-1"
            item.add_marker(pytest.mark.xdist_group(half))
            if not Path(CHROMIUM).exists():
                item.add_marker(pytest.mark.skip(reason="没有 Chromium，跳过浏览器测试（apt install chromium）"))
            elif not DIST.exists():
                item.add_marker(pytest.mark.skip(reason="前端没有构建，跳过浏览器测试（make setup）"))


ZHONGSHU = [sys.executable, "-m", "zhongshu.cli"]


@dataclass(frozen=True)
class Site:
    address: str
    home: Path


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The demo county served from a folder of its own (or a site that runs already: ZHONGSHU_E2E_ADDRESS)."""
    if address := os.environ.get("ZHONGSHU_E2E_ADDRESS"):
        yield Site(address, Path(os.environ["ZHONGSHU_HOME"]))
        return
    home = tmp_path_factory.mktemp("site")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = environment_of(home)
    shutil.copytree(_county(tmp_path_factory), home, dirs_exist_ok=True)
    server = subprocess.Popen([*ZHONGSHU, "serve", "--port", str(port), "--no-worker"], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address)
        yield Site(address, home)
    finally:
        server.terminate()
        server.wait(timeout=30)


def environment_of(home: Path) -> dict[str, str]:
    """What a command started beside the site needs to find it."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("ZHONGSHU_", "DJANGO_"))}
    return kept | {"ZHONGSHU_HOME": str(home), "ZHONGSHU_REQUIRE_ADMIN_MFA": "false", "ZHONGSHU_WORKERS": "1"}


def _county(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo county's home, built by the first worker that needs it; sites are served from copies."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    home = shared / "county"
    with (shared / "county.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            half = shared / "county-half"
            migrated.lay_down(half)
            subprocess.run(
                [*ZHONGSHU, "demo"], env=environment_of(half), check=True, stdout=subprocess.DEVNULL, timeout=300
            )
            half.rename(home)
    return home


@pytest.fixture
def incoming_at(site: Site) -> Callable[..., dict[str, str]]:
    """A function: states → for each, the address of a paper of the test's own that has come so far.

    The demo's papers belong to all tests, and another may have moved the only one at a step.
    """

    def bring(*states: str) -> dict[str, str]:
        brought = _told(site, BROUGHT, *states)
        assert set(brought) == set(states)
        return brought

    return bring


@pytest.fixture(scope="session")
def supervised(site: Site) -> dict[str, str]:
    """Addresses of matters of this walk's own, by how far they have come, and of two imported ledgers."""
    return _told(site, SUPERVISED)


def _told(site: Site, script: str, *arguments: str) -> dict[str, str]:
    """What a script run beside the site says on its last line."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], env=environment_of(site.home), check=True, stdout=subprocess.PIPE,
        text=True, timeout=120,
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def _wait_for(address: str) -> None:
    for _ in range(600):  # a busy machine needs a minute
        try:
            urllib.request.urlopen(f"{address}/accounts/login/", timeout=2)
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("the site did not start within two minutes")


@pytest.fixture(scope="session")
def browser():
    # Playwright keeps an event loop in this thread; nothing here talks to Django's ORM asynchronously.
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with chromium() as launched:
        yield launched


@pytest.fixture(scope="session")
def signed_in(site: Site, browser) -> Callable[[str], Any]:
    """A function: account → the cookies of that person, who signed in once for all tests."""
    kept: dict[str, Any] = {}

    def cookies_of(username: str) -> Any:
        if username not in kept:
            context = browser.new_context(locale="zh-CN", base_url=site.address)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            sign_in(page, site.address, username, PASSWORD)
            kept[username] = context.cookies()
            context.close()
        return kept[username]

    return cookies_of


@pytest.fixture
def as_person(site: Site, browser, signed_in) -> Iterator[Callable]:
    """A function: account → a page signed in as that person, in a browser context of its own, kept for the test."""
    contexts: dict = {}

    def open_as(username: str, *, width: int = 1366, height: int = 768):
        if (username, width) not in contexts:
            cookies = signed_in(username)
            context = browser.new_context(
                viewport={"width": width, "height": height}, locale="zh-CN", base_url=site.address
            )
            context.set_default_timeout(PATIENCE)
            context.add_cookies(cookies)
            page = context.new_page()
            page.goto("/")
            contexts[username, width] = context, page
        return contexts[username, width][1]

    yield open_as
    for context, _ in contexts.values():
        context.close()
