"""What the proofreader may learn from the archive: the words of papers everybody of the office may know."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO

from zhongshu.apps.access.policy import Secrecy, ceiling
from zhongshu.apps.archive.models import Item
from zhongshu.apps.audit.actions import act
from zhongshu.apps.audit.actors import Actor
from zhongshu.lib.document import Document
from zhongshu.lib.proofread.engine import as_manuscript

ISSUED, RECEIVED = "定稿.json", "来文文字.txt"


def texts(*, actor: Actor, internal: bool) -> list[str]:
    """The texts of archived papers, for the operator at the machine's own command line; the reading is on record.

    Public papers only: what is learnt serves everybody, whatever each may know. With ``internal`` those within the
    ceiling too; a paper above the ceiling has no words here at all.
    """
    highest = ceiling() if internal else Secrecy.PUBLIC
    with act(actor=actor, verb="archive.learn", summary="为校对引擎学习归档文件的用语") as this:
        found = [text for item in Item.objects.filter(secrecy__lte=highest).order_by("pk") for text in _words(item)]
        this.data = {"highest": highest.label, "papers": len(found)}
    return found


def _words(item: Item) -> Iterator[str]:
    try:
        with zipfile.ZipFile(BytesIO(item.package.read())) as package:
            names = package.namelist()
            if ISSUED in names:
                yield as_manuscript(Document.from_json(json.loads(package.read(ISSUED)))).text
            elif RECEIVED in names:
                yield package.read(RECEIVED).decode("utf-8", "replace")
    except (OSError, zipfile.BadZipFile, ValueError, KeyError):
        return  # a damaged package teaches nothing; `zhongshu verify` names it
