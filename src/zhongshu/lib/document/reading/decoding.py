"""The bytes of a text file in the encodings offices use: UTF-8, UTF-16, GB18030, with or without a byte order mark."""

from __future__ import annotations

from zhongshu.lib.refusal import Refused

_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"),
          (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))  # fmt: skip
SAMPLE = 4096


def decode(content: bytes) -> str:
    """The text of a file. Raises ``Refused`` for what is no text or in an encoding that cannot be told."""
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), "")
    guesses = (marked,) if marked else (*_unmarked(content), "utf-8", "gb18030")
    for encoding in guesses:
        try:
            text = content.decode(encoding)
        except (UnicodeDecodeError, ValueError):
            continue
        if "\x00" not in text[:SAMPLE]:
            return text
    if b"\x00" in content[:SAMPLE]:
        raise Refused("这不是文本文件，无法读取。", remedy="请导入DOCX、PDF或者TXT文件，或者粘贴文字。")
    raise Refused("文本文件的编码无法识别。", remedy="请另存为UTF-8编码的TXT文件后再导入。")


def _unmarked(content: bytes) -> tuple[str, ...]:
    """UTF-16 without a mark: every second byte of spaces, digits and line ends is zero."""
    head = content[:SAMPLE]
    if b"\x00" not in head or len(content) % 2:
        return ()
    if head[1::2].count(0) > head[::2].count(0):
        return ("utf-16-le",)
    return ("utf-16-be",)
