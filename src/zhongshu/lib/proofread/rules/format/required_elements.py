"""The elements a kind cannot do without, as far as the drafter writes them."""

from collections.abc import Iterator

from zhongshu.lib.document.kinds import KINDS, Family

from ...finding import Gate, Level
from ...manuscript import Hit, Manuscript
from ...rule import Card, Correction
from ...sample import paper

card = Card(
    id="format.required_elements",
    gate=Gate.FORMAT,
    level=Level.MUST,
    title="缺少必备的要素",
    why="这个文种必须有这个要素。",
    basis="《党政机关公文处理工作条例》第九条；GB/T 9704—2012《党政机关公文格式》7.2、7.3",
    since="0.1",
    confidence=0.96,
    exceptions=(
        "讲话稿等常见文稿、机关内部文书没有统一的必备要素，不查。",
        "发文字号、成文日期、印章在签发、编号、用印时由系统补上，拟稿阶段不查。",
    ),
    wrong=(
        Correction(
            paper(kind="notice", title="关于召开会议的通知", body="现通知如下："),
            paper(kind="notice", title="关于召开会议的通知", addressees=("各乡镇人民政府",), body="现通知如下："),
        ),
        Correction(
            paper(kind="request", title="关于经费的请示", addressees=("安和市人民政府",), body="妥否，请批示。"),
            paper(
                kind="request",
                title="关于经费的请示",
                addressees=("安和市人民政府",),
                body="妥否，请批示。",
                remark="联系人：林晓雯，电话：0800-1234567",
            ),
        ),
    ),
    good=(
        paper(kind="public_notice", title="关于禁止焚烧秸秆的通告", body="现通告如下："),
        paper(kind="speech", title="在会议上的讲话", body="同志们，今天召开这次会议。"),
    ),
)

_REASONS = {
    "title": ("没有标题。", Level.MUST),
    "addressees": ("没有主送机关。", Level.MUST),
    "body": ("没有正文。", Level.MUST),
    "remark": ("请示应当在附注处注明联系人的姓名和电话。", Level.SHOULD),
}


def find(manuscript: Manuscript) -> Iterator[Hit]:
    kind = KINDS.get(manuscript.kind)
    if kind is None or kind.family is not Family.STATUTORY or not manuscript.whole:
        return
    present = {
        "title": bool(manuscript.title.strip()),
        "addressees": bool(manuscript.addressees),
        "body": any(passage.text.strip() for passage in manuscript.passages if passage.element.startswith("body")),
        "remark": bool(manuscript.remark.strip()),
    }
    for element, (reason, level) in _REASONS.items():
        if element in kind.required and not present[element]:
            yield Hit(missing=element, reason=reason, level=level)
