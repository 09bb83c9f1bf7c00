"""All that was counted and learnt, opened from one file."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from . import container
from .alphabet import Alphabet
from .confusion import Confusion
from .everyday import NAME, Everyday, Register, from_arrays, register_from
from .hashing import Compact
from .language_model import ORDER, LanguageModel
from .lexicon import LONGEST, Lexicon
from .native import Kernel, kernel
from .reranker import Reranker

_log = logging.getLogger(__name__)
VOTED = "voted "
"""What the names of the second set of trees begin with."""


@dataclass(frozen=True)
class Models:
    """One set of models that were made together; ``head`` tells from what and when."""

    alphabet: Alphabet
    language: LanguageModel
    lexicon: Lexicon
    confusion: Confusion
    reranker: Reranker | None
    voted: Reranker | None
    """The same with the opinion of the voter before it."""
    everyday: Callable[[], Everyday | None]
    """Read when first asked for: most papers have no line of the kind."""
    register: Register | None
    """Tells where ``everyday`` is asked."""
    head: Mapping[str, Any]


def open_models(path: Path, *, native: bool = True) -> Models:
    """``native`` uses the compiled kernel where there is one; the answers are the same. OSError or :class:`container.ModelError` when there is no model of this version at ``path``."""
    return from_container(container.read(path), kernel() if native else None)


def from_container(file: container.Container, native: Kernel | None = None) -> Models:
    alphabet = Alphabet(str(file.head["characters"]))
    return Models(
        alphabet,
        _language(file, native),
        _lexicon(file),
        _confusion(file),
        _reranker(file, native) if "roots" in file else None,
        _reranker(file, native, VOTED) if f"{VOTED}roots" in file else None,
        cache(partial(_everyday, file)),
        register_from(file) if f"{NAME}score" in file else None,
        file.head,
    )


def layered(models: Models, paths: Iterable[Path], *, native: bool = True) -> Models:
    """The models with what other texts taught laid over them, and the words of the last one that has some. ModelError where a layer was made for other models."""
    layers, everyday = [], models.everyday
    for path in paths:
        file = container.read(path)
        if file.head.get("characters") != models.alphabet.characters:
            raise container.ModelError(f"{path.name} was learnt for another version of the models")
        layers.append((_language(file, kernel() if native else None), int(file.head["taken"])))
        if f"{NAME}score" in file:
            everyday = cache(partial(_everyday, file))
    return replace(models, language=models.language.with_layers(layers), everyday=everyday)


def _everyday(file: container.Container) -> Everyday | None:
    try:
        return from_arrays(file) if f"{NAME}score" in file else None
    except (container.ModelError, KeyError, ValueError) as error:
        # the file was opened long before: a check goes on without
        _log.warning("everyday language is not looked at: %s", error)
        return None


def _language(file: container.Container, native: Kernel | None) -> LanguageModel:
    tables = [
        Compact(
            int(file[f"count{length}"][0]),
            file[f"full{length}"],
            file[f"marks{length}"],
            tuple(file[name] for name in (f"logp{length}", f"backoff{length}") if name in file),
        ).table(native)
        for length in range(2, ORDER + 1)
    ]
    return LanguageModel((file["logp1"], file["backoff1"]), tables, native)


def _lexicon(file: container.Container) -> Lexicon:
    lengths = range(1, LONGEST + 1)
    return Lexicon(
        tuple(np.cumsum(file[f"words{length}"].astype(np.int64)) for length in lengths),
        tuple(file[f"costs{length}"].astype(np.int64) for length in lengths),
        file["sounds"].astype(np.int64),
    )


def _confusion(file: container.Container) -> Confusion:
    low, high = file["others"].astype(np.uint16)
    others = np.cumsum(low | high << 8, dtype=np.uint16)
    return Confusion(file["starts"].astype(np.int64), others.astype(np.int64), file["masks"].astype(np.int64))


def _reranker(file: container.Container, native: Kernel | None, prefix: str = "") -> Reranker:
    whole = {name: file[prefix + name].astype(np.int64) for name in ("roots", "feature", "left", "value")}
    base, depth = int(file.head[f"{prefix}base"]), int(file.head[f"{prefix}depth"])
    threshold = file[f"{prefix}threshold"].astype(np.float64)
    return Reranker(**whole, threshold=threshold, base=base, depth=depth, kernel=native)
