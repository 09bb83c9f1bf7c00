"""A certificate authority and an office's certificate, made for the tests."""

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

BEGINS, ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)
PASSWORD = "口令-Pass-1"


def _named(words: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, words)])


@cache
def authority(words: str = "测试根证书") -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key, _signed(key, key, _named(words), _named(words), authority=True)


def _signed(key, by, subject, issuer, *, authority: bool) -> x509.Certificate:
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    usage |= (
        {"key_cert_sign": True, "crl_sign": True}
        if authority
        else {"digital_signature": True, "content_commitment": True}
    )
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(BEGINS - timedelta(days=1))
        .not_valid_after(ENDS)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .sign(by, hashes.SHA256())
    )


@cache
def office() -> bytes:
    """The office's PKCS#12 file."""
    root_key, root = authority()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    certificate = _signed(key, root_key, _named("明川县人民政府办公室"), root.subject, authority=False)
    lock = serialization.BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"office", key, certificate, [root], lock)


def root() -> bytes:
    return authority()[1].public_bytes(serialization.Encoding.PEM)
