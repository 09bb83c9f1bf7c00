"""The libraries of documents stand on their own: a process in which Django cannot be imported reads, checks and sets a paper."""

import subprocess
import sys

PROGRAM = """
import sys
class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "django":
            raise ImportError("Django is not here")
sys.meta_path.insert(0, Blocked())
from zhongshu.lib.document import Document, reading, validation
from zhongshu.lib.typeset import to_pdf
read = reading.from_text("关于做好春耕备耕工作的通知\\n各镇人民政府：\\n请抓紧做好。").document
assert validation.check(Document.from_json(read.to_json()))
assert to_pdf(read).pages == 1
assert not any(name.partition(".")[0] == "django" for name in sys.modules)
"""


def test_documents_need_no_django():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
