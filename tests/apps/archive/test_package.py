import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhongshu.apps.archive import package

PARTS = {"公文.pdf": b"%PDF-1.7", "元数据.xml": b"<a/>", "定稿.json": b"{}"}


def rewritten(content: bytes, change) -> bytes:
    """The same ZIP with ``change(parts)`` applied."""
    with zipfile.ZipFile(BytesIO(content)) as opened:
        parts = {name: opened.read(name) for name in opened.namelist()}
    change(parts)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return out.getvalue()


def test_a_package_is_whole_and_always_the_same_bytes():
    assert package.faults(package.build(PARTS)) == []
    assert package.build(PARTS) == package.build(dict(reversed(PARTS.items())))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda parts: parts.update({"公文.pdf": b"%PDF-1.7x"}), ["“公文.pdf”与校验值不符"]),
        (lambda parts: parts.pop("定稿.json"), ["缺少“定稿.json”"]),
        (lambda parts: parts.update({"另.txt": b""}), ["多出“另.txt”"]),
        (lambda parts: parts.pop(package.SUMS), ["多出“公文.pdf”", "多出“元数据.xml”", "多出“定稿.json”"]),
    ],
)
def test_what_was_altered_is_named(change, said):
    assert sorted(package.faults(rewritten(package.build(PARTS), change))) == sorted(said)


def test_something_else_is_not_a_package():
    assert package.faults(b"PK\x03\x04 not really") == ["归档包打不开"]


@given(st.dictionaries(st.sampled_from(["题名", "内容", "姓名"]), st.text(max_size=40), max_size=3))
def test_whatever_was_written_the_xml_can_be_read(content):
    element = ET.fromstring(package.to_xml("记录", content))
    for name, text in content.items():
        kept = "".join(char for char in text if char in "\t\n" or char >= " ")
        assert (element.find(name).text or "").strip() == kept.strip() or "\r" in text
