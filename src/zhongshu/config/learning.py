"""The command ``zhongshu learn``: the office's own papers in, a small model for the proofreader in the installation folder."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from zhongshu.config.home import Home
from zhongshu.config.installation import start_django
from zhongshu.lib.refusal import Refused

if TYPE_CHECKING:
    from zhongshu.lib.proofread.spelling.learning import Measured

FOLDER, OWN, GENERAL = "spelling", "own.zspell", "general.zspell"
ARCHIVE, LIBIME = "archive", "libime"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``zhongshu learn``."""
    parser.add_argument(
        "sources",
        nargs="*",
        metavar="文件夹|archive|libime",
        help="公文文件夹；archive（本系统的归档文件）；libime（已安装的输入法语言模型）",
    )
    parser.add_argument("--internal", action="store_true", help="归档文件中标“内部”的也学（默认只学公开的）")
    parser.add_argument("--forget", action="store_true", help="删去已经学到的")


def run(options: argparse.Namespace) -> int:
    """Refused when there is too little to learn from; nothing that was learnt before is touched then."""
    target = Home.find().path / FOLDER / OWN
    if options.forget:
        for file in (target, target.with_name(GENERAL)):
            file.unlink(missing_ok=True)
        print("已删去学到的用语，校对只用自带的模型。")
        return 0
    if not options.sources:
        raise Refused("没有给出要学习的公文。", remedy="例如：zhongshu learn 往年公文/，或者 zhongshu learn archive")
    begun = time.monotonic()
    if LIBIME in options.sources:
        _learn_libime(target.with_name(GENERAL))
    papers = [source for source in options.sources if source != LIBIME]
    if papers:
        _learn([text for source in papers for text in _texts(source, internal=options.internal)], target)
    print(f"用时{time.monotonic() - begun:.0f}秒。结果在 {target.parent}，校对即用；不要了用 zhongshu learn --forget。")
    return 0


def use_learnt() -> None:
    """Let this process proofread with what the installation learnt."""
    from zhongshu.lib.proofread.spelling import workshop

    workshop.use(workshop.layers_in(Home.find().path / FOLDER))


def _texts(source: str, *, internal: bool) -> list[str]:
    if source == ARCHIVE:
        start_django()
        from zhongshu.apps.archive.teaching import texts
        from zhongshu.apps.audit.actors import SYSTEM

        return texts(actor=SYSTEM, internal=internal)
    path = Path(source)
    if not path.exists():
        raise Refused(f"找不到“{source}”。", remedy="请给出公文所在的文件夹。")
    return list(_of_files(path))


def _of_files(path: Path) -> Iterator[str]:
    """Files that cannot be read, and those marked above the ceiling, are named and passed over."""
    start_django()
    from zhongshu.apps.access.policy import ceiling
    from zhongshu.apps.outgoing.policy.marks import level_in
    from zhongshu.config import checking

    for file in checking.files_in([path]):
        try:
            text = checking.read(file, file.read_bytes()).text
        except (Refused, OSError) as error:
            print(f"{file}：没有读（{error}）")
            continue
        if (level := level_in([text])) > ceiling():
            print(f"{file}：标为“{level.label}”，没有学。")
            continue
        yield text


def _learn_libime(target: Path) -> None:
    from zhongshu.lib.proofread.spelling import learning, word_model
    from zhongshu.lib.proofread.spelling.workshop import builtin

    path = word_model.installed()
    if path is None:
        raise Refused(
            "没有安装 libime-data-language-model，没有改动任何内容。", remedy="请安装这个Debian软件包后再试。"
        )
    try:
        model = word_model.read(path)
    except (OSError, word_model.FormatError) as error:
        raise Refused(f"“{path}”不能用：{error}") from error
    _write(target, learning.general(builtin().models, model))
    print(f"学了 {path} 的日常用语。")


def _learn(texts: Sequence[str], target: Path) -> None:
    from zhongshu.lib.proofread.spelling import learning
    from zhongshu.lib.proofread.spelling.models import layered
    from zhongshu.lib.proofread.spelling.workshop import builtin

    papers = learning.papers_of(texts)
    size = sum(len(line) for paper in papers for line in paper)
    if size < learning.LEAST or len(papers) < learning.FEWEST:
        raise Refused(
            f"只有{len(papers)}份、{size}字，学不到东西，没有改动任何内容。",
            remedy=f"至少要{learning.FEWEST}份、{learning.LEAST}字不重复的公文，越多越好。",
        )
    learnt, held = learning.divided(papers)
    base = builtin().models
    trial = target.with_suffix(".trial")
    _write(trial, learning.learn(base, learnt))
    before = learning.measure(builtin(), base, held)
    after = learning.measure(builtin().over(layered(base, [trial])), base, held)
    trial.unlink()
    _write(target, learning.learn(base, papers))
    print(f"学了{len(papers)}份、{size}字（重复的段落只算一次，只在一份里出现的说法不学）。")
    _tell(before, after, sum(len(line) for paper in held for line in paper))


def _tell(before: Measured, after: Measured, size: int) -> None:
    print(f"在没有参加学习的本机关公文（{size}字）上试过，学前 → 学后：")
    print(f"  熟悉的字        {before.familiar:6.1%} → {after.familiar:6.1%}")
    print(f"  误报（每万字）  {before.alarms:6.2f} → {after.alarms:6.2f}")
    print(f"  人为错字改对    {before.found:6.1%} → {after.found:6.1%}")


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, for the owner's eyes only."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = path.with_name(path.name + ".part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
    part.replace(path)
