"""名单: groups of people with or without posts, names of two characters spread so that columns stand even."""

from __future__ import annotations

from typing import Any

from ..titles import break_title, width


def view(data: dict[str, Any]) -> dict[str, Any]:
    """The data with each name as printed and how wide it is."""
    groups = [{**group, "people": [_person(one) for one in group["people"]]} for group in data["groups"]]
    for group in groups:
        group["longest"] = max((one["width"] for one in group["people"]), default=3)
    return {**data, "plain_title": data["title"], "title_lines": list(break_title(data["title"])), "groups": groups}


def _person(one: dict[str, str]) -> dict[str, Any]:
    name = one["name"].strip()
    shown = "　".join(name) if len(name) == 2 else name
    return {**one, "shown": shown, "width": max(3, width(shown))}
