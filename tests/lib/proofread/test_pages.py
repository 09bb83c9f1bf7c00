from pathlib import Path

from zhongshu.lib.proofread.pages import main, pages

DOCS = Path(__file__).parents[3] / "docs" / "rules"


def test_the_rule_pages_are_up_to_date() -> None:
    made = pages()
    kept = {path.relative_to(DOCS).as_posix(): path.read_text("utf-8") for path in DOCS.rglob("*.md")}
    assert kept == made, "run: python -m zhongshu.lib.proofread.pages docs/rules"


def test_pages_of_rules_that_are_gone_are_taken_away(tmp_path: Path) -> None:
    (tmp_path / "language").mkdir()
    (tmp_path / "language" / "gone.md").write_text("old", "utf-8")
    assert main([str(tmp_path)]) == 0
    assert not (tmp_path / "language" / "gone.md").exists()
    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.md")} == set(pages())
