"""A corrector behind an OpenAI-compatible address on the intranet."""

from __future__ import annotations

import json
from collections.abc import Sequence
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from .advice import NoAdvice

LARGEST = 1_000_000
"""Bytes of an answer that are read."""
ASKED = (
    "你是党政机关公文校对员。用户给出一个JSON数组，每项是公文中的一句话。只改错别字、多字、漏字、颠倒的字，"
    "不改用词和文风，不动人名、地名、数字、标点和引文；没有错就原样写回。只输出同样长度的JSON数组，不要任何说明。"
)


class Intranet:
    """``address`` ends before ``/chat/completions``; ``seconds`` bounds each request. No proxy is used."""

    def __init__(self, address: str, model: str, key: str = "", seconds: float = 10) -> None:
        self.name = model or "内网模型"
        self._address, self._model, self._key, self._seconds = address.rstrip("/"), model, key, seconds
        self._opener = build_opener(ProxyHandler({}))

    def corrected(self, sentences: Sequence[str]) -> list[str]:
        """See :class:`.advice.Advisor`."""
        told = {
            "model": self._model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": ASKED},
                {"role": "user", "content": json.dumps(list(sentences), ensure_ascii=False)},
            ],
        }
        return self._sentences(self._post(json.dumps(told).encode()), len(sentences))

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {self._key}"} if self._key else {})
        request = Request(f"{self._address}/chat/completions", body, headers, method="POST")  # noqa: S310 - checked in settings.py
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                content: bytes = answer.read(LARGEST + 1)
        except TimeoutError as error:
            raise NoAdvice(f"{self.name}：{self._seconds:g}秒内没有答复。") from error
        except (URLError, OSError, HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise NoAdvice(f"{self.name}：{self._seconds:g}秒内没有答复。") from error
            raise NoAdvice(f"{self.name}：连接不上（{_words(error)}）。") from error
        if len(content) > LARGEST:
            raise NoAdvice(f"{self.name}：答复过长。")
        return content

    def _sentences(self, content: bytes, count: int) -> list[str]:
        """The array in the model's words, which may stand between words of its own."""
        try:
            said: Any = json.loads(content)["choices"][0]["message"]["content"]
            found = json.loads(said[said.index("[") : said.rindex("]") + 1])
        except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
            raise NoAdvice(f"{self.name}：答复看不懂。") from error
        if len(found) != count or not all(isinstance(one, str) for one in found):
            raise NoAdvice(f"{self.name}：答复的句数与所问的不符。")
        return list(found)


def _words(error: Exception) -> str:
    """The usual faults as an office says them; others as they come."""
    if isinstance(error, HTTPError):
        return f"对方报错 {error.code}"
    reason = getattr(error, "reason", error)
    if isinstance(reason, ConnectionRefusedError):
        return "对方没有开"
    return "找不到这个地址" if isinstance(reason, gaierror) else str(reason)
