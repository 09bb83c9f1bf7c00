"""``python tune.py WEIGHTS TEXTS.npz PAIRS.npz OUTPUT [FOLD]``: tune the voter to real mistakes, on two cores or one;
``python tune.py --mean TEXTS.npz OUTPUT WEIGHTS...``: write the mean of several networks tuned from the same one.

``WEIGHTS`` is the folder ``train.py`` wrote, ``PAIRS.npz`` what ``folds.py`` wrote. With a ``FOLD`` nothing is learnt from the
sentences of that fold, and the figures printed are theirs. Needs torch, onnx and onnxruntime, and nothing of this repository.
"""

from __future__ import annotations

import math
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn
from train import EDGE, ROW, Texts, Voter, checked, export, places_and_mask

PASSES = 6
RATE, WARM, DECAY, BATCH = 2e-4, 30, 0.05, 32
TIMES = {"odw": 2, "law": 2, "med": 1}
"""How often a pass shows the sentences of each split; as many rows again are papers with made mistakes, so that what was
learnt before is kept."""


class Pairs:
    """What was written and what was meant, a sentence a segment; ``without`` is the fold left out."""

    def __init__(self, arrays: dict[str, np.ndarray], without: int | None) -> None:
        self.random = np.random.default_rng(5)
        self.rows: list[tuple[np.ndarray, np.ndarray]] = []
        self.arrays = arrays
        for name, times in TIMES.items():
            for written, meant, fold in sentences(arrays, name):
                if fold != without:
                    self.rows += [(written, meant)] * times

    def one_pass(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Rows of ``ROW`` characters: written, meant, and the number of the sentence each stands in."""
        order = self.random.permutation(len(self.rows))
        edge = np.array([EDGE])
        sides = [
            np.concatenate([part for n in order for part in (edge, self.rows[n][side][: ROW - 2], edge)])
            for side in (0, 1)
        ]
        lengths = [min(len(self.rows[n][0]), ROW - 2) + 2 for n in order]
        owner = np.repeat(np.arange(len(order)), lengths)
        count = len(owner) // ROW
        return tuple(stream[: count * ROW].reshape(count, ROW) for stream in (*sides, owner))  # type: ignore[return-value]


def sentences(arrays: dict[str, np.ndarray], name: str) -> Iterator[tuple[np.ndarray, np.ndarray, int]]:
    ends = np.flatnonzero(arrays[f"{name}_meant"] == EDGE)
    starts = np.concatenate([[0], ends[:-1] + 1])
    for start, end, fold in zip(starts, ends, arrays[f"{name}_fold"], strict=True):
        yield (
            arrays[f"{name}_written"][start:end].astype(np.int64),
            arrays[f"{name}_meant"][start:end].astype(np.int64),
            int(fold),
        )


def batches(pairs: Pairs, texts: Texts) -> Iterator[tuple[torch.Tensor, torch.Tensor, torch.Tensor]]:
    """Half pairs, half papers, for ``PASSES`` passes of the pairs."""
    ids, owners = texts.rows()
    at = 0
    for _ in range(PASSES):
        written, meant, owner = (torch.from_numpy(rows).long() for rows in pairs.one_pass())
        for row in range(0, len(meant) - BATCH // 2 + 1, BATCH // 2):
            mine, old = slice(row, row + BATCH // 2), slice(at, at + BATCH // 2)
            at += BATCH // 2
            shown = torch.where(written[mine] != meant[mine], written[mine], texts.spoil(meant[mine]))
            wanted = ids[old].long()
            yield (
                torch.cat([shown, texts.spoil(wanted)]),
                torch.cat([meant[mine], wanted]),
                torch.cat([owner[mine], owners[old].long()]),
            )


def tune(voter: Voter, pairs: Pairs, texts: Texts, steps: int) -> None:
    groups = [
        {"params": [p for p in voter.parameters() if p.ndim >= 2], "weight_decay": DECAY},
        {"params": [p for p in voter.parameters() if p.ndim < 2], "weight_decay": 0.0},
    ]
    optimizer = torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98))
    began, total = time.time(), 0.0
    voter.train()
    for step, (shown, meant, owners) in enumerate(batches(pairs, texts)):
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM) * (1 - step / steps)
        places, mask = places_and_mask(owners)
        with torch.autocast("cpu", torch.bfloat16):
            answers = voter(shown, places, mask)
        loss = F.cross_entropy(answers.float().view(-1, texts.size), meant.view(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(voter.parameters(), 1.0)
        optimizer.step()
        total += loss.item()
        if step % 25 == 24:
            print(f"{time.time() - began:.0f} s step {step + 1} of {steps} loss {total / 25:.4f}", flush=True)
            total = 0.0
    voter.eval()


def checks(arrays: dict[str, np.ndarray], fold: int | None) -> dict[str, np.ndarray]:
    """The sentences of the fold, as :func:`checked` takes them."""
    kept: dict[str, np.ndarray] = {}
    for name in TIMES:
        rows = [row for row in sentences(arrays, name) if fold is None or row[2] == fold]
        for side, number in (("written", 0), ("meant", 1)):
            kept[f"{name}_{side}"] = np.concatenate([part for row in rows for part in (row[number], [EDGE])])
    return kept


def opened(folders: Sequence[Path], texts: Texts) -> Voter:
    """The network whose weights are the mean of those in the folders, each written by :func:`export`."""
    sounds = torch.from_numpy(np.concatenate([texts.arrays["sounds"].astype(np.int64), [0, 0]]))
    state = {"sounds": sounds}
    for half in ("a", "b"):
        files = [np.load(folder / f"weights-{half}.npz") for folder in folders]
        for name in files[0].files:
            state[name] = torch.from_numpy(np.mean([file[name].astype(np.float32) for file in files], axis=0))
    voter = Voter(texts.size, sounds)
    voter.load_state_dict(state)
    return voter


def texts_of(file: str) -> Texts:
    with np.load(file) as arrays:
        return Texts({name: arrays[name] for name in arrays.files}, "cpu")


def main(weights: str, texts_file: str, pairs_file: str, output: str, fold_number: str = "") -> None:
    fold = int(fold_number) if fold_number else None
    torch.manual_seed(2)
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "2")))
    texts = texts_of(texts_file)
    voter = opened([Path(weights)], texts)
    with np.load(pairs_file) as file:
        arrays = {name: file[name] for name in file.files}
    pairs = Pairs(arrays, fold)
    texts.arrays |= checks(arrays, fold)
    thresholds = (0.3, 0.5, 0.7, 0.9)
    for name in TIMES:
        print("  before: " + checked(voter, texts, name, thresholds), flush=True)
    rows = sum(min(len(meant), ROW - 2) + 2 for _, meant in pairs.rows) // ROW
    tune(voter, pairs, texts, PASSES * math.floor(rows / (BATCH // 2)))
    for name in (*TIMES, "sighan2015", "made"):
        print("  after: " + checked(voter, texts, name, thresholds), flush=True)
    export(voter, texts, Path(output))


if __name__ == "__main__":
    if sys.argv[1] == "--mean":
        read = texts_of(sys.argv[2])
        export(opened([Path(folder) for folder in sys.argv[4:]], read), read, Path(sys.argv[3]))
    else:
        main(*sys.argv[1:])
