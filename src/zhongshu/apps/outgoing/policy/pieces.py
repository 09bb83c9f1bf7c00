"""What a person may do with the pieces an imported text was read into: re-assign, edit, split, merge."""

from collections.abc import Sequence
from dataclasses import replace

from zhongshu.lib.document.reading import Piece, Role

#: Above this many, neighbouring plain paragraphs are shown as one piece of several lines.
MANY = 300
TOGETHER = 30
CALM = 0.85
#: Elements that the issue of the paper supplies; they are read, shown and compared, but not taken into a draft.
SUPPLIED = {
    Role.COPY_NUMBER: "份号在印制时编",
    Role.ISSUER_MARK: "按本件的发文机关代字生成",
    Role.MARK_SUFFIX: "按文种生成",
    Role.NUMBER: "文号在编号环节取",
    Role.SIGNATORY: "签发人在签发时填入",
    Role.SIGNATURE: "按本件的发文机关生成",
    Role.DATE: "成文日期以签发日期为准",
    Role.PRINTED: "印发机关和日期在印制时填入",
}
BY_PERSON = "由您指定。"
_ROLES = {role.value: role for role in Role}


def gathered(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces as a page can show them: in a very long text, runs of undoubted paragraphs together."""
    if len(pieces) <= MANY:
        return list(pieces)
    result: list[Piece] = []
    for piece in pieces:
        last = result[-1] if result else None
        plain = piece.role is Role.PARAGRAPH and piece.confidence >= CALM and piece.block is None
        if last and plain and last.role is Role.PARAGRAPH and last.confidence >= CALM and len(last.lines) < TOGETHER:
            result[-1] = replace(last, text=f"{last.text}\n{piece.text}", lines=last.lines + piece.lines)
        else:
            result.append(piece)
    return result


def changed(pieces: Sequence[Piece], roles: Sequence[str], texts: Sequence[str]) -> list[Piece]:
    """The pieces with the roles and words of the form; what the person touched is no longer doubted."""
    if len(texts) != len(pieces):  # the page is older than what is kept: its words go before
        return [
            Piece(_ROLES.get(code, Role.PARAGRAPH), text, reason=BY_PERSON)
            for code, text in zip(roles, texts, strict=False)
        ]
    result = []
    for piece, code, text in zip(pieces, roles, texts, strict=False):
        role = _ROLES.get(code, piece.role)
        if role is piece.role and text == piece.text:
            result.append(piece)
        elif role is piece.role:
            result.append(replace(piece, text=text, confidence=1.0, reason="您改过文字。"))
        else:
            result.append(replace(piece, role=role, text=text, confidence=1.0, reason=BY_PERSON))
    return result + list(pieces[len(result) :])


def split(pieces: Sequence[Piece], index: int) -> list[Piece]:
    """One piece at its line breaks; each part keeps the same source lines, or its own where there are as many."""
    if not 0 <= index < len(pieces):
        return list(pieces)
    piece = pieces[index]
    parts = [line for line in piece.text.split("\n") if line.strip()]
    own = len(parts) == len(piece.lines)
    made = [
        replace(
            piece, text=text, lines=(piece.lines[number],) if own else piece.lines, confidence=1.0, reason="由您拆开。"
        )
        for number, text in enumerate(parts)
    ]
    return [*pieces[:index], *(made if len(made) > 1 else [piece]), *pieces[index + 1 :]]


def merged(pieces: Sequence[Piece], index: int) -> list[Piece]:
    """One piece joined to the one before it: paragraphs of the body run on, lines of a title stay lines."""
    if not 1 <= index < len(pieces):
        return list(pieces)
    before, piece = pieces[index - 1], pieces[index]
    by = "" if before.role is Role.PARAGRAPH else "\n"
    lines = tuple(dict.fromkeys(before.lines + piece.lines))
    joined = replace(before, text=f"{before.text}{by}{piece.text}", lines=lines, confidence=1.0, reason="由您合并。")
    return [*pieces[: index - 1], joined, *pieces[index + 1 :]]
