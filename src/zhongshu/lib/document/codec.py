"""Values ↔ JSON, driven by their type annotations; knows no document.

Reading is strict: an unknown key or a wrong type is refused with the path of the element. A field without ``Since`` is
always written; a later one only where it says something, and the data then names the version a reader must know.
"""

from __future__ import annotations

import base64
import binascii
import dataclasses
import json
import types
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from functools import cache
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from zhongshu.lib.refusal import Refused

from .shape import Between, Label, Since

VERSION_KEY = "version"
"""Key of the format's version; data without it is of version 1."""

T = TypeVar("T")
Reader = Callable[[object, str], Any]

_CONTROL = {chr(code) for code in (*range(0, 9), 11, 12, *range(14, 32), 127)}


@dataclasses.dataclass(frozen=True, slots=True)
class Element:
    """One field of a class as JSON sees it."""

    name: str
    type: Any
    label: Label
    between: Between | None
    since: int
    default: Any
    required: bool


@cache
def elements(cls: Any) -> tuple[Element, ...]:
    """The fields of a dataclass, in order, with what their annotations say."""
    hints = get_type_hints(cls, include_extras=True)
    return tuple(_element(field, hints[field.name]) for field in dataclasses.fields(cls))


def _element(field: dataclasses.Field[Any], hint: Any) -> Element:
    extras: tuple[Any, ...] = ()
    if get_origin(hint) is Annotated:
        hint, *rest = get_args(hint)
        extras = tuple(rest)
    found = {type(extra): extra for extra in extras}
    since = found.get(Since, Since(1)).version
    label = found.get(Label, Label(field.name))
    required = field.default is dataclasses.MISSING
    return Element(field.name, hint, label, found.get(Between), since, field.default, required)


# ---- writing -----------------------------------------------------------------------------------------------------


def encode(value: Any) -> dict[str, Any]:
    """A value as plain data; dates as ISO text, bytes as base64."""
    used = [1]
    data: dict[str, Any] = _plain(value, used)
    return data if max(used) == 1 else {VERSION_KEY: max(used)} | data


def _plain(value: Any, used: list[int]) -> Any:
    if dataclasses.is_dataclass(value):
        cls: Any = type(value)
        word = tag(cls)
        data: dict[str, Any] = {"type": word} if word else {}
        for element in elements(cls):
            held = getattr(value, element.name)
            if element.since == 1 or held != element.default:
                used.append(element.since)
                data[element.name] = _plain(held, used)
        used.append(cls.__dict__.get("since", 1))
        return data
    if isinstance(value, tuple):
        return [_plain(item, used) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.value if isinstance(value, Enum) else value


def plain(value: Any) -> Any:
    """Any value of a field as plain data."""
    return _plain(value, [])


def tag(cls: type[Any]) -> str:
    """The word that tells a class from the others a field may hold: its class variable ``type``; empty without one."""
    return str(cls.__dict__.get("type", ""))


# ---- reading -----------------------------------------------------------------------------------------------------


def decode(cls: type[T], data: object, *, version: int = 1) -> T:
    """Build a value from :func:`encode`'s data or its JSON text; missing elements take their defaults."""
    if isinstance(data, str | bytes):
        try:
            data = json.loads(data)
        except (ValueError, RecursionError) as error:
            raise Refused("文稿数据不是有效的JSON，无法读取。", remedy="请从原系统重新导出。") from error
    record = dict(_mapping(data, "文稿"))
    given = _whole(record.pop(VERSION_KEY, 1), VERSION_KEY)
    if not 1 <= given <= version:
        raise Refused(
            f"文稿数据是第{given}版格式，本软件只认得第1至{version}版，没有读取。", remedy="请升级软件后再读取。"
        )
    shape: Any = cls
    value: T = _object_reader(shape)(record, "")
    return value


def _wrong(path: str, wanted: str) -> Refused:
    return Refused(f"文稿数据中“{path}”应为{wanted}。", remedy="请检查数据来源后重试。")


@cache
def _reader(hint: Any) -> Reader:
    """The reader of a type."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    origin, inner = get_origin(hint), get_args(hint)
    if origin is tuple:
        return _many(_reader(inner[0])) if inner[-1] is Ellipsis else _fixed(tuple(map(_reader, inner)))
    if origin in (Union, types.UnionType):
        kinds = [kind for kind in inner if kind is not types.NoneType]
        return _optional(_reader(kinds[0])) if len(kinds) < len(inner) else _tagged({tag(k): k for k in kinds})
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _choice(hint)
    return _object_reader(hint)


@cache
def _object_reader(cls: Any) -> Reader:
    known = {element.name: element for element in elements(cls)}
    readers = {name: _bounded(element) for name, element in known.items()}
    names = set(known) | ({"type"} if tag(cls) else set())

    def read(value: object, path: str) -> Any:
        if isinstance(value, str) and hasattr(cls, "parse"):
            return cls.parse(value)
        record = _mapping(value, path or "文稿")
        _no_strangers(record, names, path or "文稿")
        values = {}
        for name, element in known.items():
            if name in record or element.required:
                values[name] = readers[name](record.get(name), f"{path}/{name}" if path else name)
        try:
            return cls(**values)
        except Refused as refusal:
            where = f"文稿数据中“{path}”：" if path else ""
            raise Refused(where + refusal.message, remedy=refusal.remedy, basis=refusal.basis) from refusal

    return read


def _bounded(element: Element) -> Reader:
    reader, between = _reader(element.type), element.between
    if between is None:
        return reader

    def read(value: object, path: str) -> Any:
        number = reader(value, path)
        if number < between.least or (between.most is not None and number > between.most):
            most = f"至{between.most:g}" if between.most is not None else "以上"
            raise _wrong(path, f"{between.least:g}{most}")
        return number

    return read


def _mapping(value: object, path: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping) or not all(isinstance(key, str) for key in value):
        raise _wrong(path, "一组要素")
    return value


def _no_strangers(record: Mapping[str, object], known: set[str], path: str) -> None:
    strangers = sorted(set(record) - known)
    if strangers:
        raise Refused(
            f"文稿数据“{path}”中有不认识的要素：{'、'.join(strangers)[:80]}。", remedy="请检查数据来源后重试。"
        )


def _text(value: object, path: str) -> str:
    if not isinstance(value, str):
        raise _wrong(path, "文字")
    if any(character in _CONTROL or "\ud800" <= character <= "\udfff" for character in value):
        raise Refused(f"文稿数据中“{path}”含有控制字符。", remedy="请删除控制字符后重试。")
    return value


def _flag(value: object, path: str) -> bool:
    if not isinstance(value, bool):
        raise _wrong(path, "是或否")
    return value


def _whole(value: object, path: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise _wrong(path, "整数")
    return value


def _real(value: object, path: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:
        raise _wrong(path, "数")
    return value


def _date(value: object, path: str) -> date:
    try:
        return date.fromisoformat(_text(value, path))
    except ValueError as error:
        raise _wrong(path, "日期，如2026-03-01") from error


def _bytes(value: object, path: str) -> bytes:
    try:
        return base64.b64decode(_text(value, path), validate=True)
    except binascii.Error as error:
        raise _wrong(path, "base64编码的数据") from error


def _many(reader: Reader) -> Reader:
    def read(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _wrong(path, "一列内容")
        return tuple(reader(item, f"{path}/{index}") for index, item in enumerate(value))

    return read


def _fixed(readers: tuple[Reader, ...]) -> Reader:
    def read(value: object, path: str) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple) or len(value) != len(readers):
            raise _wrong(path, "名称和内容两项")
        return tuple(reader(item, f"{path}/{i}") for i, (reader, item) in enumerate(zip(readers, value, strict=True)))

    return read


def _optional(reader: Reader) -> Reader:
    return lambda value, path: None if value in (None, "") else reader(value, path)


def _tagged(kinds: dict[str, Any]) -> Reader:
    def read(value: object, path: str) -> Any:
        kind = _mapping(value, path).get("type")
        if not isinstance(kind, str) or kind not in kinds:
            raise _wrong(f"{path}/type", "、".join(kinds) + "之一")
        return _object_reader(kinds[kind])(value, path)

    return read


def _choice(choices: type[Any]) -> Reader:
    def read(value: object, path: str) -> Any:
        try:
            return choices(_text(value, path))
        except ValueError as error:
            raise _wrong(path, "以下之一：" + "、".join(f"{item.value}（{item.label}）" for item in choices)) from error

    return read


_SIMPLE: dict[Any, Reader] = {str: _text, bool: _flag, int: _whole, float: _real, date: _date, bytes: _bytes}
