"""The same papers by other means: LibreOffice, and the packages cn-gov-docx and gongwen-skill in an environment of their own.

What cannot run here says so in its figure's name instead of being left out.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from tools.bench.figures import Figure, spread
from zhongshu.lib.document import Document, body_to_text

PACKAGES = {"cn-gov-docx": "cn_gov_docx", "gongwen-skill": "gongwen"}
RUNNER = Path(__file__).with_name("neighbours_runner.py")
LIMIT = 600


def measure(papers: list[Document]) -> list[Figure]:
    """DOCX by the two packages, in a process that has made one before; PDF of one's files by LibreOffice."""
    with TemporaryDirectory(prefix="zhongshu-neighbours-") as scratch:
        folder = Path(scratch)
        python = _environment(folder / "venv")
        figures: list[Figure] = []
        for package, module in PACKAGES.items():
            figures += _package(python, package, module, papers, folder / module)
        return figures + _libreoffice(sorted((folder / "cn_gov_docx").glob("*.docx")), folder)


def _environment(folder: Path) -> Path | None:
    """A Python with the packages, or None when they cannot be had."""
    try:
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, capture_output=True, timeout=LIMIT)
        python = folder / "bin" / "python"
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES]
        subprocess.run(install, check=True, capture_output=True, timeout=LIMIT)
    except (OSError, subprocess.SubprocessError):
        return None
    return python


def _package(python: Path | None, name: str, module: str, papers: list[Document], folder: Path) -> list[Figure]:
    folder.mkdir()
    if python is None:
        return [Figure(f"{name}: could not be installed", 0, "")]
    told = json.dumps([{"title": paper.plain_title, "lines": body_to_text(paper.body).split("\n")} for paper in papers])
    # -P: the runner's own folder holds an engine.py, as one of the packages does
    done = subprocess.run(
        [python, "-P", RUNNER, module, folder], input=told, capture_output=True, text=True, timeout=LIMIT
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return [Figure(f"{name}: did not run ({reason[:120]})", 0, "")]
    return spread(f"{name}, DOCX of title and body", json.loads(done.stdout.strip().splitlines()[-1]))


def _libreoffice(files: list[Path], folder: Path) -> list[Figure]:
    program = shutil.which("soffice")
    if program is None or not files:
        return [Figure("LibreOffice: not here, or no DOCX to convert", 0, "")]
    command = [
        program,
        f"-env:UserInstallation=file://{folder}/office",
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
    ]
    try:
        _timed([*command, folder / "pdf", files[0]])  # makes its profile
        alone = [_timed([*command, folder / "pdf", file]) for file in files[:5]]
        together = _timed([*command, folder / "pdf", *files]) / len(files)
    except subprocess.SubprocessError:
        return [Figure("LibreOffice: did not convert", 0, "")]
    return [
        Figure(f"LibreOffice, DOCX → PDF, one start a paper, p50 of {len(alone)}", sorted(alone)[len(alone) // 2]),
        Figure(f"LibreOffice, DOCX → PDF, {len(files)} papers in one start, each", together),
    ]


def _timed(command: list[str | Path]) -> float:
    begun = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
    return (time.perf_counter() - begun) * 1000
