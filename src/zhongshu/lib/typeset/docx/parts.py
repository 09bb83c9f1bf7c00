"""Pictures and kept pieces of one file, with their relations."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhongshu.lib.document.model import Kept

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
KEPT = "urn:zhongshu:relationships/kept"
"""Relation to the bytes of something the text has no word for; foreign to word processors, which leave it alone."""


@dataclass(slots=True)
class Parts:
    """``files``: name under word/ → bytes; ``relations``: id → (type, target); ``types``: part name → content type."""

    files: dict[str, bytes] = field(default_factory=dict)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    _kept: int = 0

    def picture(self, content: bytes, ending: str) -> str:
        """Take in a picture; returns its relation."""
        known = next((name for name, held in self.files.items() if held == content and name.startswith("media/")), "")
        name = known or f"media/image{sum(1 for name in self.files if name.startswith('media/')) + 1}.{ending}"
        self.files[name] = content
        return self.relate(IMAGE, name)

    def keep(self, block: Kept) -> int:
        """Take in what was kept; returns its number."""
        self._kept += 1
        if block.content:
            name = f"kept/{self._kept}.bin"
            self.files[name] = block.content
            self.types[f"/word/{name}"] = block.media_type or "application/octet-stream"
            self.relate(KEPT, name)
        return self._kept

    def relate(self, kind: str, target: str) -> str:
        """A relation's id, the same for the same target."""
        for identity, known in self.relations.items():
            if known == (kind, target):
                return identity
        identity = f"rId{len(self.relations) + 1}"
        self.relations[identity] = (kind, target)
        return identity
