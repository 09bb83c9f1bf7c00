"""Which built files belong to an entry point of the front end, read from Vite's manifest."""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

DIST = Path(__file__).parent / "static" / "shell" / "dist"
SOURCES = {
    "main": "src/main.js",
    "editor": "src/editor.js",
    "compare": "src/compare.js",
    "bpmn": "src/bpmn.js",
    "seats": "src/seats.js",
    "during": "src/during.js",
    "webauthn": "src/webauthn.js",
    "failure": "src/styles/failure.css",
    "icons": "src/icons.svg",
}


@dataclass(frozen=True)
class Asset:
    """Addresses of one entry point: its styles, its script (empty for a style or picture) and what that imports."""

    file: str
    script: str
    styles: tuple[str, ...]
    imports: tuple[str, ...]


class NotBuilt(RuntimeError):
    """The front end has not been built."""


def asset(name: str) -> Asset:
    """The files of an entry point by its name in ``SOURCES``."""
    manifest = DIST / "manifest.json"
    if not manifest.is_file():
        raise NotBuilt("front end not built: run `make assets` (npm ci && npm run build in frontend/)")
    return _assets(manifest.stat().st_mtime_ns)[name]


@lru_cache(maxsize=1)
def _assets(_built_at: int) -> dict[str, Asset]:
    manifest = json.loads((DIST / "manifest.json").read_text("utf-8"))
    return {name: _collect(manifest, source) for name, source in SOURCES.items() if source in manifest}


def _collect(manifest: dict[str, Any], source: str) -> Asset:
    seen: list[str] = []
    queue = [source]
    while queue:
        key = queue.pop(0)
        if key not in seen:
            seen.append(key)
            queue.extend(manifest[key].get("imports", []))
    # What an entry imports comes first, as the browser needs it first.
    styles = [css for key in reversed(seen) for css in manifest[key].get("css", [])]
    entry = manifest[source]
    file = _address(entry["file"])
    if entry["file"].endswith(".css"):
        return Asset(file, "", (file,), ())
    script = file if entry["file"].endswith(".js") else ""
    return Asset(file, script, tuple(map(_address, styles)), tuple(_address(manifest[key]["file"]) for key in seen[1:]))


def _address(file: str) -> str:
    # The build has put a hash into the name already, so it is not hashed a second time by the static files storage.
    return f"{settings.STATIC_URL}shell/dist/{file}"
