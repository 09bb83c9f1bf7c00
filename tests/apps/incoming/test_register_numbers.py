"""收文号 drawn by many clerks at one moment: gapless, none twice."""

from tests import at_once
from tests.apps.incoming import drawing


def test_many_clerks_at_once(tmp_path, django_db_setup):
    total = drawing.PROCESSES * drawing.THREADS * drawing.PAPERS
    _, found = at_once.run("tests.apps.incoming.drawing", ["clerk"] * drawing.PROCESSES, tmp_path)
    assert found["serials"] == list(range(1, total + 1))
    assert found["last"] == [total]
    assert found["gaps"] == []
    assert found["chain"]
    assert found["flows"] == total * 2 // 3
