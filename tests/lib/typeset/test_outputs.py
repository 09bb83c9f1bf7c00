import pytest

from tests.lib.typeset.papers import PLAIN
from zhongshu.lib.refusal import Refused
from zhongshu.lib.typeset import templates
from zhongshu.lib.typeset.outputs import Request, formats, write

HEADS = {".pdf": b"%PDF", ".png": b"\x89PNG", ".svg": b"<svg"}


def test_formats_are_found_by_discovery():
    assert set(formats()) >= set(HEADS)
    assert all(form.NAME and suffix == form.SUFFIX for suffix, form in formats().items())


@pytest.mark.parametrize("suffix", HEADS)
def test_a_paper_is_written_with_its_fonts_told(suffix):
    output = write(Request(PLAIN, ppi=36), suffix)
    assert all(content.startswith(HEADS[suffix]) for content in output.files)
    assert len(output.files) == (1 if suffix == ".pdf" else output.pages)
    assert output.fonts_used["仿宋"]
    assert output.missing == ()


def test_forms_are_written_too():
    data = next(iter(templates()["table_sign"].examples().values()))
    assert write(Request(form=data, template="桌签"), ".pdf").pages == 5


def test_a_format_nobody_writes_is_refused():
    with pytest.raises(Refused, match=r"不能输出“\.xyz”"):
        write(Request(PLAIN), ".xyz")
