"""Holds the house's sizes: a module at most 400 lines, a function at most 40 (docstrings not counted)."""

import ast
import sys
from pathlib import Path

MODULE, FUNCTION = 400, 40


def too_large(path: Path) -> list[str]:
    source = path.read_text("utf-8")
    found = []
    if source.count("\n") > MODULE:
        found.append(f"{path}: {source.count(chr(10))} lines (at most {MODULE})")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body
            documented = ast.get_docstring(node) is not None and len(body) > 1
            start = body[1].lineno if documented else node.lineno
            length = (node.end_lineno or start) - start + 1
            if length > FUNCTION:
                found.append(f"{path}:{node.lineno}: {node.name} has {length} lines (at most {FUNCTION})")
    return found


def main() -> int:
    paths = [path for path in Path("src").rglob("*.py") if "migrations" not in path.parts]
    found = [line for path in sorted(paths) for line in too_large(path)]
    print("\n".join(found) or f"{len(paths)} modules within their size")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
