"""Settings as they are shown."""

from pathlib import Path

from zhongshu.config.home import Home, covered, sample


def test_settings_are_shown_without_their_passwords():
    home = Home(Path("x"), {"database": "postgresql://zs:geheim@db/zs", "signing_password": "geheim", "port": 8001})
    shown = sample(covered(home))
    assert "geheim" not in shown
    assert "postgresql://zs:……@db/zs" in shown
    assert "port = 8001" in shown
    assert home.stored["signing_password"] == "geheim"
