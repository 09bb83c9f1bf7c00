"""Looking into the database of a running site from outside, as an auditor with a copy of the file would."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any

#: Each question must have no answer: a row is something half done, unheld or doubled.
NEVER = {
    "a running flow without a responsible holder": """
        SELECT id FROM flow_flow WHERE state IN ('running', 'stopped') AND id NOT IN
        (SELECT flow_id FROM flow_work WHERE responsible = 1)""",
    "a responsible work of a flow that is over": """
        SELECT w.id FROM flow_work w JOIN flow_flow f ON f.id = w.flow_id
        WHERE w.responsible = 1 AND f.state IN ('completed', 'terminated')""",
    "a paper whose state is not the step its flow is at": """
        SELECT p.id FROM outgoing_paper p WHERE p.state NOT IN ('done', 'void', 'terminated') AND NOT EXISTS
        (SELECT 1 FROM flow_work w JOIN flow_step s ON s.id = w.step_id
         WHERE w.flow_id = p.flow_id AND w.responsible = 1 AND s.element = p.state)""",
    "a paper without its flow or its first version": """
        SELECT id FROM outgoing_paper WHERE flow_id IS NULL OR revision = 0""",
    "a paper that is not at its last version": """
        SELECT p.id FROM outgoing_paper p WHERE p.revision <>
        (SELECT MAX(no) FROM outgoing_version v WHERE v.paper_id = p.id)""",
    "a series with a gap, a double or a number too many": """
        SELECT s.id FROM outgoing_numberseries s WHERE s.last <> (SELECT COUNT(*) FROM outgoing_number n WHERE n.series_id = s.id)""",
    "a number on a paper that does not show it": """
        SELECT n.id FROM outgoing_number n JOIN outgoing_paper p ON p.id = n.paper_id
        WHERE n.state = 'assigned' AND p.number_text = ''""",
    "a move in the log that is not on record": """
        SELECT l.id FROM flow_log l WHERE NOT EXISTS (SELECT 1 FROM audit_entry e
        WHERE e.object_type = 'flow.flow' AND e.object_id = l.flow_id AND json_extract(e.data, '$.no') = l.no)
        AND l.move <> 'start'""",
    "an opinion without its move": """
        SELECT o.id FROM flow_opinion o WHERE NOT EXISTS (SELECT 1 FROM flow_log l WHERE l.flow_id = o.flow_id AND l.no = o.act)""",
    "an archive item of a paper that is not done": """
        SELECT i.id FROM archive_item i JOIN outgoing_paper p ON p.id = i.object_id WHERE p.state <> 'done'""",
    "a sealed file that is not in the register, or a use without a file": """
        SELECT id FROM outgoing_sealuse WHERE file_id NOT IN (SELECT id FROM files_storedfile)""",
}


class Ledger:
    """Read-only questions to the database file."""

    def __init__(self, home: Path) -> None:
        self.address = f"file:{home / 'zhongshu.sqlite3'}?mode=ro"

    def rows(self, question: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        connection = sqlite3.connect(self.address, uri=True, timeout=20)
        try:
            return connection.execute(question, values).fetchall()
        finally:
            connection.close()

    def one(self, question: str, *values: Any) -> Any:
        """The first column of the first row; None where there is no row."""
        found = self.rows(question, values)
        return found[0][0] if found else None

    def faults(self) -> list[str]:
        """What must never be and is, in words."""
        return [what for what, question in NEVER.items() if self.rows(question)]
