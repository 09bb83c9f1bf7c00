import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.lib.document.strategies import documents, rich_documents
from zhongshu.lib.document import Document, Kept, PageBreak, Table
from zhongshu.lib.refusal import Refused

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["title", "body", "number", "type", "rows"]), inner)
    ),
    max_leaves=8,
)


@given(documents)
def test_a_document_survives_json(document):
    assert Document.from_json(json.loads(json.dumps(document.to_json()))) == document
    assert Document.from_json(json.dumps(document.to_json())) == document


@given(rich_documents)
def test_everything_the_model_can_say_survives_json(document):
    assert Document.from_json(json.dumps(document.to_json())) == document


@given(json_values)
def test_any_json_is_read_or_refused(data):
    with suppress(Refused):
        assert isinstance(Document.from_json(data), Document)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"colour": "red"}, "不认识的要素：colour"),
        ({"title": 3}, "“title”应为文字"),
        ({"body": [{"type": "heading", "level": 9, "text": ""}]}, "“body/0/level”应为1至4"),
        ({"body": [{"type": "table", "rows": [["a"], ["b", "c"]]}]}, "各行列数相同"),
        ({"direction": "sideways"}, "downward（下行文）"),
        ({"document_date": "2026年"}, "日期"),
        ({"title": "a\x07b"}, "控制字符"),
        ("{", "不是有效的JSON"),
        ({"body": [{"type": "paragraph", "text": "字" * 200_001}]}, "上限"),
        ({"version": 3}, "第1至2版"),
        ({"version": "new"}, "“version”应为整数"),
        ({"body": [{"type": "picture"}]}, "heading、paragraph、table、page_break、kept之一"),
        (
            {"body": [{"type": "paragraph", "text": "甲乙", "marks": [{"start": 1, "end": 3}]}]},
            "“body/0”：段落的字形标记",
        ),
        ({"body": [{"type": "kept", "what": "图片", "content": "%%"}]}, "“body/0/content”应为base64"),
        ({"body": [{"type": "table", "rows": [["a"]], "merges": [{"row": 0, "column": 0, "across": 2}]}]}, "合并"),
        ({"body": [{"type": "table", "rows": [["a", "b"]], "columns": [{}]}]}, "列宽设置"),
        ({"extra": [["令号"]]}, "两项"),
    ],
)
def test_wrong_data_is_refused_with_its_place(data, words):
    with pytest.raises(Refused) as refusal:
        Document.from_json(data)
    assert words in refusal.value.message


def test_missing_elements_take_their_defaults():
    assert Document.from_json({}) == Document()


def test_data_written_before_is_read_and_written_again_as_it_was():
    old = json.loads((Path(__file__).parent / "version_1.json").read_text("utf-8"))
    document = Document.from_json(old)
    assert isinstance(document.body[2], Table)
    assert document.annexes[0].listed
    assert document.to_json() == old


def test_what_only_the_new_format_can_say_names_its_version():
    data = Document(subtitle="——在全县办公室主任会议上").to_json()
    assert data["version"] == 2
    assert "version" not in Document(title="讲话").to_json()
    assert Document(body=(PageBreak(),)).to_json()["version"] == 2


def test_pictures_have_a_limit():
    picture = Kept("图片", media_type="image/png", content=b"\x00" * 4_000_001)
    with pytest.raises(Refused, match="8兆"):
        Document.from_json(Document(body=(picture, picture)).to_json())
