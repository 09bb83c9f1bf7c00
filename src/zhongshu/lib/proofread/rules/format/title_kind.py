"""The last word of the title is the kind, and it is the kind the paper claims to be."""

from collections.abc import Iterator

from zhongshu.lib.document.kinds import ALL, KINDS, Family

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript, Role
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.title_kind",
    gate=Gate.FORMAT,
    level=Level.MUST,
    title="标题中的文种与所选文种",
    why="标题由发文机关名称、事由和文种组成，末尾的文种就是本文的文种。",
    basis="《党政机关公文处理工作条例》第八条、第九条（七）；GB/T 9704—2012《党政机关公文格式》7.3.1",
    since="0.1",
    confidence=0.96,
    exceptions=("讲话稿等常见文稿的标题没有固定文种，不查。", "标题末尾的“（试行）”“（草案）”不影响判断。"),
    wrong=(
        Correction(
            paper(kind="request", title="关于申请会议经费的报告"), paper(kind="request", title="关于申请会议经费的请示")
        ),
        Correction(
            paper(kind="notice", title="关于做好防汛工作"), paper(kind="notice", title="关于做好防汛工作的通知")
        ),
    ),
    good=(
        paper(kind="minutes", title="明川县人民政府常务会议纪要"),
        paper(kind="order", title="明川县人民政府令"),
        paper(kind="notice", title="关于印发《会议管理办法》的通知（试行）"),
        paper(kind="speech", title="在全县办公室主任会议上的讲话"),
    ),
)

_STATUTORY = [kind for kind in KINDS.values() if kind.family is Family.STATUTORY]
_WORDS = sorted({word for kind in _STATUTORY for word in (kind.name, kind.word)}, key=len, reverse=True)
_OLD_WORDS = sorted(
    {kind.word for (edition, code), kind in ALL.items() if edition == "1996" and code not in KINDS},
    key=len,
    reverse=True,
)


def find(manuscript: Manuscript) -> Iterator[Hit]:
    kind = KINDS.get(manuscript.kind)
    passages = list(manuscript.of_role(Role.TITLE))
    if kind is None or kind.family is not Family.STATUTORY or not passages:
        return
    title = _without_note(manuscript.title)
    if title.endswith((kind.word, kind.name)):
        return
    last = passages[-1]
    word = next((word for word in _WORDS if title.endswith(word)), "")
    at = last.text.rfind(word) if word else -1
    if at >= 0:
        yield last.hit(at, at + len(word), kind.word, f"所选文种是“{kind.name}”，标题却是“{word}”。")
    else:
        old = next((word for word in _OLD_WORDS if title.endswith(word)), "")
        more = f"“{old}”不是现行条例规定的文种。" if old else ""
        yield last.hit(0, len(last.text), reason=f"标题末尾应当是文种“{kind.word}”。{more}")


def _without_note(title: str) -> str:
    """Drop a closing remark in brackets, （试行） （草案） (代拟稿), and an end mark, of which another rule speaks."""
    title = title.rstrip("。，；：、.")
    if title.endswith(("）", ")")) and max(title.rfind("（"), title.rfind("(")) > 0:
        return title[: max(title.rfind("（"), title.rfind("("))]
    return title
