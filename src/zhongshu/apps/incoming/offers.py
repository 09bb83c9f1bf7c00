"""What the apps above offer to do with a sentence of an instruction.

An app may hold ``sentence_offers.py`` with ``offers(person, sentence) -> list[Offer]``; nothing is registered.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from zhongshu.apps.incoming.models import InstructionSentence
from zhongshu.apps.org.models import Person


@dataclass(frozen=True)
class Offer:
    """One link beside a sentence: what it says and where it leads."""

    label: str
    url: str


Source = Callable[[Person, InstructionSentence], list[Offer]]


@cache
def _sources() -> tuple[Source, ...]:
    modules = (
        f"{config.name}.sentence_offers" for config in apps.get_app_configs() if config.name.startswith("zhongshu.")
    )
    return tuple(import_module(module).offers for module in modules if find_spec(module))


def offers_for(person: Person, sentence: InstructionSentence) -> list[Offer]:
    """Everything offered on one sentence, in the order of the apps."""
    return [offer for source in _sources() for offer in source(person, sentence)]
