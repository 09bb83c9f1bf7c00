"""Copies are recognised through spacing and a scan's errors; other texts are not."""

from hypothesis import given
from hypothesis import strategies as st

from zhongshu.lib.document.likeness import bands, contained, fingerprint, likeness
from zhongshu.lib.document.requests import requests_in, wants_answer

TEXT = "为做好今冬明春农田水利建设，请各县于12月10日前将进展情况书面报送市水利局。" * 4


@given(st.text(max_size=200))
def test_spacing_and_punctuation_do_not_count(text):
    assert fingerprint(text) == fingerprint(" ".join(text))
    assert likeness(text, text) in (0.0, 1.0)
    assert bands(text) == bands(f"  {text}。")


def test_a_near_copy_is_near_and_another_is_not():
    near = TEXT.replace("水利局", "水务局", 1)
    assert likeness(TEXT, near) > 0.8
    assert set(bands(TEXT)) & set(bands(near))
    assert likeness(TEXT, "关于召开全县安全生产工作会议的通知，请准时参加。") < 0.05
    assert contained("进展情况书面报送", TEXT) == 1.0


def test_requests_and_answers():
    found = requests_in("现将文件印发给你们。请各县于12月10日前将情况书面报送市水利局。特此通知。")
    assert [item.text for item in found] == ["请各县于12月10日前将情况书面报送市水利局。"]
    assert wants_answer(found)
    assert not wants_answer(requests_in("请认真贯彻落实。"))
