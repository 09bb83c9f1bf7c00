"""A corrector in a file: an ONNX model that gives each character of a sentence its likeliest character (MacBERT4CSC and the like).

The folder holds ``model.onnx`` and ``vocab.txt``; onnxruntime must be installed, the package does not ask for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from .advice import NoAdvice

MODEL, VOCABULARY = "model.onnx", "vocab.txt"
MOST = 510
"""Characters such a model takes, without the two marks around them."""


class Onnx:
    """Reads the model at the first question."""

    def __init__(self, folder: Path, threads: int = 1, surest: float = 0.7) -> None:
        self.name = folder.name
        self._folder, self._threads, self._surest = folder, threads, surest
        self._session: Any = None
        self._tokens: list[str] = []
        self._numbers: dict[str, int] = {}

    def corrected(self, sentences: Sequence[str]) -> list[str]:
        """See :class:`.advice.Advisor`."""
        self._open()
        return [self._one(sentence) for sentence in sentences]

    def _open(self) -> None:
        if self._session is not None:
            return
        try:
            runtime = import_module("onnxruntime")
        except ImportError as error:
            raise NoAdvice(f"{self.name}：没有安装onnxruntime。") from error
        try:
            self._tokens = (self._folder / VOCABULARY).read_text("utf-8").splitlines()
            options = runtime.SessionOptions()
            options.intra_op_num_threads = self._threads
            self._session = runtime.InferenceSession(
                str(self._folder / MODEL), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # onnxruntime has errors of its own for every kind of bad file
            raise NoAdvice(f"{self.name}：模型打不开（{error}）。") from error
        self._numbers = {token: number for number, token in enumerate(self._tokens)}

    def _one(self, sentence: str) -> str:
        if len(sentence) > MOST:
            return sentence
        unknown = self._numbers.get("[UNK]", 0)
        ids = [self._numbers.get(char.lower(), unknown) for char in sentence]
        row = np.array(
            [[self._numbers.get("[CLS]", unknown), *ids, self._numbers.get("[SEP]", unknown)]], dtype=np.int64
        )
        known = {"input_ids": row, "attention_mask": np.ones_like(row), "token_type_ids": np.zeros_like(row)}
        wanted = {one.name: known[one.name] for one in self._session.get_inputs() if one.name in known}
        logits = np.asarray(self._session.run(None, wanted)[0][0][1:-1], dtype=np.float64)
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        chances /= chances.sum(axis=1, keepdims=True)
        best = chances.argmax(axis=1)
        return "".join(
            self._tokens[token] if old != unknown and token != old and self._is_sure(chance[token], token) else char
            for char, old, token, chance in zip(sentence, ids, best.tolist(), chances, strict=True)
        )

    def _is_sure(self, chance: float, token: int) -> bool:
        return chance >= self._surest and "一" <= self._tokens[token] <= "鿿" and len(self._tokens[token]) == 1
