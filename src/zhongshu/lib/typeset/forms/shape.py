"""A form's data must have the shape of its example: the example file is the contract that the author of a template writes."""

from __future__ import annotations

from typing import Any

from zhongshu.lib.refusal import Refused

WORDS = {str: "文字", bool: "是或否", float: "数", list: "一列内容", dict: "一组内容"}


def fitted(data: Any, example: Any, path: str = "") -> Any:
    """The data with what it leaves out filled in empty. ``Refused`` names the first place that does not fit: an unknown
    key, a wrong type. An item of a list must fit one of the example's items."""
    kind = _kind(example)
    if _kind(data) is not kind:
        raise Refused(f"表单数据中“{path or '全部'}”应为{WORDS[kind]}。", remedy="请对照模板的示例数据改正。")
    if isinstance(example, dict):
        return _fitted_record(data, example, path)
    if isinstance(example, list) and example:
        return [_fitted_item(item, example, f"{path}/{index}".lstrip("/")) for index, item in enumerate(data)]
    return data


def _fitted_record(data: dict[str, Any], example: dict[str, Any], path: str) -> dict[str, Any]:
    strangers = sorted(set(data) - set(example))
    if strangers:
        raise Refused(
            f"表单数据“{path or '全部'}”中有模板不认识的项：{'、'.join(map(str, strangers))[:80]}。",
            remedy=f"这里可用的项：{'、'.join(example)}。",
        )
    return {
        key: fitted(data[key], value, f"{path}/{key}".lstrip("/")) if key in data else empty(value)
        for key, value in example.items()
    }


def _fitted_item(item: Any, variants: list[Any], path: str) -> Any:
    first: Refused | None = None
    for variant in variants:
        try:
            return fitted(item, variant, path)
        except Refused as refusal:
            first = first or refusal
    raise first or Refused(f"表单数据中“{path}”不合模板。")


def empty(value: Any) -> Any:
    """Nothing, of the type of a value; a record with nothing in it has all its keys."""
    if isinstance(value, dict):
        return {key: empty(item) for key, item in value.items()}
    return {str: "", bool: False, float: 0, list: []}[_kind(value)]


def _kind(value: Any) -> type:
    if isinstance(value, bool):
        return bool
    if isinstance(value, int | float):
        return float
    return next((kind for kind in (str, list, dict) if isinstance(value, kind)), type(None))
