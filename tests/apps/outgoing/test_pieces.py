"""What a person may do with pieces: words are never lost, whatever is split, merged or re-assigned."""

from hypothesis import given
from hypothesis import strategies as st

from zhongshu.apps.outgoing.policy.pieces import BY_PERSON, MANY, changed, gathered, merged, split
from zhongshu.lib.document.reading import Piece, Role

texts = st.text(st.sampled_from("甲乙丙，。\n"), min_size=1, max_size=12)
pieces = st.lists(
    st.builds(Piece, st.sampled_from(list(Role)), texts, st.sampled_from([0.5, 0.9]), st.just("因为。"), st.just((1,))),
    max_size=8,
)


def words(some) -> str:
    return "".join("".join(piece.text.split()) for piece in some)


@given(pieces, st.integers(-1, 9))
def test_splitting_and_merging_lose_no_word(some, index):
    assert words(split(some, index)) == words(some)
    assert words(merged(some, index)) == words(some)


def test_a_piece_is_split_at_its_line_breaks_with_its_own_lines():
    piece = Piece(Role.TITLE, "甲\n乙", 0.9, "", (4, 5))
    assert [(part.text, part.lines) for part in split([piece], 0)] == [("甲", (4,)), ("乙", (5,))]


def test_merged_paragraphs_run_on_and_lines_of_a_title_stay_lines():
    one, two = Piece(Role.PARAGRAPH, "甲", lines=(1,)), Piece(Role.PARAGRAPH, "乙", lines=(2,))
    assert [(piece.text, piece.lines) for piece in merged([one, two], 1)] == [("甲乙", (1, 2))]
    title = Piece(Role.TITLE, "甲", lines=(1,))
    assert merged([title, two], 1)[0].text == "甲\n乙"


def test_only_what_the_person_touched_is_beyond_doubt():
    some = [
        Piece(Role.TITLE, "甲", 0.4, "猜的。"),
        Piece(Role.PARAGRAPH, "乙", 0.5, "猜的。"),
        Piece(Role.REMARK, "丙", 0.6, "猜的。"),
    ]
    result = changed(some, ["title", "remark", "remark"], ["甲", "乙", "丙丙"])
    assert result[0] == some[0]
    assert (result[1].role, result[1].confidence, result[1].reason) == (Role.REMARK, 1.0, BY_PERSON)
    assert (result[2].text, result[2].confidence) == ("丙丙", 1.0)
    assert changed(some, ["nonsense"] * 3, ["甲", "乙", "丙"]) == some


def test_a_very_long_text_is_shown_in_larger_pieces():
    many = [Piece(Role.PARAGRAPH, f"第{number}段", 0.9, "", (number,)) for number in range(MANY + 100)]
    many[40] = Piece(Role.PARAGRAPH, "存疑", 0.5, "", (40,))
    few = gathered(many)
    assert len(few) < 30
    assert words(few) == words(many)
    assert any(piece.text == "存疑" for piece in few)
    assert gathered(many[:MANY]) == many[:MANY]
