"""Optional digital signatures in PDF (PAdES) with the office's certificate, through pyHanko (extra ``signature``).

Nothing is fetched from a network: no time stamp service, no revocation lists. What only a recognised e-seal system may do
(GB/T 38540) is not done here: see ``eseal``.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from zhongshu.lib.refusal import Refused

FIELD = "OfficeSignature"


@dataclass(frozen=True, slots=True)
class Certificate:
    """The office's PKCS#12 file and its password."""

    pkcs12: bytes
    password: str


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature found in a file. ``intact``: the signed bytes are as they were; ``whole``: nothing was added after it;
    ``trusted``: its certificate goes back to one of the roots named."""

    signer: str
    at: datetime | None
    intact: bool
    whole: bool
    trusted: bool


def sign(pdf: bytes, certificate: Certificate, *, moment: datetime, reason: str = "") -> bytes:
    """The PDF with an invisible PAdES-B-B signature that allows no later change. ``Refused`` when the certificate cannot be
    used or the extra is not installed."""
    signers, fields, writer = _pyhanko("sign.signers", "sign.fields", "pdf_utils.incremental_writer")
    signer = _signer(certificate, signers)
    _refuse_expired(signer.signing_cert, moment)
    metadata = signers.PdfSignatureMetadata(
        field_name=FIELD,
        reason=reason or None,
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        embed_validation_info=False,
    )

    class AtMoment(signers.PdfSigner):  # type: ignore[misc, name-defined]  # the library reads the clock itself
        def init_signing_session(self, *given: Any, **named: Any) -> Any:
            session = super().init_signing_session(*given, **named)
            session.system_time = moment
            return session

    output = io.BytesIO()
    incremental = writer.IncrementalPdfFileWriter(io.BytesIO(pdf))
    _apart(AtMoment(metadata, signer).sign_pdf, incremental, output=output)
    return output.getvalue()


def signatures(pdf: bytes, roots: Iterable[bytes] = (), *, moment: datetime | None = None) -> list[Signature]:
    """The signatures of a PDF, checked offline. ``roots`` are certificates (DER or PEM) that the office trusts; ``moment``
    is when they must have been valid."""
    reader, validation, certvalidator, keys = _pyhanko("pdf_utils.reader", "sign.validation", "", "keys")
    anchors = [certificate for root in roots for certificate in _certificates(root, keys)]
    context = certvalidator.ValidationContext(trust_roots=anchors, allow_fetching=False, moment=moment)
    try:
        held = reader.PdfFileReader(io.BytesIO(pdf)).embedded_signatures
    except Exception as error:  # what a damaged file raises depends on where it is damaged
        raise Refused("这不是可以读取的PDF文件，无法核对签名。", remedy="请核对文件是否完整。") from error
    found = []
    for embedded in held:
        status = _apart(validation.validate_pdf_signature, embedded, context)
        whole = status.coverage is not None and status.coverage.name == "ENTIRE_FILE"
        name = status.signing_cert.subject.native.get("common_name", status.signing_cert.subject.human_friendly)
        found.append(
            Signature(
                str(name), embedded.self_reported_timestamp, status.intact and status.valid, whole, status.trusted
            )
        )
    return found


def _apart(work: Callable[..., Any], *given: Any, **named: Any) -> Any:
    """The work done in a thread of its own: pyHanko turns an event loop, which a thread that already turns one refuses."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *given, **named).result()


def _signer(certificate: Certificate, signers: Any) -> Any:
    """The signing key; ``Refused`` rather than a library's trace when the file or the password is wrong."""
    try:
        signer = signers.SimpleSigner.load_pkcs12_data(certificate.pkcs12, (), certificate.password.encode("utf-8"))
    except Exception as error:  # as above
        raise _unusable() from error
    if signer is None or signer.signing_cert is None:
        raise _unusable()
    return signer


def _refuse_expired(certificate: Any, moment: datetime) -> None:
    begins, ends = certificate.not_valid_before, certificate.not_valid_after
    if not begins <= moment <= ends:
        raise Refused(
            f"签名证书的有效期是{begins:%Y年%m月%d日}至{ends:%Y年%m月%d日}，现在不能用来签名，文件没有改动。",
            remedy="请更换有效的证书后重试。",
        )


def _certificates(data: bytes, keys: Any) -> list[Any]:
    try:
        return list(keys.load_certs_from_pemder_data(data))
    except Exception as error:  # as above
        raise Refused("信任的根证书无法读取。", remedy="请提供DER或者PEM格式的证书。") from error


def _unusable() -> Refused:
    return Refused(
        "签名证书无法使用：文件不是PKCS#12证书，或者口令不对。文件没有改动。", remedy="请核对证书文件和口令。"
    )


def _pyhanko(*names: str) -> list[Any]:
    """Modules of pyHanko by their names below it; the empty name is its certificate validator."""
    from importlib import import_module

    try:
        return [import_module(f"pyhanko.{name}" if name else "pyhanko_certvalidator") for name in names]
    except ImportError as error:
        raise Refused("没有安装数字签名组件。", remedy="请安装 zhongshu[signature] 后重试。") from error
