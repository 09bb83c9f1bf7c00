"""LibreOffice as a second opinion: DOCX files turned into PDF with the fonts that the PDF itself was set with.

The names a DOCX carries (仿宋_GB2312 …) are not on a test machine, so fontconfig is told which font at hand plays which.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

from fontTools.ttLib import TTFont

from zhongshu.lib.typeset import FontNames
from zhongshu.lib.typeset.fonts import FontBook, open_fonts

NAMES = FontNames(marks="宋体")
"""The names written into test files. The free fonts set “”…· at Latin width; those come from the one that plays 宋体."""
MISSING = "没有 LibreOffice，DOCX 的版面没有核对（apt install libreoffice-writer-nogui）"
TIMEOUT = 240
# Pages inserted before one that must be even are kept: the standard counts them.
_FILTER = {"IsSkipEmptyPages": {"type": "boolean", "value": "false"}}


def soffice() -> str:
    """The program, or an empty text where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice") or ""


def converted(files: dict[str, bytes]) -> dict[str, bytes]:
    """PDFs of DOCX files by name, all in one start of the program."""
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        for name, content in files.items():
            (here / f"{name}.docx").write_bytes(content)
        (here / "fonts.conf").write_text(_fontconfig(), "utf-8")
        subprocess.run(
            [
                soffice(),
                f"-env:UserInstallation=file://{here}/profile",
                "--headless",
                "--convert-to",
                f"pdf:writer_pdf_Export:{json.dumps(_FILTER)}",
                "--outdir",
                folder,
                *(str(here / f"{name}.docx") for name in files),
            ],
            check=True,
            capture_output=True,
            timeout=TIMEOUT,
            env={**os.environ, "FONTCONFIG_FILE": str(here / "fonts.conf"), "HOME": folder},
        )
        return {name: (here / f"{name}.pdf").read_bytes() for name in files}


@cache
def _fontconfig() -> str:
    book = open_fonts()
    matches = "".join(
        f'<match target="pattern"><test name="family"><string>{getattr(NAMES, role)}</string></test>'
        f'<edit name="family" mode="assign" binding="same"><string>{escape(_family(book, role))}</string></edit>'
        f'<edit name="weight" mode="assign"><const>{_WEIGHTS[book.weights[role]]}</const></edit></match>'
        for role in ("title", "fangsong", "kai", "hei", "song")
    )
    return (
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{matches}</fontconfig>'
    )


_WEIGHTS = {300: "light", 400: "regular", 700: "bold"}


def _family(book: FontBook, role: str) -> str:
    """The name by which the file that plays a role is found: a light face often has a family of its own."""
    path, index = book.place_of(role, "国")
    names = TTFont(path, fontNumber=index, lazy=True)["name"]
    return str(names.getDebugName(1) or names.getDebugName(16))
