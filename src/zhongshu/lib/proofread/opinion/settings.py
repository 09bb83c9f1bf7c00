"""From the administrator's settings to an advisor."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from zhongshu.lib.refusal import Refused

from .advice import Advisor
from .intranet import Intranet
from .onnx import MODEL, Onnx


def advisor_of(place: str, *, model: str = "", key: str = "", seconds: float = 10) -> Advisor | None:
    """``place`` is an http(s) address or a folder with an ONNX model; empty means no second opinion. Refused for anything else."""
    if not place:
        return None
    if place.startswith(("http://", "https://")):
        if not urlsplit(place).hostname:
            raise Refused(f"设置 second_opinion 的地址“{place}”不完整。", remedy="例如：http://10.0.0.8:8000/v1")
        return Intranet(place, model, key, seconds)
    folder = Path(place)
    if not (folder / MODEL).is_file():
        raise Refused(
            f"设置 second_opinion 指的“{place}”里没有 {MODEL}。", remedy="请给出内网地址，或者放有模型和词表的文件夹。"
        )
    return Onnx(folder)
