"""``python -m tools.bench.typesetting_page`` takes the measure of typesetting alone and writes docs/bench-typesetting.md."""

from pathlib import Path

from tools.bench import child, report

PAGE = Path(__file__).parents[2] / "docs" / "bench-typesetting.md"


def main() -> None:
    chapter = child.run("typesetting")
    PAGE.write_text(report.page([chapter]), "utf-8")
    print(report.as_text(chapter))


if __name__ == "__main__":
    main()
