"""The published JSON Schema of a document, made from the model. ``python -m zhongshu.lib.document.schema`` writes it anew.

It is kept as ``document.schema.json`` beside this module and in docs/; a test fails when they lag behind the model.
"""

from __future__ import annotations

import json
import types
from datetime import date
from enum import Enum
from importlib.resources import files
from pathlib import Path
from typing import Any, Union, get_args, get_origin

from . import codec
from .model import FORMAT_VERSION, Document
from .number import DocumentNumber

NAME = "document.schema.json"
_SIMPLE: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    bytes: {"type": "string", "contentEncoding": "base64"},
}


def schema() -> dict[str, Any]:
    """The schema as plain data (draft 2020-12)."""
    definitions: dict[str, Any] = {}
    body = _object(Document, definitions)
    body["properties"] = {
        codec.VERSION_KEY: {"title": "格式版本", "description": "不写即1", "type": "integer", "minimum": 1, "maximum": FORMAT_VERSION},
    } | body["properties"]  # fmt: skip
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:zhongshu:document:{FORMAT_VERSION}",
        "title": "公文要素",
        "description": "一件公文或者文稿的全部要素（《党政机关公文处理工作条例》第九条、GB/T 9704-2012）。"
        "省略的要素取默认值，不认识的要素一律拒收。",
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def text() -> str:
    """The schema as the file keeps it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def published() -> str:
    """The schema shipped with the package."""
    return files(__package__).joinpath(NAME).read_text("utf-8")


def _object(cls: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    word = codec.tag(cls)
    if word:
        properties["type"] = {"const": word}
    required = ["type"] if word else []
    for element in codec.elements(cls):
        properties[element.name] = _property(element, definitions)
        required += [element.name] if element.required else []
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _property(element: codec.Element, definitions: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {"title": element.label.word}
    if element.label.says:
        found["description"] = element.label.says
    found |= _type(element.type, definitions)
    if element.between:
        found["minimum"] = element.between.least
        if element.between.most is not None:
            found["maximum"] = element.between.most
    if not element.required and element.default is not None:
        found["default"] = codec.plain(element.default)
    if element.since > 1:
        found["$comment"] = f"since version {element.since}"
    return found


def _type(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    if hint in _SIMPLE:
        return dict(_SIMPLE[hint])
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return {"type": "array", "items": _type(inner[0], definitions)}
        items = [_type(item, definitions) for item in inner]
        return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
    if origin in (Union, types.UnionType):
        kinds = [_type(kind, definitions) for kind in inner if kind is not types.NoneType]
        if len(kinds) < len(inner):
            return {"anyOf": [*kinds, {"enum": [None, ""]}]}
        return {"oneOf": kinds}
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(hint)
    return _reference(hint, definitions)


def _choice(words: Any) -> dict[str, Any]:
    """The codes, with their Chinese words in the description."""
    shown = "；".join(f"{item.value or '空'}：{item.label or '无'}" for item in words)
    return {"enum": [item.value for item in words], "$comment": shown}


def _reference(cls: type[Any], definitions: dict[str, Any]) -> dict[str, Any]:
    if cls.__name__ not in definitions:
        definitions[cls.__name__] = {}  # taken before it is made: a class may contain itself
        made = _object(cls, definitions)
        if cls is DocumentNumber:
            made = {"oneOf": [made, {"type": "string", "pattern": r"^.{1,12}〔\d{4}〕[1-9]\d*号$"}]}
        definitions[cls.__name__] = made
    return {"$ref": f"#/$defs/{cls.__name__}"}


def write(*folders: Path) -> None:
    """Write the schema into folders."""
    for folder in folders:
        (folder / NAME).write_text(text(), "utf-8")


if __name__ == "__main__":
    write(Path(__file__).parent, Path("docs"))
