"""A person at a browser, without the browser: one kept connection, cookies, forms, redirects."""

import http.client
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urljoin, urlsplit

from tools.bench.forms import Form, Pairs, read_forms

Files = Mapping[str, tuple[str, bytes]]


@dataclass
class Answer:
    """What came back: status, headers in lower case, the body, and the path it came from after redirects."""

    status: int
    headers: dict[str, str]
    body: bytes
    path: str

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def form(self, action: str) -> Form:
        """The form whose action ends with ``action``; its own address stands for an empty action."""
        for form in read_forms(self.text):
            if form.method == "post" and (form.action or self.path).endswith(action):
                form.action = form.action or self.path
                return form
        raise LookupError(f"{self.path} ({self.status}) has no form to …{action}")


@dataclass
class Visitor:
    """One session. ``address`` is http://host:port; every request waits at most ``timeout`` seconds."""

    address: str
    timeout: float = 30
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None

    def get(self, path: str, **headers: str) -> Answer:
        return self._follow(self.once("GET", path, headers=headers))

    def post(self, path: str, pairs: Pairs, files: Files | None = None, **headers: str) -> Answer:
        """Send a form and follow where it leads."""
        return self._follow(self.send(path, pairs, files, **headers))

    def send(self, path: str, pairs: Pairs, files: Files | None = None, **headers: str) -> Answer:
        """Send a form and take the answer as it is, a redirect included."""
        if files:
            body, kind = _multipart(pairs, files)
        else:
            body, kind = urlencode(pairs).encode(), "application/x-www-form-urlencoded"
        token = {"X-CSRFToken": self.cookies.get("csrftoken", ""), "Content-Type": kind}
        return self.once("POST", path, body, {**token, **headers})

    def sign_in(self, name: str, password: str) -> None:
        """Sign in; raises where the site does not let this person in."""
        page = self.get("/accounts/login/")
        answer = self.post("/accounts/login/", page.form("/accounts/login/").filled(login=name, password=password))
        if "sessionid" not in self.cookies or answer.status != 200:
            raise PermissionError(f"{name} could not sign in ({answer.status})")

    def once(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] = {}) -> Answer:
        """One request, one answer. Raises OSError or http.client.HTTPException when the site is not there."""
        if self.connection is None:
            host = urlsplit(self.address).netloc
            self.connection = http.client.HTTPConnection(host, timeout=self.timeout)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        try:
            self.connection.request(method, path, body, {"Cookie": cookies, "Referer": self.address + path, **headers})
            response = self.connection.getresponse()
            answer = Answer(response.status, {}, response.read(), path)
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                self._keep_cookie(value)
            answer.headers[name.lower()] = value
        if response.will_close:
            self.close()
        return answer

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def _follow(self, answer: Answer, left: int = 5) -> Answer:
        while answer.status in (301, 302, 303) and left:
            where = urlsplit(urljoin(self.address + answer.path, answer.headers["location"]))
            answer = self.once("GET", where.path + (f"?{where.query}" if where.query else ""))
            left -= 1
        return answer

    def _keep_cookie(self, header: str) -> None:
        for name, morsel in SimpleCookie(header).items():
            if morsel["max-age"] == "0":
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value


def _multipart(pairs: Pairs, files: Files) -> tuple[bytes, str]:
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in pairs
    ]
    for name, (filename, content) in files.items():
        head = f'--{mark}\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    return b"".join([*parts, f"--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"
