import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

from tests.lib.document.strategies import rich_documents
from zhongshu.lib.document import Document, schema
from zhongshu.lib.refusal import Refused

VALIDATOR = Draft202012Validator(schema.schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)


def test_the_published_schema_is_that_of_the_model():
    assert schema.published() == schema.text(), "run: make schema"
    assert (Path(__file__).parents[3] / "docs" / schema.NAME).read_text("utf-8") == schema.text(), "run: make schema"


def test_it_is_a_schema():
    Draft202012Validator.check_schema(schema.schema())


@settings(max_examples=60)
@given(rich_documents)
def test_every_document_is_valid(document):
    VALIDATOR.validate(json.loads(json.dumps(document.to_json())))


def test_documents_of_the_first_version_are_valid():
    VALIDATOR.validate(json.loads((Path(__file__).parent / "version_1.json").read_text("utf-8")))


@pytest.mark.parametrize(
    "data",
    [
        {"colour": "red"},
        {"title": 3},
        {"version": 3},
        {"direction": "sideways"},
        {"document_date": "2026年"},
        {"number": "明政办发[2026]1号"},
        {"extra": [["令号"]]},
        {"body": [{"type": "heading", "level": 9, "text": ""}]},
        {"body": [{"type": "heading", "level": 1}]},
        {"body": [{"type": "picture"}]},
        {"annexes": [{"blocks": []}]},
    ],
)
def test_what_reading_refuses_is_invalid(data):
    assert not VALIDATOR.is_valid(data)
    with pytest.raises(Refused):
        Document.from_json(data)


def test_every_element_has_a_word_for_people():
    assert all("title" in element for element in schema.schema()["properties"].values())
