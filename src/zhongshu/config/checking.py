"""The command ``zhongshu check``: files in, findings out. Django is not started and nothing but ``--output`` is written."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from zhongshu.config import learning
from zhongshu.config.home import Home
from zhongshu.lib.refusal import Refused

if TYPE_CHECKING:
    from zhongshu.lib.proofread import Finding, Pack
    from zhongshu.lib.proofread.manuscript import Manuscript
    from zhongshu.lib.proofread.opinion import Advisor

FORMATS = ("text", "json", "sarif", "html", "jsonl")
GATES = ("politics", "policy", "facts", "format", "language")
LEVELS = ("must", "should", "consider")
PLAIN = {".txt", ".text", ".md", ".markdown"}
SUFFIXES = PLAIN | {".docx", ".doc", ".wps", ".pdf", ".json"}
"""What is looked for in a folder; a file that is named is read whatever it is called."""

BINARY = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")


@dataclass(frozen=True)
class Checked:
    """One file as it was read, and what was found."""

    path: Path
    manuscript: Manuscript
    findings: Sequence[Finding]
    content: bytes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``zhongshu check``."""
    parser.add_argument("files", nargs="*", type=Path, help="文件或者文件夹：.txt .md .docx .json，以及 .doc .wps .pdf")
    parser.add_argument("--format", choices=FORMATS, default="text", help="输出格式（默认 text）")
    parser.add_argument(
        "--output", type=Path, metavar="审阅稿.docx", help="另存一份带批注和修订的 DOCX（只能校对一个文件）"
    )
    parser.add_argument(
        "--lines", type=Path, metavar="文件", help="文件的每一行各为一篇，逐行输出 JSON（配 --format jsonl）"
    )
    parser.add_argument(
        "--pack", type=Path, action="append", default=[], metavar="文件夹", help="本机关的规则和用语，可以多个"
    )
    parser.add_argument("--gate", choices=GATES, action="append", help="只查这一关，可以多个")
    parser.add_argument(
        "--second-opinion", action="store_true", help="再问一问设置 second_opinion 里的校对模型（标有密级的文件不问）"
    )
    parser.add_argument("--level", choices=LEVELS, default="consider", help="只报这一级及以上的意见（默认全报）")


def run(options: argparse.Namespace) -> int:
    """0 nothing that must be changed, 1 something must be, 2 a file could not be read."""
    learning.use_learnt()
    if options.lines:
        return _lines(options.lines)
    if options.format == "jsonl":
        raise Refused(
            "“--format jsonl”只用于“--lines”。", remedy="例如：zhongshu check --lines 句子.txt --format jsonl"
        )
    if not options.files:
        raise Refused("没有给出要校对的文件。", remedy="例如：zhongshu check 通知.docx")
    files = list(files_in(options.files))
    if options.output and len(files) != 1:
        raise Refused("“--output”一次只能对一个文件。", remedy="请只给出一个文件。")
    pack = _pack(options.pack)
    advisor = _advisor() if options.second_opinion else None
    status, checked = 0, []
    for path in files:
        try:
            one = _check(path, options, pack, advisor)
        except (Refused, OSError) as error:
            sys.stderr.write(f"{path}：{error if isinstance(error, Refused) else _system_words(error)}\n")
            status = 2
            continue
        status = max(status, int(any(finding.level == "must" for finding in one.findings)))
        checked.append(one)
        if options.format == "text":
            from zhongshu.lib.proofread import report

            sys.stdout.write(report.human(one.manuscript, one.findings, name=str(path)))
    _tell(checked, options, several=len(files) > 1)
    return status


def _lines(path: Path) -> int:
    """Each line a text of its own; 1 when something must be changed in one of them."""
    from zhongshu.lib.proofread.lines import check_lines

    try:
        text = decoded(path.read_bytes())
    except OSError as error:
        raise Refused(f"{path}：{_system_words(error)}") from error
    status = 0
    for line in check_lines(text.removesuffix("\n").split("\n") if text else []):
        sys.stdout.write(line + "\n")
        status = max(status, int('"level": "must"' in line))
    return status


def files_in(named: Sequence[Path]) -> Iterator[Path]:
    """The files themselves, and of a folder those of a kind that can be read."""
    for path in named:
        if path.is_dir():
            yield from (file for file in sorted(path.rglob("*")) if file.suffix.lower() in SUFFIXES and file.is_file())
        else:
            yield path


def _pack(folders: Sequence[Path]) -> Pack:
    from zhongshu.lib.proofread import Pack, RuleError, read_pack

    pack = Pack()
    for folder in folders:
        if not folder.is_dir():
            raise Refused(f"没有这个规则包文件夹：{folder}。")
        try:
            pack |= read_pack(folder)
        except RuleError as error:
            raise Refused(f"规则包“{folder}”不能用：{error}", remedy="请改正后再试。") from error
    return pack


def _advisor() -> Advisor:
    from zhongshu.lib.proofread.opinion import advisor_of

    home = Home.find()
    place, model, key = (str(home.get(f"second_opinion{part}")) for part in ("", "_model", "_key"))
    advisor = advisor_of(place, model=model, key=key, seconds=home.get("second_opinion_seconds"))
    if advisor is None:
        raise Refused("没有设置第二意见。", remedy="请在 zhongshu.toml 里写明 second_opinion，见 zhongshu settings。")
    return advisor


def _consulted(path: Path, advisor: Advisor, manuscript: Manuscript, findings: list[Finding]) -> list[Finding]:
    """With the second opinion, or as they were: what it cannot say is told and changes nothing."""
    from zhongshu.lib.proofread.opinion import NoAdvice, consult, is_secret

    if is_secret(manuscript.secrecy_level, manuscript.text):
        sys.stderr.write(f"{path}：标有密级，没有询问第二意见。\n")
        return findings
    try:
        return consult(advisor, manuscript, findings)
    except NoAdvice as silence:
        sys.stderr.write(f"{path}：没有得到第二意见，其余意见不受影响。{silence}\n")
        return findings


def _check(path: Path, options: argparse.Namespace, pack: Pack, advisor: Advisor | None) -> Checked:
    from zhongshu.lib.proofread import check

    content = path.read_bytes()
    manuscript = read(path, content)
    findings = check(manuscript, gates=options.gate or GATES, pack=pack)
    if advisor and "language" in (options.gate or GATES):
        findings = _consulted(path, advisor, manuscript, findings)
    wanted = LEVELS[: LEVELS.index(options.level) + 1]
    return Checked(path, manuscript, [finding for finding in findings if finding.level in wanted], content)


def read(path: Path, content: bytes) -> Manuscript:
    """A file as what it is: a paper, Markdown, or lines of text. Refused when it is none of these."""
    from zhongshu.lib.proofread.engine import as_manuscript

    suffix = path.suffix.lower()
    if suffix == ".json":
        from zhongshu.lib.document import Document

        return as_manuscript(Document.from_json(content.decode("utf-8-sig", "replace")))
    if suffix in PLAIN or not (suffix in SUFFIXES or content.startswith(BINARY)):
        from zhongshu.lib.proofread.markdown import from_markdown

        text = decoded(content)
        return from_markdown(text) if suffix in {".md", ".markdown"} else as_manuscript(text)
    from zhongshu.lib.document import reading

    manuscript = as_manuscript(reading.from_file(path.name, content).document)
    if content.startswith(b"PK"):
        from zhongshu.lib.proofread.page import page_of

        manuscript = replace(manuscript, page=page_of(content))
    return manuscript


def decoded(content: bytes) -> str:
    """Text in the encodings offices use; Refused when it is no text."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and b"\0" in content:
        raise Refused("这不是文本文件，无法校对。", remedy="请给出TXT、Markdown、DOCX或者公文要素JSON文件。")
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("文本文件的编码无法识别。", remedy="请另存为UTF-8编码的TXT文件。")


def _system_words(error: OSError) -> str:
    """What the operating system refused, in the office's words."""
    if isinstance(error, FileNotFoundError):
        return "找不到这个文件。"
    return "这是一个文件夹。" if isinstance(error, IsADirectoryError) else "没有读这个文件的权限，或者磁盘有问题。"


def _tell(checked: Sequence[Checked], options: argparse.Namespace, *, several: bool) -> None:
    """What is told of all files together, and the reviewed copy."""
    if options.format == "json":
        from zhongshu.lib.proofread import report

        data = [report.as_data(one.manuscript, one.findings, name=str(one.path)) for one in checked]
        if several or data:
            sys.stdout.write(json.dumps(data if several else data[0], ensure_ascii=False, indent=2) + "\n")
    elif options.format == "sarif":
        from zhongshu.lib.proofread.positions import Positions
        from zhongshu.lib.proofread.sarif import as_sarif

        sys.stdout.write(as_sarif((str(one.path), Positions(one.manuscript), one.findings) for one in checked))
    elif options.format == "html":
        from zhongshu.lib.proofread.html import as_html

        sys.stdout.write(as_html((str(one.path), one.manuscript, one.findings) for one in checked))
    if options.output and checked:
        _write_reviewed(checked[0], options.output)


def _write_reviewed(checked: Checked, target: Path) -> None:
    from zhongshu.lib.proofread.review import reviewed

    if target.exists() and target.samefile(checked.path):
        raise Refused("审阅稿不能覆盖原文件，原文件没有改动。", remedy="请换一个文件名。")
    original = checked.content if checked.content.startswith(b"PK\x03\x04") else None
    data = reviewed(checked.manuscript, checked.findings, original)
    try:
        target.write_bytes(data)
    except OSError as error:
        raise Refused(f"不能写入“{target}”。", remedy="请换一个文件夹或者文件名。") from error
    sys.stderr.write(f"审阅稿：{target}（批注{len(checked.findings)}条）\n")
