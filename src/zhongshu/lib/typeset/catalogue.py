"""Templates found by discovery: a folder with ``template.toml``, ``main.typ`` and example data is a template.

The built-in ones lie in ``templates``; an office keeps its own in a folder it names, and its own win: one that lists a
kind of paper sets every paper of that kind, one of the same name replaces the built-in. Nothing is registered anywhere.
How to make one: docs/templates.md.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused

BUILT_IN = Path(str(files(__package__).joinpath("templates")))
PIECES = Path(str(files(__package__).joinpath("pieces")))
"""The Typst package ``@zhongshu/paper`` that templates are made from."""
TAKES = ("document", "form")
KEYS = {"name", "use", "takes", "kinds", "date"}
DATES = ("foot", "head")


@dataclass(frozen=True, slots=True)
class Template:
    """One template. ``takes`` "document": official papers; "form": data of the shape of its example.

    ``code`` is the folder's name, ``kinds`` the codes of the kinds of paper it sets when they name no template, ``date``
    where a paper's date stands: at the foot, below the signature, or in the head.
    """

    code: str
    name: str
    use: str
    folder: Path
    takes: str = "document"
    kinds: tuple[str, ...] = ()
    date: str = "foot"
    own: bool = False

    @property
    def main(self) -> Path:
        return self.folder / "main.typ"

    def examples(self) -> dict[str, Any]:
        """Its example data by file name, as plain data."""
        found = sorted(self.folder.glob("example*.json"))
        return {path.name: json.loads(path.read_text("utf-8")) for path in found}


def templates(own: Path | None = None) -> dict[str, Template]:
    """All templates that can be used, by code, the office's own first; see :func:`faults` for the others."""
    built_in, _ = _scan(BUILT_IN, _stamp(BUILT_IN), False)
    mine = _own(own)[0] if own else {}
    return mine | {code: template for code, template in built_in.items() if code not in mine}


def faults(own: Path | None) -> dict[str, Refused]:
    """Folders of the office that are no templates, and why."""
    return _own(own)[1] if own else {}


def _own(folder: Path) -> tuple[dict[str, Template], dict[str, Refused]]:
    if not folder.is_dir():
        raise Refused(f"模板文件夹“{folder}”不存在。", remedy="请在设置中改正模板文件夹的位置。")
    return _scan(folder, _stamp(folder), True)


def find(name: str, own: Path | None = None) -> Template:
    """The template of a code or Chinese name."""
    if name in faults(own):
        raise faults(own)[name]
    held = templates(own)
    found = held.get(name) or next((item for item in held.values() if item.name == name), None)
    if found is None:
        names = "、".join(item.name for item in held.values())
        raise Refused(f"没有名为“{name}”的模板。", remedy=f"可用的模板：{names}。")
    return found


def template_for(document: Document, own: Path | None = None) -> Template:
    """What sets a document: the template it names, else one for its kind, else that of its layout."""
    if document.template:
        return find(document.template, own)
    held = templates(own)
    for_kind = (item for item in held.values() if document.kind in item.kinds and item.takes == "document")
    return next(for_kind, held[document.layout.value])


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """What tells that a folder's templates changed, so that an office may edit while the software runs."""
    found = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
    return tuple((path.name, _changed(path / "template.toml")) for path in found)


def _changed(file: Path) -> int:
    return file.stat().st_mtime_ns if file.is_file() else 0


@lru_cache(maxsize=16)
def _scan(
    folder: Path, stamp: tuple[tuple[str, int], ...], own: bool
) -> tuple[dict[str, Template], dict[str, Refused]]:
    """The templates of a folder, and why the rest of its folders are none."""
    found: dict[str, Template] = {}
    bad: dict[str, Refused] = {}
    for name, _ in stamp:
        try:
            found[name] = _read(folder / name, own)
        except Refused as refusal:
            bad[name] = refusal
    return found, bad


def _read(folder: Path, own: bool) -> Template:
    for needed in ("template.toml", "main.typ"):
        if not (folder / needed).is_file():
            raise _bad(folder, f"缺少{needed}")
    try:
        data = tomllib.loads((folder / "template.toml").read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _bad(folder, f"template.toml写法有误（{error}）") from error
    strangers = sorted(set(data) - KEYS)
    if strangers:
        raise _bad(folder, f"template.toml中有不认识的项：{'、'.join(strangers)}")
    return _template(folder, data, own)


def _template(folder: Path, data: dict[str, Any], own: bool) -> Template:
    name, use = data.get("name"), data.get("use", "")
    takes, date, kinds = data.get("takes", "document"), data.get("date", "foot"), data.get("kinds", [])
    if not isinstance(name, str) or not name.strip() or not isinstance(use, str):
        raise _bad(folder, "template.toml中没有写明名称（name）")
    if takes not in TAKES:
        raise _bad(folder, "template.toml中的takes只能是document（公文）或者form（表单）")
    if date not in DATES:
        raise _bad(folder, "template.toml中的date只能是foot（落款处）或者head（版头）")
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        raise _bad(folder, "template.toml中的kinds应是一列文种代码")
    return Template(folder.name, name.strip(), use, folder, takes, tuple(kinds), date, own)


def _bad(folder: Path, why: str) -> Refused:
    return Refused(f"模板“{folder.name}”不能使用：{why}。", remedy="请改正或者移走这个文件夹；其他模板不受影响。")
