"""用印: seals are uploaded images in a keeper's charge; every use is one line of the register. Never drawn, never copied."""

from decimal import Decimal
from io import BytesIO
from typing import IO

from django.utils import timezone
from PIL import Image, UnidentifiedImageError

from zhongshu.apps.audit.actions import act
from zhongshu.apps.files import actions as files
from zhongshu.apps.files.policy import PDF, PNG
from zhongshu.apps.flow import actions as flow_actions
from zhongshu.apps.org import queries as org
from zhongshu.apps.org.models import Duty, Organ, Person
from zhongshu.apps.outgoing import guards
from zhongshu.apps.outgoing.actions.versions import locked
from zhongshu.apps.outgoing.models import Paper, Seal, SealUse, SignOff
from zhongshu.apps.outgoing.queries.issue import printing_of, seal_in_use, seal_use_of
from zhongshu.apps.outgoing.queries.papers import sign_off_of, work_of, wrote_in
from zhongshu.apps.outgoing.rendering import render
from zhongshu.lib.document import Document
from zhongshu.lib.refusal import Refused

BASIS = "《国务院关于国家行政机关和企业事业单位社会团体印章管理的规定》（国发〔1999〕25号）"
LARGEST_MM, SMALLEST_MM = Decimal(60), Decimal(20)
FEWEST_PIXELS, MOST_PIXELS = 300, 4000


def deposit_seal(
    *, actor: Person, owner: Organ, name: str, image: IO[bytes], diameter_mm: Decimal, keeper: Person | None = None
) -> Seal:
    """Take a seal's image (PNG with a clear ground) into a keeper's charge. The one in use before is retired."""
    keeper = keeper or actor
    with act(actor=actor, verb="outgoing.deposit_seal") as this:
        _refuse_not_keeper(actor, actor.organ)
        if owner.pk not in {actor.organ_id, actor.organ.office_of_id}:
            raise Refused(f"“{owner}”的印章不由{actor.organ.short_name}保管。")
        if not SMALLEST_MM <= diameter_mm <= LARGEST_MM:
            raise Refused(
                "印章直径应在 20 到 60 毫米之间。", remedy="请按实物量取，如县级政府印章为 45 毫米。", basis=BASIS
            )
        data = image.read()
        _refuse_unfit_image(data)
        stored = files.store(actor=actor, name=f"{name}.png", content=data, allowed=frozenset({PNG}))
        Seal.objects.filter(owner=owner, retired_at__isnull=True).update(retired_at=timezone.now())
        seal = Seal.objects.create(
            organ=actor.organ,
            owner=owner,
            name=name.strip() or f"{owner}印章",
            image=stored,
            diameter_mm=diameter_mm,
            keeper=keeper,
        )
        this.about, this.summary = seal, f"启用印章“{seal}”"
        this.data = {"sha256": stored.sha256, "owner": owner.pk, "keeper": keeper.pk}
    return seal


def retire_seal(*, actor: Person, seal: Seal, reason: str) -> Seal:
    """停用 a seal, with the reason."""
    with act(actor=actor, verb="outgoing.retire_seal", about=seal, summary=f"停用印章“{seal}”：{reason}"):
        _refuse_not_keeper(actor, seal.organ)
        if not reason.strip():
            raise Refused("请写明停用印章的理由。")
        seal.retired_at = timezone.now()
        seal.save(update_fields=["retired_at"])
    return seal


def _refuse_not_keeper(actor: Person, organ: Organ) -> None:
    if not org.has_duty(actor, Duty.SEAL_KEEPER, organ):
        raise Refused("印章只能由印章管理员保管和使用。", basis=BASIS)


def _refuse_unfit_image(data: bytes) -> None:
    """A seal's image is a PNG whose ground is clear, so that the text under it stays readable."""
    try:
        with Image.open(BytesIO(data)) as picture:
            picture.verify()
        with Image.open(BytesIO(data)) as picture:
            width, height, form, clear = (
                *picture.size,
                picture.format,
                "A" in picture.getbands() or "transparency" in picture.info,
            )
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Refused("这不是可以使用的图片。", remedy="请上传印模的 PNG 图片。") from error
    if form != "PNG":
        raise Refused("印模图片应为 PNG 格式。", remedy="请另存为背景透明的 PNG 后上传。")
    if not min(width, height) >= FEWEST_PIXELS or max(width, height) > MOST_PIXELS:
        raise Refused(
            f"印模图片为 {width}×{height} 像素，应在 {FEWEST_PIXELS} 到 {MOST_PIXELS} 之间。", remedy="请重新扫描。"
        )
    if not clear:
        raise Refused("印模图片的背景不透明，盖上去会遮住文字。", remedy="请处理成透明背景后上传。")


def affix_seal(*, actor: Person, paper: Paper, note: str = "", go_on: bool = True) -> SealUse:
    """用印 on the print in force: a line of the register, and the sealed PDF/A.

    Refused when the actor drafted or signed the paper, is no seal keeper, or the print is not of the signed words.
    """
    with act(actor=actor, verb="outgoing.affix_seal", about=paper) as this:
        paper = locked(paper)
        work = guards.work_at(work_of(paper, actor, "seal"), paper, "seal")
        signature = refuse_partial(actor, paper, on_behalf_of=work.on_behalf_of)
        guards.printed(paper)
        printing = printing_of(paper)
        if printing is None or seal_use_of(printing) is not None:
            raise Refused("这一次印制已经用印。")
        owner = paper.issuer_code.issuer if paper.issuer_code else paper.organ
        seal = seal_in_use(owner)
        if seal is None:
            raise Refused(
                f"还没有“{owner}”的印模图片。", remedy="请印章管理员先在“印章”页启用印章；系统不绘制印章。", basis=BASIS
            )
        rendered = render(Document.from_json(printing.content), at=printing.at, seal=seal)
        name = printing.file.name
        stored = files.store_output(actor=actor, name=name, content=rendered.pdf, media_type=PDF)
        use = SealUse.objects.create(
            paper=paper, printing=printing, seal=seal, file=stored, approved_by=signature.signatory, by=actor,
            copies=printing.copies, note=note.strip()[:200],
        )  # fmt: skip
        this.summary = f"《{paper.title}》用印“{seal}”"
        this.data = {"seal": seal.pk, "printing": printing.pk, "sha256": stored.sha256}
        if work.on_behalf_of is not None and work.on_behalf_of_id != actor.pk:
            this.on_behalf_of = work.on_behalf_of.name
        if go_on:
            flow_actions.submit(actor=actor, work=work, text=f"已用印：{seal}")
    return use


def refuse_partial(actor: Person, paper: Paper, *, on_behalf_of: Person | None = None) -> SignOff:
    """Separation of duties: who drafts or signs does not seal; and nothing is sealed without a sign-off.

    The keeper's AB角 seals while the keeper is away, and what came to the AB角 then.
    """
    if not org.acts_with_duty(actor, Duty.SEAL_KEEPER, paper.organ, timezone.now(), on_behalf_of=on_behalf_of):
        _refuse_not_keeper(actor, paper.organ)
    guards.signed_off(paper)
    signature = sign_off_of(paper)
    if signature is None:
        raise Refused("还没有签发，不能用印。", basis=BASIS)
    if wrote_in(paper, actor) or actor.pk in {signature.signatory_id, signature.acted_by_id}:
        raise Refused("拟稿人、签发人不能为本件用印。", remedy="请转给另一位印章管理员。", basis="不相容岗位相互分离")
    return signature
