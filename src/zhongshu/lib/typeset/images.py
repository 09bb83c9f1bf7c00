"""A picture as a page of A4, with a margin, never enlarged beyond the page."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from PIL import Image, ImageOps, UnidentifiedImageError

MM = 72 / 25.4
PAGE = (210 * MM, 297 * MM)
MARGIN = 20 * MM
MOST_PIXELS = 2400


def image_pdf(content: bytes) -> bytes | None:
    """One page with the picture, upright and as it was turned; None for what is no picture."""
    try:
        with Image.open(BytesIO(content)) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    image.thumbnail((MOST_PIXELS, MOST_PIXELS))
    room = (PAGE[0] - 2 * MARGIN, PAGE[1] - 2 * MARGIN)
    scale = min(room[0] / image.width, room[1] / image.height)
    width, height = image.width * scale, image.height * scale
    left, bottom = (PAGE[0] - width) / 2, (PAGE[1] - height) / 2
    with pikepdf.new() as pdf:
        stream = pikepdf.Stream(pdf, zlib.compress(image.tobytes()))
        stream.update(
            pikepdf.Dictionary(
                Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=image.width, Height=image.height,
                ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.FlateDecode,
            )
        )  # fmt: skip
        page = pdf.add_blank_page(page_size=PAGE)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(stream)))
        drawing = f"q {width:.2f} 0 0 {height:.2f} {left:.2f} {bottom:.2f} cm /Im0 Do Q"
        page.obj.Contents = pdf.make_stream(drawing.encode())
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()
