"""``python train.py TEXTS.npz OUTPUT SECONDS``: train the voter from scratch and write it as ONNX, whole numbers of 8 bits.

Needs torch, onnx and onnxruntime, and an accelerator to be of use; nothing of this repository. A character sees both its
sides: the network is shown a sentence with made mistakes and hidden characters and answers what was meant at each place.
"""

from __future__ import annotations

import json
import math
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

EDGE, RESERVED, BITS = 1, 4, 13
ROW = 128
SEGMENT = 124
LAYERS, WIDTH, HEADS, INNER = 8, 384, 6, 1536
DROPOUT = 0.1
RATE, WARM, DECAY, BATCH = 1e-3, 800, 0.05, 768
"""Learning rate, steps to reach it, weight decay, rows a step."""
HIDDEN = 0.15
"""Share of characters hidden."""
SWAPS = 0.04
WORDS = 0.36
LENGTHS = (0.78, 0.15, 0.07)
SPOKEN = 0.6
"""Chains of everyday words a pass, against one pass of the papers."""
EVERY = 200
"""Steps from one line of the log to the next."""
COMPILED = 20
"""Steps after which the clock of the learning rate begins."""


@dataclass
class Texts:
    """See ``texts.py``."""

    arrays: dict[str, np.ndarray]
    device: str

    def __post_init__(self) -> None:
        self.size = int(self.arrays["size"])
        self.hide, self.pad = self.size, self.size + 1
        on = lambda name, kind: torch.from_numpy(self.arrays[name].astype(kind)).to(self.device)  # noqa: E731
        self.wrong = on("wrong", np.int64)
        self.confusable = on("confusable", bool)
        self.keys = [on(f"keys{length}", np.int64) for length in (2, 3, 4)]
        self.others = [on(f"others{length}", np.int64) for length in (2, 3, 4)]
        self.random = np.random.default_rng(3)

    def rows(self) -> tuple[torch.Tensor, torch.Tensor]:
        """One pass: rows of ``ROW`` characters, and the number of the segment each stands in."""
        parts = [self._segments(self.arrays["papers"], self.arrays["sentences"], 0.55)]
        spoken = self.arrays["chains"]
        some = self.random.random(len(spoken)) < SPOKEN
        begins, ends = spoken >> 1, np.append(spoken[1:] >> 1, len(self.arrays["spoken"]))
        parts.append(self._cut(begins[some], (ends - begins)[some], int(self.random.integers(6, 40))))
        texts = np.concatenate([self.arrays["papers"], self.arrays["spoken"], [EDGE]])
        starts = np.concatenate([parts[0][0], parts[1][0] + len(self.arrays["papers"])])
        lengths = np.concatenate([parts[0][1], parts[1][1]])
        order = self.random.permutation(len(starts))
        starts, lengths = starts[order], lengths[order] + 2
        owner = np.repeat(np.arange(len(starts)), lengths)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        at = starts[owner] + within - 1
        inside = (within > 0) & (within < lengths[owner] - 1)
        stream = np.where(inside, texts[np.where(inside, at, len(texts) - 1)], EDGE).astype(np.int16)
        count = len(stream) // ROW
        order = torch.from_numpy(self.random.permutation(count))
        ids = torch.from_numpy(stream[: count * ROW].reshape(count, ROW))[order]
        owners = torch.from_numpy(owner[: count * ROW].astype(np.int32).reshape(count, ROW))[order]
        return ids, owners

    def _segments(self, text: np.ndarray, sentences: np.ndarray, alone: float) -> tuple[np.ndarray, np.ndarray]:
        """One sentence or a few that follow one another."""
        begins = sentences >> 1
        fresh = (sentences & 1).astype(bool) | (self.random.random(len(sentences)) < alone)
        starts = begins[fresh]
        return self._cut(starts, np.append(starts[1:], len(text)) - starts, SEGMENT)

    def _cut(self, starts: np.ndarray, lengths: np.ndarray, most: int) -> tuple[np.ndarray, np.ndarray]:
        pieces = -(-lengths // most)
        owner = np.repeat(np.arange(len(starts)), pieces)
        within = np.arange(len(owner)) - np.repeat(np.cumsum(pieces) - pieces, pieces)
        size = np.minimum(most, lengths[owner] - within * most)
        kept = size >= 2
        return (starts[owner] + within * most)[kept], size[kept]

    def spoil(self, meant: torch.Tensor) -> torch.Tensor:
        """Mistakes by the shares of the study, and hidden characters."""
        count, width = meant.shape
        draw = lambda: torch.rand(count, width, device=self.device)  # noqa: E731
        level = torch.rand(count, 1, device=self.device)
        share = torch.where(level < 0.3, 0.0, torch.where(level < 0.75, 0.025, 0.07))
        chosen = (draw() < share) & self.confusable[meant]
        kind = draw()
        single = self.wrong[meant, torch.randint(0, self.wrong.shape[1], meant.shape, device=self.device)]
        written = torch.where(chosen & (kind >= WORDS + SWAPS) & (single > 0), single, meant)
        ahead = torch.roll(meant, -1, 1)
        swap = chosen & (kind < SWAPS) & self.confusable[ahead]
        swap[:, -1] = False
        written = torch.where(swap, ahead, written)
        written = torch.where(torch.roll(swap, 1, 1), torch.roll(meant, 1, 1), written)
        word = draw() < share * WORDS * 4  # a word stands only at some of the places
        which = draw()
        low = 0.0
        for length, part in zip((2, 3, 4), LENGTHS, strict=True):
            mine = word & (which >= low) & (which < low + part)
            low += part
            written = self._words(meant, written, mine, length)
        hidden = (draw() < HIDDEN) & (written == meant) & (meant != EDGE)
        hidden &= torch.rand(count, 1, device=self.device) < 0.7
        return torch.where(hidden, self.hide, written)

    def _words(self, meant: torch.Tensor, written: torch.Tensor, mine: torch.Tensor, length: int) -> torch.Tensor:
        keys, others = self.keys[length - 2], self.others[length - 2]
        key = meant.clone()
        for ahead in range(1, length):
            key = key << BITS | torch.roll(meant, -ahead, 1)
        at = torch.searchsorted(keys, key).clamp(max=len(keys) - 1)
        mine = mine & (keys[at] == key)
        mine[:, -length:] = False
        new = others[at, torch.randint(0, others.shape[1], at.shape, device=self.device)]
        for place in range(length):
            char = new >> BITS * (length - 1 - place) & (1 << BITS) - 1
            written = torch.where(torch.roll(mine, place, 1), torch.roll(char, place, 1), written)
        return written


class Block(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.ask, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: torch.Tensor, mask: torch.Tensor, plain: bool) -> torch.Tensor:
        count, width, _ = x.shape
        q, k, v = self.ask(self.first(x)).view(count, width, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if plain:
            weights = (q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS) + mask).softmax(-1)
            seen = weights @ v
        else:
            seen = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = x + self.drop(self.out(seen.transpose(1, 2).reshape(count, width, WIDTH)))
        bent = F.gelu(self.up(self.second(x)), approximate="none" if plain else "tanh")
        return x + self.drop(self.down(bent))


class Voter(nn.Module):
    def __init__(self, size: int, sounds: torch.Tensor) -> None:
        super().__init__()
        self.size = size
        self.register_buffer("sounds", sounds)
        self.chars = nn.Embedding(size + 2, WIDTH)
        self.spoken = nn.Embedding(int(sounds.max()) + 1, WIDTH)
        self.places = nn.Embedding(ROW, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        self.last = nn.LayerNorm(WIDTH)
        self.bias = nn.Parameter(torch.zeros(size))
        self.drop = nn.Dropout(DROPOUT)
        for table in (self.chars, self.spoken, self.places):
            nn.init.normal_(table.weight, std=0.02)
        for block in self.blocks:
            for layer in (block.out, block.down):
                nn.init.normal_(layer.weight, std=0.02 / math.sqrt(2 * LAYERS))

    def forward(self, ids: torch.Tensor, places: torch.Tensor, mask: torch.Tensor, plain: bool = False) -> torch.Tensor:
        x = self.drop(self.chars(ids) + self.spoken(self.sounds[ids]) + self.places(places))
        for block in self.blocks:
            x = block(x, mask, plain)
        return F.linear(self.last(x), self.chars.weight[: self.size], self.bias)


def places_and_mask(owners: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Places counted from the beginning of each segment; who sees whom."""
    count, width = owners.shape
    at = torch.arange(width, device=owners.device).expand(count, width)
    fresh = torch.ones_like(owners, dtype=torch.bool)
    fresh[:, 1:] = owners[:, 1:] != owners[:, :-1]
    begins = torch.where(fresh, at, 0).cummax(1).values
    return at - begins, (owners[:, :, None] == owners[:, None, :])[:, None]


@torch.no_grad()
def checked(voter: nn.Module, texts: Texts, name: str, thresholds: tuple[float, ...]) -> str:
    """Sentence by sentence, as the house scores: F1 and the share of clean ones altered, where the network alone corrects."""
    written, meant = (_sentences(texts.arrays[f"{name}_{side}"]) for side in ("written", "meant"))
    voter.eval()
    stats = {t: [0, 0, 0, 0, 0] for t in thresholds}
    order = sorted(range(len(written)), key=lambda n: len(written[n]))
    order = [n for n in order if len(written[n]) <= ROW - 2]
    for at in range(0, len(order), 256):
        some = order[at : at + 256]
        width = max(len(written[n]) for n in some) + 2
        ids = np.full((len(some), width), texts.pad, dtype=np.int64)
        for row, n in enumerate(some):
            ids[row, : len(written[n]) + 2] = np.concatenate([[EDGE], written[n], [EDGE]])
        given = torch.from_numpy(ids).to(texts.device)
        mask = (given != texts.pad)[:, None, None, :]
        places = torch.arange(width, device=texts.device).expand(len(some), width)
        with torch.autocast("cuda", torch.bfloat16, enabled=texts.device == "cuda"):
            chance = voter(given, places, mask).float().softmax(-1)
        best, which = chance[..., RESERVED:].max(-1)
        best, which = best.cpu().numpy(), which.cpu().numpy() + RESERVED
        for row, n in enumerate(some):
            span = slice(1, 1 + len(written[n]))
            for t in thresholds:
                told = (best[row, span] >= t) & (written[n] >= RESERVED)
                answer = np.where(told, which[row, span], written[n])
                bad = bool((written[n] != meant[n]).any())
                changed = bool((answer != written[n]).any())
                stats[t][0] += bad
                stats[t][1] += changed
                stats[t][2] += bad and bool((answer == meant[n]).all())
                stats[t][3] += changed and not bad
                stats[t][4] += not bad
    voter.train()
    parts = [
        f"{t}: F1 {200 * right / max(1, wrong + altered):.1f} altered {100 * spoilt / max(1, clean):.1f}"
        for t, (wrong, altered, right, spoilt, clean) in stats.items()
    ]
    return f"{name} ({len(written)}) " + "; ".join(parts)


def _sentences(stream: np.ndarray) -> list[np.ndarray]:
    ends = np.flatnonzero(stream == EDGE)
    return [stream[a + 1 : b].astype(np.int64) for a, b in zip(np.concatenate([[-1], ends[:-1]]), ends, strict=True)]


def train(texts: Texts, seconds: float) -> Voter:
    """By the clock: the learning rate falls to nothing as the time runs out. The mean of the last weights is the result."""
    sounds = np.concatenate([texts.arrays["sounds"].astype(np.int64), [0, 0]])
    voter = Voter(texts.size, torch.from_numpy(sounds)).to(texts.device)
    fast, optimizer, average = torch.compile(voter, dynamic=False), _optimizer(voter), Average(voter)
    began = time.time()
    first = None
    for step, (meant, owners) in enumerate(_batches(texts)):
        now = time.time()
        if step == COMPILED:
            first = now
        spent = 0 if first is None else (now - first) / max(1.0, began + seconds - first)
        if spent >= 1:
            break
        for group in optimizer.param_groups:
            group["lr"] = RATE * min(1, (step + 1) / WARM) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * spent)))
        places, mask = places_and_mask(owners)
        with torch.autocast("cuda", torch.bfloat16, enabled=texts.device == "cuda"):
            answers = fast(texts.spoil(meant), places, mask)
        loss = F.cross_entropy(answers.float().view(-1, texts.size), meant.view(-1))
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(voter.parameters(), 1.0)
        optimizer.step()
        average.take(voter, step)
        if step % EVERY == EVERY - 1:
            rate = step * BATCH * ROW / (time.time() - began)
            print(f"{time.time() - began:.0f} s step {step} loss {loss.item():.4f} {rate / 1e6:.2f} M/s", flush=True)
    voter.load_state_dict(average.values)
    voter.eval()
    for name in ("odw", "law", "sighan2015", "made"):
        print("  " + checked(voter, texts, name, (0.3, 0.5, 0.7, 0.9)), flush=True)
    return voter


def _batches(texts: Texts) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
    while True:
        ids, owners = texts.rows()
        for at in range(0, len(ids) - BATCH + 1, BATCH):
            yield tuple(rows[at : at + BATCH].to(texts.device, non_blocking=True).long() for rows in (ids, owners))  # type: ignore[misc]


def _optimizer(voter: Voter) -> torch.optim.Optimizer:
    decayed = [p for p in voter.parameters() if p.ndim >= 2]
    rest = [p for p in voter.parameters() if p.ndim < 2]
    groups = [{"params": decayed, "weight_decay": DECAY}, {"params": rest, "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=RATE, betas=(0.9, 0.98), fused=True)


class Average:
    """The running mean of the weights, over about a thousand steps."""

    def __init__(self, voter: Voter) -> None:
        self.values = {name: value.detach().clone() for name, value in voter.state_dict().items()}

    @torch.no_grad()
    def take(self, voter: Voter, step: int) -> None:
        if step % 10 == 9:
            share = max(0.01, 10 / (step + 11))
            for name, value in voter.state_dict().items():
                if value.is_floating_point():
                    self.values[name].lerp_(value, share)


def export(voter: Voter, texts: Texts, output: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    output.mkdir(parents=True, exist_ok=True)
    voter = voter.float().cpu().eval()
    weights = {name: value.half().numpy() for name, value in voter.state_dict().items() if value.is_floating_point()}
    half = sorted(weights)[: len(weights) // 2]
    np.savez(output / "weights-a.npz", **{name: weights[name] for name in half})
    np.savez(output / "weights-b.npz", **{name: weights[name] for name in weights if name not in half})
    with torch.no_grad():  # the sound of a character becomes part of it: one table less
        folded = voter.chars.weight + voter.spoken(voter.sounds)
        head = voter.chars.weight[: voter.size].clone()
    exported = Folded(voter, folded, head, texts.pad).eval()
    sample = torch.full((2, 9), EDGE)
    whole = Path("/tmp/voter.onnx")
    torch.onnx.export(
        exported, (sample,), str(whole), input_names=["ids"], output_names=["chances", "worth", "likeliest"], opset_version=17,
        dynamic_axes={name: {0: "rows", 1: "width"} for name in ("ids", "chances", "worth", "likeliest")}, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(str(whole), str(output / "voter.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    print({path.name: path.stat().st_size for path in output.iterdir()}, whole.stat().st_size)
    _same(exported, whole, output / "voter.onnx", texts)


class Folded(nn.Module):
    def __init__(self, voter: Voter, table: torch.Tensor, head: torch.Tensor, pad: int) -> None:
        super().__init__()
        self.voter, self.pad = voter, pad
        self.table = nn.Embedding.from_pretrained(table)
        self.head = nn.Linear(WIDTH, voter.size)
        self.head.weight, self.head.bias = nn.Parameter(head), nn.Parameter(voter.bias.detach().clone())

    def forward(self, ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Logarithms of the chances, and of the two likeliest characters what they are worth and which they are."""
        mask = (ids == self.pad).to(torch.float32)[:, None, None, :] * -1e4
        places = torch.ones_like(ids).cumsum(1) - 1
        x = self.table(ids) + self.voter.places(places)
        for block in self.voter.blocks:
            x = block(x, mask, True)
        chances = self.head(self.voter.last(x)).log_softmax(-1)
        worth, likeliest = chances[..., RESERVED:].topk(2)
        return chances.half(), worth.half(), likeliest + RESERVED


def _same(exported: nn.Module, whole: Path, small: Path, texts: Texts) -> None:
    import onnxruntime

    sentences = [row for row in _sentences(texts.arrays["odw_written"]) if len(row) == 30][:16]
    ids = np.stack([np.concatenate([[EDGE], row, [EDGE]]) for row in sentences])
    wanted = exported(torch.from_numpy(ids))[0].detach().float().numpy()
    for path in (whole, small):
        found = onnxruntime.InferenceSession(str(path)).run(None, {"ids": ids})[0].astype(np.float32)
        print(f"{path.name}: differs by {np.abs(np.exp(found) - np.exp(wanted)).max():.4f} at most, "
              f"{(found.argmax(-1) == wanted.argmax(-1)).mean():.4f} the same")  # fmt: skip


if __name__ == "__main__":
    torch.manual_seed(1)
    torch.set_float32_matmul_precision("high")
    device = "cuda" if torch.cuda.is_available() else "cpu"
    with np.load(sys.argv[1]) as file:
        loaded = Texts({name: file[name] for name in file.files}, device)
    place = Path(sys.argv[2])
    export(train(loaded, float(sys.argv[3])), loaded, place)
    (place / "done.json").write_text(json.dumps({"device": device}))
