"""Find the rules: every .toml and every module in a gate's folder is one rule; there is no list to keep."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from . import data_rule
from .finding import Gate
from .rule import Card, Rule, RuleError, demand

_PACKAGE = f"{__package__}.rules"


@cache
def builtin_rules() -> tuple[Rule, ...]:
    """All rules that come with the package, by gate and name."""
    return load(files(_PACKAGE), package=_PACKAGE)


def rule_card(rule_id: str) -> Card:
    """The card of a built-in rule; KeyError when there is none of that id."""
    return _cards()[rule_id]


@cache
def _cards() -> dict[str, Card]:
    return {rule.card.id: rule.card for rule in builtin_rules()}


def load(folder: Traversable, *, package: str = "") -> tuple[Rule, ...]:
    """The rules below ``folder``, which has one sub-folder per gate.

    Modules are rules only where ``package`` names the folder: an office's own pack holds data, never code.
    RuleError when a rule is incomplete, lies in another gate's folder or has an id twice.
    """
    rules: dict[str, Rule] = {}
    for gate in Gate:
        place = folder.joinpath(gate.value)
        if not place.is_dir():
            continue
        for rule in _of_gate(place, gate, package):
            if rule.card.id in rules:
                raise RuleError(f"{rule.card.id}: there are two rules of this id")
            rules[rule.card.id] = rule
    return tuple(rules.values())


def _of_gate(place: Traversable, gate: Gate, package: str) -> Iterator[Rule]:
    for file in sorted(place.iterdir(), key=lambda item: item.name):
        stem, _, suffix = file.name.rpartition(".")
        if stem.startswith("_") or suffix not in {"toml", "py"}:
            continue
        if suffix == "toml":
            rule = data_rule.read(file.read_text(encoding="utf-8"), file.name, tested=bool(package))
        elif package:
            rule = _module_rule(f"{package}.{gate.value}.{stem}")
        else:
            raise RuleError(f"{file.name}: a rule pack may not hold code")
        if rule.card.id != f"{gate.value}.{stem}":
            raise RuleError(f"{file.name}: its id is {rule.card.id}, expected {gate.value}.{stem}")
        yield rule


def _module_rule(name: str) -> Rule:
    module = importlib.import_module(name)
    try:
        card, find = module.card, module.find
    except AttributeError as error:
        raise RuleError(f"{name}: a rule module has a `card` and a function `find`") from error
    return Rule(demand(card, name), find, getattr(module, "LOCAL", False))
