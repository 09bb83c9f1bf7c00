"""An uploaded file as elements, whatever it is."""

import json
import sys
import tempfile
from pathlib import Path, PurePath

from zhongshu.apps.outgoing.originals.libreoffice import converted
from zhongshu.apps.outgoing.originals.processes import run
from zhongshu.lib.document.reading import Note, Reading, from_docx, from_file, from_lines, needs_office, refuse_ole
from zhongshu.lib.document.reading.guard import refuse_large
from zhongshu.lib.document.reading.record import lines_from_json, notes_from_json
from zhongshu.lib.refusal import Refused

PDF_SECONDS = 90
_SUFFIXES = (".doc", ".wps", ".rtf", ".odt", ".dot", ".wpt", ".uot", ".uof")


def read_original(name: str, content: bytes) -> Reading:
    """Read a file. DOC, WPS and RTF pass through LibreOffice; a PDF is taken apart in a process of its own. Refused with a
    sentence for what cannot or must not be read."""
    refuse_large(len(content))
    if content.startswith(b"%PDF") or b"%PDF-" in content[:1024]:
        return _pdf(content)
    if needs_office(name, content):
        refuse_ole(content)
        suffix = PurePath(name).suffix.lower()
        docx = converted(content, suffix=suffix if suffix in _SUFFIXES else ".doc", to="docx")
        reading = from_docx(docx)
        note = Note("", 0.75, "这是旧格式的文件，由LibreOffice转换后读取，版面细节请对照原文。")
        return Reading(reading.document, (*reading.notes, note), reading.pieces, reading.source, reading.facts)
    return from_file(name, content)


def _pdf(content: bytes) -> Reading:
    with tempfile.TemporaryDirectory(prefix="zhongshu-pdf-") as folder:
        command = [sys.executable, "-m", "zhongshu.lib.document.reading"]
        output = run(command, folder=Path(folder), seconds=PDF_SECONDS, given=content)
    answer = json.loads(output)
    if "message" in answer:
        raise Refused(answer["message"], remedy=answer["remedy"])
    return from_lines(lines_from_json(answer["lines"]), notes_from_json(answer["notes"]))
