"""What a person does on the pages, in words a scenario can be read in."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

IMAGES = Path(__file__).parents[2] / "docs" / "handbook" / "images"


class Desk:
    """One signed-in person at one browser. ``keep(name)`` takes a picture for the handbook when pictures are wanted."""

    def __init__(self, page: Page, *, pictures: bool) -> None:
        self.page = page
        self.pictures = pictures
        self.scope = page.locator("main")

    def open(self, path: str) -> "Desk":
        response = self.page.goto(path)
        self.scope = self.page.locator("main")
        assert response is not None
        assert response.status < 400, f"{path} answered {response.status}"
        return self

    def keep(self, name: str, *, at: Locator | None = None) -> None:
        """A picture of the window as it is; ``at`` is brought into view first."""
        if self.pictures:
            IMAGES.mkdir(parents=True, exist_ok=True)
            if at is not None:
                at.scroll_into_view_if_needed()
            self.page.wait_for_timeout(400)
            self.page.screenshot(path=IMAGES / f"{name}.png")

    def follow(self, text: str) -> "Desk":
        """Click the link with exactly these words in the main part, and wait for the page behind it."""
        with self.page.expect_navigation():
            self.page.locator("main").get_by_role("link", name=text, exact=True).first.click()
        return self

    def begin(self, text: str, move: str) -> "Desk":
        """Ask for a move of the flow: its form opens in its place on the paper's page; what follows is done there."""
        self.page.locator("main").get_by_role("link", name=text, exact=True).first.click()
        self.scope = self.page.locator(f'main form[action*="/{move}/"]')
        self.scope.wait_for()
        return self

    def fill(self, **fields: Any) -> "Desk":
        """Fill the form's fields by name: text is typed, a choice is chosen by value or words, files are attached."""
        for name, value in fields.items():
            self._fill_one(self.scope.locator(f"[name={name}]:not([type=hidden])"), value)
        return self

    def _fill_one(self, field: Locator, value: Any) -> None:
        if isinstance(value, Path):
            field.first.set_input_files(value)
            return
        kind = field.first.evaluate("field => field.type || field.tagName")
        if kind.startswith("select"):
            options = field.first.locator("option").evaluate_all("options => options.map(o => [o.value, o.text])")
            chosen = next(v for v, text in options if value in (v, text) or text.startswith(f"{value}（"))
            field.first.select_option(chosen)
        elif kind in {"radio", "checkbox"}:
            for box in field.all():
                label = box.evaluate("box => box.closest('label')?.innerText || box.labels[0]?.innerText || ''")
                if value in (box.get_attribute("value"), label.strip()) or label.strip().startswith(value):
                    box.check()
                    return
            raise AssertionError(f"no choice {value!r}")
        else:
            field.first.fill(value)

    def press(self, text: str) -> "Desk":
        """Press the button with these words and wait for the answer."""
        with self.page.expect_navigation():
            self.scope.get_by_role("button", name=text, exact=True).first.click()
        self.scope = self.page.locator("main")
        return self

    def sees(self, *words: str) -> "Desk":
        for text in words:
            self.page.get_by_text(text).first.wait_for()
        return self

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    @property
    def path(self) -> str:
        return "/" + self.page.url.split("/", 3)[3]
