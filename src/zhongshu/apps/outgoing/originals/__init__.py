"""Files that others wrote: reading them into elements, and showing their pages as they look.

What takes a foreign file apart by means not our own (PDF, LibreOffice) runs in a process of its own, with a time limit.
"""

from zhongshu.apps.outgoing.originals.libreoffice import office
from zhongshu.apps.outgoing.originals.pages import page_images
from zhongshu.apps.outgoing.originals.reading import read_original

__all__ = ["office", "page_images", "read_original"]
