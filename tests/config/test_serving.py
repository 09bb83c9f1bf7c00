import socket

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
