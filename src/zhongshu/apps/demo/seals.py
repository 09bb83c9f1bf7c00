"""The stand-in for a seal in the demo county: a ring with 样章 in it, so that nobody takes it for a seal.

It goes the way of every seal: a PNG that the seal keeper uploads. The product itself never draws one.
"""

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

SIDE = 600
INK = (190, 40, 34, 255)
CLEAR = (255, 255, 255, 0)
FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
)


def sample_seal() -> BytesIO:
    """A PNG with a clear ground: two rings and the words 样章 and 仅供演示 (two bars where no Chinese font is found)."""
    picture = Image.new("RGBA", (SIDE, SIDE), CLEAR)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((12, 12, SIDE - 12, SIDE - 12), outline=INK, width=16)
    draw.ellipse((44, 44, SIDE - 44, SIDE - 44), outline=INK, width=4)
    font = next((path for path in FONTS if Path(path).is_file()), None)
    if font is None:
        draw.rectangle((170, 220, 430, 270), outline=INK, width=8)
        draw.rectangle((170, 330, 430, 380), outline=INK, width=8)
    else:
        middle = SIDE / 2
        draw.text((middle, middle - 30), "样章", font=ImageFont.truetype(font, 150), fill=INK, anchor="mm")
        draw.text((middle, middle + 110), "仅供演示", font=ImageFont.truetype(font, 60), fill=INK, anchor="mm")
    out = BytesIO()
    picture.save(out, "PNG")
    out.seek(0)
    return out
