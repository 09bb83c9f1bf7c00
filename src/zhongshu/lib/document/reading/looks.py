"""How a paragraph looks once its styles are resolved: alignment, size, colour, font, list."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .package import Node, W, flag, value

_ALIGN = {"center": "center", "right": "right", "end": "right", "left": "left", "start": "left", "both": "both",
          "distribute": "both"}  # fmt: skip
CHAIN_LIMIT = 20


@dataclass(frozen=True, slots=True)
class Looks:
    """Resolved properties of a style or paragraph; ``list_id`` and ``level`` name its automatic number."""

    name: str = ""
    align: str = ""
    size: float = 0.0
    red: bool = False
    bold: bool = False
    font: str = ""
    list_id: str = ""
    level: int = 0


class Styles:
    """The paragraph styles of one file."""

    def __init__(self, root: Node | None) -> None:
        nodes = root.findall(f"{W}style") if root is not None else []
        self._nodes: dict[str, Node] = {value(node, "styleId"): node for node in nodes}
        self._known: dict[str, Looks] = {}
        self._base = Looks()
        if root is not None:
            default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
            self._base = with_run(Looks(), default)
        paragraphs = (node for node in nodes if value(node, "type") == "paragraph")
        self._default = next((value(n, "styleId") for n in paragraphs if value(n, "default") in ("1", "true")), "")

    def of(self, paragraph: Node) -> Looks:
        """The looks of a paragraph, before its runs are looked at."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return self._style(self._default)
        identity = value(properties.find(f"{W}pStyle"), default=self._default)
        return with_paragraph(self._style(identity), properties)

    def name(self, identity: str) -> str:
        """The name of a style, of characters or paragraphs; empty for none."""
        node = self._nodes.get(identity)
        return value(node.find(f"{W}name")) if node is not None else ""

    def _style(self, identity: str) -> Looks:
        if identity not in self._known:
            self._known[identity] = self._resolve(identity)
        return self._known[identity]

    def _resolve(self, identity: str) -> Looks:
        chain: list[Node] = []
        current = identity
        while current in self._nodes and len(chain) < CHAIN_LIMIT:
            chain.append(self._nodes[current])
            current = value(chain[-1].find(f"{W}basedOn"))
        looks = self._base
        for node in reversed(chain):
            looks = with_run(with_paragraph(looks, node.find(f"{W}pPr")), node.find(f"{W}rPr"))
        name = value(chain[0].find(f"{W}name")) if chain else ""
        return replace(looks, name=name)


def with_paragraph(looks: Looks, properties: Node | None) -> Looks:
    """The looks with what a w:pPr says on top."""
    if properties is None:
        return looks
    align = _ALIGN.get(value(properties.find(f"{W}jc")), looks.align)
    number = properties.find(f"{W}numPr")
    if number is None:
        return replace(looks, align=align) if align != looks.align else looks
    depth = value(number.find(f"{W}ilvl"), default=str(looks.level))
    identity = value(number.find(f"{W}numId"), default=looks.list_id)
    level = int(depth) if depth.isdigit() and len(depth) < 3 else 0
    return replace(looks, align=align, list_id="" if identity == "0" else identity, level=level)


def with_run(looks: Looks, properties: Node | None) -> Looks:
    """The looks with what a w:rPr says on top."""
    if properties is None:
        return looks
    size, colour, bold, fonts = (properties.find(f"{W}{name}") for name in ("sz", "color", "b", "rFonts"))
    half = value(size)
    return replace(
        looks,
        size=int(half) / 2 if half.isdigit() and len(half) < 5 else looks.size,
        red=looks.red if colour is None else is_red(value(colour)),
        bold=looks.bold if bold is None else flag(bold),
        font=value(fonts, "eastAsia", looks.font) if fonts is not None else looks.font,
    )


def is_red(colour: str) -> bool:
    """Whether a hexadecimal colour is one of the reds used for mastheads."""
    try:
        red, green, blue = (int(colour[index : index + 2], 16) for index in (0, 2, 4))
    except ValueError:
        return False
    return red >= 0xA0 and green < 0x60 and blue < 0x60
