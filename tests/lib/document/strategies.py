"""Generated documents for property tests."""

import io
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st
from PIL import Image

from zhongshu.lib.document import (
    Align,
    Annex,
    Block,
    Column,
    Direction,
    Document,
    DocumentNumber,
    Heading,
    Kept,
    Layout,
    Mark,
    Merge,
    PageBreak,
    Paragraph,
    SecrecyLevel,
    SignatureBlock,
    Style,
    Table,
    Urgency,
    body_from_text,
)

_encoded = io.BytesIO()
Image.new("RGB", (8, 8), (0, 0, 200)).save(_encoded, "PNG")
PICTURE = _encoded.getvalue()
HAN = st.sampled_from("明川县人民政府办公室关于切实做好春耕备耕工作的通知各镇要加强组织领导落实责任确保玥喆一二三中国")
PUNCTUATION = st.sampled_from("，、；：“”《》（）——…0123456789%AB")
words = st.text(st.one_of(HAN, HAN, HAN, PUNCTUATION), min_size=1, max_size=120)
names = st.text(HAN, min_size=2, max_size=14)
labels = st.sampled_from(["", "", "", "一、", "（一）", "1.", "（1）", "十二、", "3.5"])
lines = st.builds(lambda label, text, end: label + text + end, labels, words, st.sampled_from(["。", "", "：", "！"]))
any_text = st.text(st.characters(blacklist_categories=("Cs",)), max_size=300)
bodies = st.lists(lines, min_size=1, max_size=14).map("\n".join).map(body_from_text)
days = st.dates(date(2013, 1, 1), date(2035, 12, 31))
numbers = st.builds(
    DocumentNumber, st.text(HAN, min_size=1, max_size=8), st.integers(1949, 2999), st.integers(1, 99_999)
)

documents = st.builds(
    Document,
    kind=st.sampled_from(["notice", "request", "letter", "opinion"]),
    direction=st.sampled_from(Direction),
    copy_number=st.sampled_from(["", "000001"]),
    secrecy_level=st.sampled_from(SecrecyLevel),
    secrecy_period=st.sampled_from(["", "1年"]),
    urgency=st.sampled_from(Urgency),
    issuer_marks=st.lists(names, min_size=1, max_size=4).map(tuple),
    number=st.one_of(st.none(), numbers),
    signatories=st.lists(names.map(lambda name: name[:3]), max_size=4).map(tuple),
    title=st.text(HAN, min_size=1, max_size=60),
    addressees=st.lists(names, max_size=5).map(tuple),
    body=bodies,
    annexes=st.lists(st.builds(Annex, names, bodies), max_size=3).map(tuple),
    signature_blocks=st.lists(st.builds(SignatureBlock, names), max_size=4).map(tuple),
    sealed=st.booleans(),
    document_date=st.one_of(st.none(), days),
    remark=st.sampled_from(["", "此件公开发布"]),
    copy_to=st.lists(names, max_size=6).map(tuple),
    printing_organ=st.sampled_from(["", "明川县人民政府办公室"]),
    printing_date=st.one_of(st.none(), days),
)


@st.composite
def marked_paragraphs(draw):
    """Paragraphs with stretches in styles of their own."""
    text = draw(words)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = zip(edges[::2], edges[1::2], strict=False)
    marks = tuple(Mark(start, end, draw(st.sampled_from(Style))) for start, end in pairs)
    return Paragraph(text, marks, draw(st.sampled_from(Align)))


@st.composite
def tables(draw):
    """Tables with a head of several rows, columns of their own and a merge."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    cells = [[draw(st.text(HAN, max_size=8)) for _ in range(columns)] for _ in range(rows)]
    head = draw(st.integers(0, rows))
    merges = []
    if draw(st.booleans()):
        row, column = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        down = draw(st.integers(1, (head if row < head else rows) - row))
        merge = Merge(row, column, down, draw(st.integers(1, columns - column)))
        for y, x in Table.merged(merge) - {(row, column)}:
            cells[y][x] = ""
        merges.append(merge)
    shape = st.builds(Column, st.sampled_from([0, 1, 2.5]), st.sampled_from(Align))
    shapes = draw(st.one_of(st.just(()), st.tuples(*[shape] * columns)))
    return Table(tuple(map(tuple, cells)), head, shapes, tuple(merges), draw(st.booleans()))


kept = st.builds(
    Kept,
    st.sampled_from(["图片", "公式", "图表"]),
    st.text(HAN, max_size=12),
    st.sampled_from(["", "application/octet-stream"]),
    st.binary(max_size=12),
)
rich_blocks = st.lists(
    st.one_of(bodies.map(lambda blocks: blocks[0]), marked_paragraphs(), tables(), kept, st.just(PageBreak())),
    min_size=1,
    max_size=6,
).map(tuple)
rich_annexes = st.builds(
    Annex, names, rich_blocks, st.one_of(st.just(""), names), st.just(""), st.booleans(), st.booleans(), st.booleans()
)
rich_documents = st.builds(
    lambda document, **elements: replace(document, **elements),
    documents,
    layout=st.sampled_from(Layout),
    subtitle=st.one_of(st.just(""), names),
    title_note=st.one_of(st.just(""), names),
    byline=st.one_of(st.just(""), names),
    body=rich_blocks,
    annexes=st.lists(rich_annexes, max_size=2).map(tuple),
    extra=st.sampled_from([(), (("令号", "第12号"),), (("出席", "高建国、罗文斌"), ("请假", "沈静"))]),
)
"""Documents with everything the model can say."""


def natural(document: Document) -> Document:
    """The paper as an office could have written it: pictures that are pictures, merges of more than one cell, no page that is
    turned twice, one mark on a letter, and annexes that the paper names."""
    marks = document.issuer_marks[:1] if document.layout is Layout.LETTER else document.issuer_marks
    annexes = tuple(
        replace(annex, title="", listed=True, landscape=False, blocks=_natural(annex.blocks))
        for annex in document.annexes
    )
    numbered = not (document.layout is Layout.ORDER and document.extra)  # an order carries its own number instead
    number = document.number if numbered else None
    return replace(document, issuer_marks=marks, number=number, annexes=annexes, body=_natural(document.body))


def _natural(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    found: list[Block] = []
    for block, following in zip(blocks, (*blocks[1:], None), strict=True):
        if isinstance(block, PageBreak):
            between = isinstance(following, Paragraph | Heading) and found
            if not (between and isinstance(found[-1], Paragraph | Heading)):
                continue
        if isinstance(block, Kept):
            block = (
                Kept("图片", block.text, "image/png", PICTURE, 4) if block.content else Kept("图片", block.text or "图")
            )
        if isinstance(block, Table):
            block = replace(
                block, merges=tuple(merge for merge in block.merges if (merge.down, merge.across) != (1, 1))
            )
        found.append(block)
    return tuple(found) or (Paragraph("特此通知。"),)


natural_documents = rich_documents.map(natural)
"""Documents with everything the model can say, as an office could have written them."""
