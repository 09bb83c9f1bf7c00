import os
import socket
import subprocess
import sys

import pytest

from zhongshu.config.serving import _refuse_taken
from zhongshu.lib.refusal import Refused


def test_a_port_in_use_is_refused_and_a_free_one_is_not():
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Refused, match="已被占用"):
            _refuse_taken("127.0.0.1", other.getsockname()[1])
        free = other.getsockname()[1]
    _refuse_taken("127.0.0.1", free)


def test_the_server_has_its_pages_before_the_first_request_and_walks_them_no_more(tmp_path):
    asked = "import gc, sys, zhongshu.config.wsgi; print('zhongshu.apps.incoming.views.lists' in sys.modules, len(gc.get_objects()))"
    home = {**os.environ, "ZHONGSHU_HOME": str(tmp_path), "ZHONGSHU_SECRET_KEY": "x" * 60}
    done = subprocess.run([sys.executable, "-c", asked], env=home, capture_output=True, text=True, check=True)
    loaded, walked = done.stdout.split()
    assert loaded == "True"
    assert int(walked) < 5_000
