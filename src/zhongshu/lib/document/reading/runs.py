"""The characters of one paragraph of WordprocessingML, and how most of them look.

Tracked changes are read as accepted; hidden text is kept apart; text boxes are handed back to be read after the paragraph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from .looks import Looks, Styles, with_run
from .note import Stretch
from .package import Node, W, flag, value

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GONE = frozenset({f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "fldData", "delText", "delInstrText")})
_PICTURES = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})
DEPTH_LIMIT = 120
OWN = "公文"
"""How the names of the styles that this software writes begin."""
BOLD, KAI, HEI = "公文加粗", "公文楷体", "公文黑体"
_FACES = ((KAI, ("楷", "KaiTi", "Kaiti")), (HEI, ("黑", "SimHei", "Heiti")))


@dataclass(frozen=True, slots=True)
class Chunk:
    """Some characters that look the same; ``style`` is the name of their character style."""

    text: str
    looks: Looks
    style: str = ""
    hidden: bool = False


@dataclass(slots=True)
class Runs:
    """What a paragraph holds: its characters, text boxes and pictures, and what was met on the way (for remarks)."""

    styles: Styles
    chunks: list[Chunk] = field(default_factory=list)
    boxes: list[Node] = field(default_factory=list)
    pictures: list[Node] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def read(self, parent: Node, looks: Looks, depth: int = 0) -> None:
        """Take in everything below a paragraph (or a part of it)."""
        if depth > DEPTH_LIMIT:
            self.met.add("deep")
            return
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, looks, depth)
            elif tag == f"{MC}AlternateContent":
                self.read(alternative(child), looks, depth + 1)
            elif tag == f"{MATH}t":
                self.met.add("math")
                self.chunks.append(Chunk(child.text or "", looks))
            elif tag == f"{W}txbxContent":
                self.boxes.append(child)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.met.add("revision")
            elif tag not in _GONE and isinstance(tag, str):
                if tag in (f"{W}ins", f"{W}moveTo"):
                    self.met.add("revision")
                self.read(child, looks, depth + 1)

    def _run(self, run: Node, looks: Looks, depth: int) -> None:
        properties = run.find(f"{W}rPr")
        style, hidden = "", False
        if properties is not None:
            looks = with_run(looks, properties)
            style = self.styles.name(value(properties.find(f"{W}rStyle")))
            hidden = flag(properties.find(f"{W}vanish"))
        for child in run:
            text = self._content(child, looks, depth)
            if text:
                self.chunks.append(Chunk(text, looks, style, hidden))

    def _content(self, child: Node, looks: Looks, depth: int) -> str:
        tag = child.tag
        if tag == f"{W}t":
            return str(child.text or "")
        if tag in _MARKS:
            return _MARKS[tag]
        if tag == f"{W}sym":
            return _symbol(value(child, "char"))
        if tag == f"{W}ruby":
            self.met.add("ruby")
            for base in child.iter(f"{W}rubyBase"):
                self.read(base, looks, depth + 1)
        elif tag in _PICTURES or tag == f"{MC}AlternateContent":
            before = len(self.boxes)
            node = alternative(child) if tag.startswith(MC) else child
            self.read(node, looks, depth + 1)
            if len(self.boxes) > before:
                self.met.add("box")
            else:
                self.pictures.append(child)
        return ""

    def visible(self, *, all_of_it: bool = False) -> list[Chunk]:
        """What a reader sees; all of it where hidden characters are only there for the layout."""
        if not all_of_it and any(chunk.hidden for chunk in self.chunks):
            self.met.add("hidden")
        return [chunk for chunk in self.chunks if all_of_it or not chunk.hidden]

    def hidden(self) -> str:
        return "".join(chunk.text for chunk in self.chunks if chunk.hidden)


_MARKS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def usual(chunks: list[Chunk]) -> Looks:
    """How most of the characters look."""
    counts: Counter[Looks] = Counter()
    for chunk in chunks:
        counts[chunk.looks] += len(chunk.text.strip())
    return counts.most_common(1)[0][0] if counts.total() else (chunks[0].looks if chunks else Looks())


def stretches(chunks: list[Chunk], most: Looks, *, own: bool) -> Iterator[Stretch]:
    """Where the characters leave the usual looks: the character styles this software writes, or what amounts to them."""
    place, held = 0, ("", 0)
    for chunk in (*chunks, Chunk("", most)):
        name = chunk.style if own else _face(chunk.looks, most)
        if name != held[0] or not chunk.text:
            if held[0] and place > held[1]:
                yield held[1], place, held[0]
            held = (name, place)
        place += len(chunk.text)


def _face(looks: Looks, most: Looks) -> str:
    name = next((name for name, words in _FACES if any(word in looks.font for word in words)), "")
    usual_name = next((name for name, words in _FACES if any(word in most.font for word in words)), "")
    if name and name != usual_name:
        return name
    return BOLD if looks.bold and not most.bold else ""


def alternative(node: Node) -> Node:
    """The branch of mc:AlternateContent to read: the first choice, or what is meant for older readers."""
    choice, fallback = node.find(f"{MC}Choice"), node.find(f"{MC}Fallback")
    if choice is None:
        return fallback if fallback is not None else ()
    if fallback is not None and next(choice.iter(f"{W}t"), None) is None:
        return fallback if next(fallback.iter(f"{W}t"), None) is not None else choice
    return choice


def _symbol(code: str) -> str:
    """A character given by number; those of symbol fonts are private and become □."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    return chr(number) if 0x20 <= number < 0xD800 else "□"
