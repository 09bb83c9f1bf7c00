"""What a paper asks its reader for: the sentences that want something reported, answered or finished."""

import re
from collections.abc import Iterable

from zhongshu.lib.instruction import Sentence, sentences

_RETURNED = "报送|上报|报|反馈|回复|函复|复函|函告|答复|提交|送"
_REQUEST = re.compile(
    rf"(?:请|须|应|务必|要求)[^。；]{{0,160}}?(?:{_RETURNED}|完成|办理|落实|参加)"
    rf"|(?:之?前|以?内)[^。；]{{0,40}}(?:{_RETURNED}|完成)"
)
_ANSWER = re.compile(r"函复|函告|复函|答复|批复|回复|反馈|报送|上报|书面报|报(?:我|县|市|省|区)|妥否")


def requests_in(text: str) -> tuple[Sentence, ...]:
    """Those sentences, in the order of the text."""
    return tuple(sentence for sentence in sentences(text) if _REQUEST.search(sentence.text))


def wants_answer(requests: Iterable[Sentence]) -> bool:
    """Whether one of the requests wants words back."""
    return any(_ANSWER.search(sentence.text) for sentence in requests)
