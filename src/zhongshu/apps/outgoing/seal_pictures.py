"""Small pictures of seals, good for telling one from another and for nothing else."""

from io import BytesIO

from PIL import Image, ImageDraw

SIDE = 200
_STROKE = (90, 85, 75)


def thumbnail(content: bytes) -> bytes:
    """A PNG of at most 200 × 200 pixels on a white ground with strokes across it: no copy of the seal can be made of it."""
    with Image.open(BytesIO(content)) as picture:
        small = picture.convert("RGBA")
        small.thumbnail((SIDE, SIDE))
    ground = Image.new("RGBA", small.size, "white")
    ground.alpha_composite(small)
    flat = ground.convert("RGB")
    pen = ImageDraw.Draw(flat)
    for offset in range(-small.height, small.width, 24):
        pen.line([(offset, small.height), (offset + small.height, 0)], fill=_STROKE, width=1)
    out = BytesIO()
    flat.save(out, "PNG")
    return out.getvalue()
