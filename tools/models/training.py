"""Train the reranker with scikit-learn and write its trees as arrays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

from tools.models.examples import Examples
from zhongshu.lib.proofread.spelling.native import kernel
from zhongshu.lib.proofread.spelling.reranker import Reranker

SOURCES = ("odw", "law", "tune")


@dataclass(frozen=True)
class Bent:
    """What a half of the reranker leans to: ``real`` is the weight of the training splits against made mistakes, ``clean``
    how many mistakes overlooked a false alarm in a clean sentence costs as much as."""

    real: float
    clean: float
    iterations: int
    seed: int


BENTS = (Bent(real=3.0, clean=4.0, iterations=260, seed=0), Bent(real=1.0, clean=6.0, iterations=240, seed=1))
"""One half for papers full of mistakes, one for papers with hardly any; the mean of both is steadier than either."""


@dataclass(frozen=True)
class Halves:
    models: tuple[HistGradientBoostingClassifier, ...]

    def chance(self, features: np.ndarray) -> np.ndarray:
        """Of each candidate: the mean of the halves' logits as a probability."""
        logits = np.mean([model.decision_function(features) for model in self.models], axis=0)
        return 1 / (1 + np.exp(-logits))


def train(sources: Mapping[str, Examples]) -> Halves:
    features = np.concatenate([source.features for source in sources.values()])
    right = np.concatenate([source.right for source in sources.values()])
    return Halves(tuple(_half(bent).fit(features, right, sample_weight=_weights(sources, bent)) for bent in BENTS))


def _half(bent: Bent) -> HistGradientBoostingClassifier:
    return HistGradientBoostingClassifier(
        max_iter=bent.iterations,
        learning_rate=0.08,
        max_leaf_nodes=15,
        min_samples_leaf=20,
        l2_regularization=1.0,
        early_stopping=False,
        random_state=bent.seed,
    )


def _weights(sources: Mapping[str, Examples], bent: Bent) -> np.ndarray:
    return np.concatenate(
        [
            np.where(source.clean, bent.clean, 1.0) * (1.0 if name == "tune" else bent.real)
            for name, source in sources.items()
        ]
    )


def trees(halves: Halves, prefix: str = "") -> tuple[dict[str, object], dict[str, np.ndarray]]:
    """Head and arrays of :class:`Reranker`, names beginning with ``prefix``: each tree with the right child directly after
    its node."""
    roots: list[int] = []
    feature: list[int] = []
    threshold: list[float] = []
    left: list[int] = []
    value: list[int] = []
    depth = 0
    share = 1 / len(halves.models)
    for (tree,) in (trees for model in halves.models for trees in model._predictors):
        roots.append(len(feature))
        depth = max(depth, int(tree.nodes["depth"].max()))
        waiting = [(0, -1)]
        while waiting:
            at, parent = waiting.pop()
            node, here = tree.nodes[at], len(feature)
            if parent >= 0:
                left[parent] = here
            leaf = bool(node["is_leaf"])
            feature.append(0 if leaf else int(node["feature_idx"]))
            threshold.append(np.inf if leaf else float(node["num_threshold"]))
            left.append(here)
            value.append(round(float(node["value"]) * share * 1e6) if leaf else 0)
            if not leaf:
                waiting += [(int(node["left"]), here), (int(node["right"]), -1)]
    arrays = {
        "roots": np.array(roots, dtype=np.uint32),
        "feature": np.array(feature, dtype=np.uint8),
        "threshold": np.array(threshold, dtype=np.float64),
        "left": np.array(left, dtype=np.uint32),
        "value": np.array(value, dtype=np.int32),
    }
    base = sum(float(np.ravel(model._baseline_prediction)[0]) for model in halves.models)
    head = {"base": round(base * share * 1e6), "depth": depth}
    return {prefix + name: value for name, value in head.items()}, {prefix + name: row for name, row in arrays.items()}


def reranker(halves: Halves) -> Reranker:
    """As the engine opens it from a file."""
    head, arrays = trees(halves)
    whole = {name: arrays[name].astype(np.int64) for name in ("roots", "feature", "left", "value")}
    threshold = arrays["threshold"].astype(np.float64)
    return Reranker(**whole, threshold=threshold, base=int(head["base"]), depth=int(head["depth"]), kernel=kernel())
