"""All that was counted and learnt, opened from one file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from . import container
from .alphabet import Alphabet
from .confusion import Confusion
from .everyday import NAME, Everyday, Register, from_arrays
from .hashing import Table
from .language_model import ORDER, LanguageModel
from .lexicon import LONGEST, Lexicon
from .native import Kernel, kernel
from .reranker import Reranker

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
    everyday: Everyday | None
    register: Register | None
    """Tells where ``everyday`` is asked; both or neither are there."""
    head: Mapping[str, Any]


def open_models(path: Path, *, native: bool = True) -> Models:
    """``native`` uses the compiled kernel where there is one; the answers are the same. OSError or :class:`container.ModelError` when there is no model of this version at ``path``."""
    return from_container(container.read(path), kernel() if native else None)


def from_container(file: container.Container, native: Kernel | None = None) -> Models:
    alphabet = Alphabet(str(file.head["characters"]))
    everyday, register = from_arrays(file) if f"{NAME}score" in file else (None, None)
    return Models(
        alphabet,
        _language(file, native),
        _lexicon(file),
        _confusion(file),
        _reranker(file, native) if "roots" in file else None,
        _reranker(file, native, VOTED) if f"{VOTED}roots" in file else None,
        everyday,
        register,
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
            everyday, _ = from_arrays(file)
    return replace(models, language=models.language.with_layers(layers), everyday=everyday)


def _language(file: container.Container, native: Kernel | None) -> LanguageModel:
    tables = [
        Table(
            file[f"marks{length}"],
            tuple(file[name] for name in (f"logp{length}", f"backoff{length}") if name in file),
            native,
        )
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
