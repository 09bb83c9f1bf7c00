"""The second opinion against a stand-in on this machine: what it may add, and that its silence costs nothing."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any, ClassVar

import numpy as np
import pytest

from zhongshu.lib.proofread import Level, check
from zhongshu.lib.proofread.engine import as_manuscript
from zhongshu.lib.proofread.opinion import NoAdvice, advisor_of, carried, consult, is_secret, thoughts_of
from zhongshu.lib.proofread.opinion.advice import RULE, changes
from zhongshu.lib.proofread.opinion.intranet import Intranet
from zhongshu.lib.refusal import Refused

TEXT = "会议听取了汇报，研究了下一步措失。各单位要把工作作实作细。"


class Fixed:
    """An advisor that replaces words."""

    name = "替身"

    def __init__(self, **words: str) -> None:
        self.words, self.asked = words, list[str]()

    def corrected(self, sentences: Sequence[str]) -> list[str]:
        self.asked += sentences
        answers = list(sentences)
        for old, new in self.words.items():
            answers = [answer.replace(old, new) for answer in answers]
        return answers


@contextmanager
def standin(answer: Callable[[dict[str, Any]], bytes], status: int = 200) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A server that speaks as an OpenAI-compatible one does; what it was asked is kept."""
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append({"path": self.path, "key": self.headers.get("Authorization"), **told})
            content = answer(told)
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def said(content: str) -> bytes:
    return json.dumps({"choices": [{"message": {"content": content}}]}).encode()


def test_it_is_asked_over_the_intranet_and_marked() -> None:
    def answer(told: dict[str, Any]) -> bytes:
        sentences = json.loads(told["messages"][-1]["content"])
        corrected = [one.replace("讨论", "研讨").replace("认针", "认真") for one in sentences]
        return said("好的：" + json.dumps(corrected, ensure_ascii=False))

    text = "会议讨论了有关问题。各单位要认针落实。"
    with standin(answer) as (address, asked):
        advisor = advisor_of(address, model="qwen", key="k", seconds=5)
        assert advisor
        findings = consult(advisor, as_manuscript(text), [])
    assert asked[0]["path"] == "/v1/chat/completions"
    assert (asked[0]["model"], asked[0]["key"], asked[0]["temperature"]) == ("qwen", "Bearer k", 0)
    assert [(one.text, one.suggestion, one.start) for one in findings] == [("讨论", "研讨", 2), ("针", "真", 15)]
    assert all(
        one.rule == RULE and one.level is Level.CONSIDER and "第二意见（qwen）" in one.reason for one in findings
    )


def test_where_the_engine_doubts_the_same_it_should_be_changed() -> None:
    text = "各级人民政府应当加强组识领导"
    finding = next(one for one in check(text) if one.suggestion in {"织", "组织"})
    (agreed,) = consult(Fixed(组识="组织"), as_manuscript(text), [replace(finding, level=Level.CONSIDER)])
    assert agreed.level is Level.SHOULD
    assert agreed.rule == finding.rule
    assert "第二意见（替身）相同" in agreed.basis
    assert agreed.fingerprint == finding.fingerprint, "what was decided about it must stand"


def test_thoughts_follow_the_words_to_where_they_stand_now() -> None:
    thoughts = thoughts_of(Fixed(讨论="研讨", 认针="认真"), as_manuscript("会议讨论了问题。各单位要认针落实。"))
    later = as_manuscript("一、总体要求\n会议讨论了问题。各单位要认真落实。")
    (left,) = carried(thoughts, later)
    assert (later.text[left.start : left.end], left.text, left.fingerprint) == (
        "讨论", "讨论", thoughts[0].fingerprint,
    )  # fmt: skip
    twice = thoughts_of(Fixed(讨论="研讨"), as_manuscript("会议讨论了问题。\n会议讨论了问题。"))
    assert [one.start for one in carried(twice, as_manuscript("会议讨论了问题。\n会议讨论了问题。"))] == [2, 11]


@pytest.mark.parametrize(
    ("level", "text", "secret"),
    [
        ("", "机密★5年", True),
        ("内部", "会议讨论了有关问题。", True),
        ("", "【秘密】", True),
        ("", "保守国家秘密。", False),
    ],
)
def test_what_is_marked_is_known_for_a_secret(level: str, text: str, secret: bool) -> None:
    assert is_secret(level, text) is secret


def test_names_figures_quotations_and_rewritten_sentences_are_left_alone() -> None:
    text = "王均同志出席会议。实到12人。总书记强调“绿水清山就是金山银山”。会议讨论了有关问题。"
    words = {"均": "军", "12": "13", "清山": "青山", "会议讨论了有关问题": "大家在会上深入地研究和讨论了几个有关的问题"}
    assert consult(Fixed(**words), as_manuscript(text), []) == []


@pytest.mark.parametrize(
    "content",
    [b"<html>", b"{}", said("没有错误"), said('["少了一句"]'), said("[1, 2]"), b"\xff" * 2_000_000],
)
def test_a_useless_answer_costs_nothing(content: bytes) -> None:
    with standin(lambda _: content) as (address, _), pytest.raises(NoAdvice):
        consult(Intranet(address, "qwen"), as_manuscript(TEXT), [])


def test_an_error_of_the_server_is_told() -> None:
    with standin(lambda _: b"", 500) as (address, _), pytest.raises(NoAdvice, match="连接不上（对方报错 500）"):
        consult(Intranet(address, "qwen"), as_manuscript(TEXT), [])
    with pytest.raises(NoAdvice, match="连接不上（对方没有开）"):
        consult(Intranet("http://127.0.0.1:9", "qwen"), as_manuscript(TEXT), [])


def test_it_is_not_waited_for_longer_than_set() -> None:
    def slow(_: dict[str, Any]) -> bytes:
        time.sleep(1)
        return b""

    begun = time.monotonic()
    with standin(slow) as (address, _), pytest.raises(NoAdvice, match="没有答复"):
        consult(Intranet(address, "qwen", seconds=0.2), as_manuscript(TEXT), [])
    assert time.monotonic() - begun < 5


def test_settings_are_off_by_default_and_checked(tmp_path: Path) -> None:
    assert advisor_of("") is None
    for place in ("http://", str(tmp_path)):
        with pytest.raises(Refused):
            advisor_of(place)


def test_a_model_file_needs_its_runtime_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"")
    (tmp_path / "vocab.txt").write_text("[UNK]\n", "utf-8")
    advisor = advisor_of(str(tmp_path))
    assert advisor
    with pytest.raises(NoAdvice):
        advisor.corrected(["会议"])


@pytest.mark.parametrize(
    ("text", "answer", "found"),
    [
        ("认针落实", "认真落实", [(1, 2, "真")]),
        ("认真真落实", "认真落实", [(1, 2, "")]),
        ("认落实", "认真落实", [(0, 1, "认真")]),
        ("落实到位", "抓好各项工作的落实到位", []),
        ("共12人", "共13人", []),
    ],
)
def test_small_changes_only(text: str, answer: str, found: list[tuple[int, int, str]]) -> None:
    assert [(one.start, one.end, one.new) for one in changes(text, answer)] == found


class Runtime:
    """Stands in for onnxruntime: a model that reads 针 as 真 and is unsure about 实."""

    tokens: ClassVar[list[str]] = ["[UNK]", "[CLS]", "[SEP]", "认", "真", "针", "落", "实", "时"]

    class SessionOptions:
        intra_op_num_threads = 0

    class InferenceSession:
        def __init__(self, path: str, options: object, providers: list[str]) -> None:
            assert path.endswith("model.onnx")

        def get_inputs(self) -> list[SimpleNamespace]:
            return [SimpleNamespace(name="input_ids"), SimpleNamespace(name="attention_mask")]

        def run(self, _: None, told: dict[str, Any]) -> list[Any]:
            ids = told["input_ids"][0]
            logits = np.zeros((1, len(ids), len(Runtime.tokens)), dtype=np.float32)
            for place, token in enumerate(ids.tolist()):
                name = Runtime.tokens[token]
                logits[0, place, Runtime.tokens.index({"针": "真"}.get(name, name))] = 9
                if name == "实":
                    logits[0, place, Runtime.tokens.index("时")] = 9.1
            return [logits]


def test_a_model_file_answers_where_it_is_sure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "model.onnx").write_bytes(b"")
    (tmp_path / "vocab.txt").write_text("\n".join(Runtime.tokens), "utf-8")
    monkeypatch.setitem(sys.modules, "onnxruntime", Runtime)  # type: ignore[arg-type]
    advisor = advisor_of(str(tmp_path))
    assert advisor
    assert advisor.corrected(["认针落实，", "认真😀"]) == ["认真落实，", "认真😀"]
    (finding,) = consult(advisor, as_manuscript("要认针落实"), [])
    assert (finding.text, finding.suggestion, finding.level) == ("针", "真", Level.CONSIDER)
