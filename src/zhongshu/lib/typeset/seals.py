"""Seals and signature stamps: uploaded pictures that a layout puts in their place. Nothing here draws one."""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PIL import Image

from zhongshu.lib.refusal import Refused

SEAL_PIXELS = 1100
SEAL_BYTES = 8_000_000


@dataclass(frozen=True, slots=True)
class SealImage:
    """An uploaded seal or signature stamp: PNG bytes, which signature block it belongs to (0 = first), its width on paper
    in mm."""

    png: bytes
    organ: int = 0
    width: float = 42.0


@lru_cache(maxsize=16)
def seal_view(seal: SealImage) -> dict[str, Any]:
    """The seal's picture, no larger than print needs, its transparency kept. A house seals with the same few all year;
    callers only read it."""
    if len(seal.png) > SEAL_BYTES:
        raise Refused("印章图片超过8兆字节。", remedy="请上传不大于8兆字节的PNG图片。")
    try:
        with Image.open(io.BytesIO(seal.png), formats=("PNG",)) as opened:
            if opened.width * opened.height > 40_000_000:
                raise Refused("印章图片的像素过多。", remedy="请上传边长不超过6000像素的PNG图片。")
            picture = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("印章图片无法读取，不是有效的PNG图片。", remedy="请重新扫描印模，存为PNG后上传。") from error
    picture.thumbnail((SEAL_PIXELS, SEAL_PIXELS))
    encoded = io.BytesIO()
    picture.save(encoded, "PNG")
    height = seal.width * picture.height / picture.width
    return {"organ": seal.organ, "width": seal.width, "height": height, "bytes": list(encoded.getvalue())}
