"""Pictures of pages at the two widths everyone looks at, with an accessibility check beside them.

    python tools/screenshots.py --base http://127.0.0.1:8000 --user lin --password … --out /tmp/shots / /notifications/

Writes <out>/<page>-1366.png and <page>-390.png, prints what the browser's console and axe complain about,
and ends with status 1 when there was anything.
"""

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"1366": (1366, 768), "390": (390, 844)}
AXE = Path(__file__).parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: What passed is neither described nor sent over: on a long page that is most of the work.
AXE_RUN = """tags => axe.run(document, {runOnly: tags, resultTypes: ["violations"]}).then(found => found.violations)"""


@contextmanager
def chromium() -> Iterator[Browser]:
    """The distribution's Chromium, without a window and without talking to anyone else."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def sign_in(page: Page, base: str, user: str, password: str) -> None:
    page.goto(f"{base}/accounts/login/")
    page.fill("#id_login", user)
    page.fill("#id_password", password)
    page.click("main button")
    page.wait_for_url(lambda address: "/accounts/login" not in address)


def axe_findings(page: Page) -> list[str]:
    """What axe finds on the page, one line each: rule, words, first element."""
    # Evaluated through the debugger, because the page's own policy lets no script in.
    page.evaluate(AXE.read_text("utf-8") + "\n;0")
    found = page.evaluate(AXE_RUN, AXE_TAGS)
    return [f"{item['id']}: {item['help']} — {node['html'][:160]}" for item in found for node in item["nodes"][:3]]


def shoot(browser: Browser, base: str, paths: Sequence[str], out: Path, who: tuple[str, str] | None) -> list[str]:
    """Pictures of every path at both sizes; returns complaints as lines."""
    complaints: list[str] = []
    for size, (width, height) in SIZES.items():
        page = browser.new_page(
            viewport={"width": width, "height": height}, locale="zh-CN", timezone_id="Asia/Shanghai"
        )
        _listen(page, complaints)
        if who:
            sign_in(page, base, *who)
        for path in paths:
            page.goto(base + path)
            page.wait_for_load_state("networkidle")
            name = re.sub(r"\W+", "-", path).strip("-") or "home"
            page.screenshot(path=out / f"{name}-{size}.png")
            if page.evaluate("document.documentElement.scrollWidth > window.innerWidth + 1"):
                complaints.append(f"{path} at {size}: wider than the window")
            complaints += [f"{path} at {size}: {line}" for line in axe_findings(page)]
        page.close()
    return complaints


def _listen(page: Page, complaints: list[str]) -> None:
    page.on("console", lambda note: note.type == "error" and complaints.append(f"console: {note.text}"))
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--base", default="http://127.0.0.1:8000")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("paths", nargs="+")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with chromium() as browser:
        who = (options.user, options.password) if options.user else None
        complaints = shoot(browser, options.base, options.paths, options.out, who)
    for line in complaints:
        print(line)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
