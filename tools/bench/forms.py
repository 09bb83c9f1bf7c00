"""The forms of a page, read as a browser would send them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

Pairs = list[tuple[str, str]]


@dataclass
class Form:
    """One form: where it goes, what it holds as it stands, and which values its choices offer."""

    action: str = ""
    method: str = "get"
    data_autosave: str = ""
    pairs: Pairs = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    choices: dict[str, list[str]] = field(default_factory=dict)
    buttons: Pairs = field(default_factory=list)

    def filled(self, **values: str | list[str]) -> Pairs:
        """The form's own values with these in place of the ones of their names. Unknown names are a mistake here."""
        unknown = set(values) - self.names
        assert not unknown, f"the form to {self.action} has no {unknown}; it has {sorted(self.names)}"
        kept = [(name, value) for name, value in self.pairs if name not in values]
        for name, value in values.items():
            kept += [(name, item) for item in (value if isinstance(value, list) else [value])]
        return kept

    def value(self, name: str) -> str:
        """What a field holds now; empty where it holds nothing."""
        return next((value for key, value in self.pairs if key == name), "")


class _Reader(HTMLParser):
    """Collects forms; a field outside any form is of no interest, except where it names its form."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.form: Form | None = None
        self.select = self.textarea = ""
        self.text: list[str] = []
        self.selected: list[str] = []
        self.multiple = False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attributes}
        if tag == "form":
            self.form = Form(have.get("action", ""), have.get("method", "get").lower(), have.get("data-autosave", ""))
            self.forms.append(self.form)
        elif self.form is not None and "disabled" not in have:
            self._field(tag, have)

    def _field(self, tag: str, have: dict[str, str]) -> None:
        assert self.form is not None
        name = have.get("name", "")
        if tag == "option" and self.select:
            self.form.choices[self.select].append(have.get("value", ""))
            if "selected" in have:
                self.selected.append(have.get("value", ""))
        if not name:
            return
        self.form.names.add(name)
        if tag == "textarea":
            self.textarea, self.text = name, []
        elif tag == "select":
            self.select, self.selected, self.multiple = name, [], "multiple" in have
            self.form.choices[name] = []
        elif tag == "button":
            self.form.buttons.append((name, have.get("value", "")))
        elif tag == "input":
            self._input(name, have)

    def _input(self, name: str, have: dict[str, str]) -> None:
        assert self.form is not None
        kind = have.get("type", "text")
        if kind in {"checkbox", "radio"}:
            self.form.choices.setdefault(name, []).append(have.get("value", "on"))
            if "checked" in have:
                self.form.pairs.append((name, have.get("value", "on")))
        elif kind not in {"submit", "button", "file", "image"}:
            self.form.pairs.append((name, have.get("value", "")))

    def handle_data(self, data: str) -> None:
        if self.textarea:
            self.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.textarea and self.form is not None:
            # A browser drops the first line break of a text area.
            self.form.pairs.append((self.textarea, "".join(self.text).removeprefix("\n")))
            self.textarea = ""
        elif tag == "select" and self.select and self.form is not None:
            offered = self.form.choices[self.select]
            chosen = self.selected or ([] if self.multiple else offered[:1])
            self.form.pairs += [(self.select, value) for value in chosen]
            self.select = ""


def read_forms(page: str) -> list[Form]:
    """Every form of a page in its order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms
