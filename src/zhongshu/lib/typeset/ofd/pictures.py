"""A PDF's images as files an OFD package can hold."""

from __future__ import annotations

import io
from typing import Any

from pdfminer.pdftypes import resolve1
from PIL import Image

_MODES = {1: "L", 3: "RGB", 4: "CMYK"}


def picture_file(stream: Any) -> tuple[str, bytes]:
    """Format word of OFD ("JPEG", "PNG") and the bytes of an image, its transparency kept."""
    mask = resolve1(stream.get("SMask"))
    filters = [str(getattr(name, "name", "")) for name, _ in stream.get_filters()]
    if filters == ["DCTDecode"] and mask is None:
        return "JPEG", bytes(stream.get_rawdata())
    picture = _image(stream, filters)
    if mask is not None:
        picture = picture.convert("RGB")
        picture.putalpha(_image(mask, [str(getattr(name, "name", "")) for name, _ in mask.get_filters()]))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return "PNG", out.getvalue()


def _image(stream: Any, filters: list[str]) -> Image.Image:
    if "DCTDecode" in filters:
        return Image.open(io.BytesIO(stream.get_rawdata()))
    size = int(resolve1(stream["Width"])), int(resolve1(stream["Height"]))
    data = stream.get_data()
    bits = int(resolve1(stream.get("BitsPerComponent", 8)))
    if bits == 1:
        return Image.frombytes("1", size, data).convert("L")
    channels = max(1, len(data) * 8 // (size[0] * size[1] * bits))
    if bits == 16:
        data = data[::2]
    return Image.frombytes(_MODES[channels], size, data)
