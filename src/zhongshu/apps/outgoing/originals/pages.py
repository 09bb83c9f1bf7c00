"""The pages of an original as pictures: a PDF through Typst, everything else through LibreOffice first where it is there.
Kept by the digest of the file, made again when lost."""

import sys
import tempfile
from pathlib import Path, PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from zhongshu.apps.files.models import StoredFile
from zhongshu.apps.files.policy import PDF
from zhongshu.apps.outgoing.originals.libreoffice import converted, office
from zhongshu.apps.outgoing.originals.processes import run
from zhongshu.lib.refusal import Refused

#: Pages shown; a person compares the beginning by its looks and the rest by its words.
MOST_PAGES = 30
SECONDS = 60


def can_show(source: StoredFile | None) -> bool:
    """Whether pictures of the original can be made on this machine."""
    return source is not None and (source.media_type == PDF or office() is not None)


def page_images(source: StoredFile) -> list[str]:
    """Names in the storage of the pictures, one a page. Refused when the file cannot be shown."""
    index = f"originals/{source.sha256[:2]}/{source.sha256}"
    if default_storage.exists(f"{index}/count"):
        with default_storage.open(f"{index}/count") as stream:
            return [f"{index}/{number}.png" for number in range(1, int(stream.read()) + 1)]
    pictures = _pictures(_as_pdf(source))
    names = [f"{index}/{number}.png" for number in range(1, len(pictures) + 1)]
    for name, content in zip(names, pictures, strict=True):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(content))
    # Written last: whoever finds the count finds every page.
    default_storage.save(f"{index}/count", ContentFile(str(len(pictures)).encode()))
    return names


def _as_pdf(source: StoredFile) -> bytes:
    content = source.read()
    if source.media_type == PDF:
        return content
    return converted(content, suffix=PurePath(source.name).suffix.lower() or ".docx", to="pdf")


def _pictures(pdf: bytes) -> list[bytes]:
    with tempfile.TemporaryDirectory(prefix="zhongshu-pages-") as scratch:
        folder = Path(scratch)
        (folder / "original.pdf").write_bytes(pdf)
        program = str(Path(__file__).with_name("draw.py"))
        run([sys.executable, "-P", program, str(MOST_PAGES)], folder=folder, seconds=SECONDS)
        pictures = sorted(folder.glob("page-*.png"))
        if not pictures:
            raise Refused("原文的版面图没有生成出来。", remedy="请对照左侧的原文文字核对。")
        return [picture.read_bytes() for picture in pictures]
