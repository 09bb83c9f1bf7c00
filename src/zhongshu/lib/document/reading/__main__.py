"""``python -m zhongshu.lib.document.reading < file.pdf``: the lines of a PDF as JSON, read in a process of its own.

The library that takes PDFs apart follows whatever a file makes it do; here it may do so for a minute and a gigabyte only.
"""

from __future__ import annotations

import json
import sys

from zhongshu.lib.refusal import Refused

from .pdf import read_pdf
from .record import lines_to_json, notes_to_json

SECONDS = 60
MEMORY = 1536 * 1024 * 1024


def main() -> int:
    """Read standard input; write {"lines", "notes"} or {"message", "remedy"}."""
    _limit()
    try:
        found = read_pdf(sys.stdin.buffer.read())
        answer: object = {"lines": lines_to_json(found.lines), "notes": notes_to_json(found.notes)}
    except Refused as refused:
        answer = {"message": refused.message, "remedy": refused.remedy}
    json.dump(answer, sys.stdout)
    return 0


def _limit() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    sys.exit(main())
