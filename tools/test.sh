#!/usr/bin/env bash
# The whole suite: what it needs from the system is installed where that is allowed, and named where it is not.
set -uo pipefail
BIN=.venv/bin

have_browser() { command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; }
have_fonts() { [ -n "$(fc-list 2>/dev/null | grep "Noto S.* CJK SC")" ]; }
have_office() { command -v soffice >/dev/null || command -v libreoffice >/dev/null; }
have_postgres() { command -v initdb >/dev/null || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

missing=()
have_browser || missing+=(chromium)
have_fonts || missing+=(fontconfig fonts-noto-cjk fonts-lxgw-wenkai)
have_office || missing+=(libreoffice-writer-nogui)
have_postgres || missing+=(postgresql)
if [ ${#missing[@]} -gt 0 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "安装系统软件包：${missing[*]}"
    apt-get update -qq >/dev/null 2>&1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null 2>&1 || true
fi
have_browser || echo "注意：没有 Chromium，浏览器测试将跳过（apt install chromium）。"
have_fonts || echo "注意：没有 Noto CJK 字体，版面毫米测试将跳过（apt install fonts-noto-cjk）。"
have_office || echo "注意：没有 LibreOffice，DOCX 的版面不核对（apt install libreoffice-writer-nogui）。"
have_postgres || echo "注意：没有 PostgreSQL，只在 SQLite 上测试（apt install postgresql）。"

status=0
$BIN/pytest -q -n 2 --dist loadgroup --durations=25 "$@" || status=1
if have_postgres; then
    echo "—— PostgreSQL ——"
    # The walk over every address as everybody asks the same questions of either database: once is enough.
    ZHONGSHU_TEST_DATABASE=postgresql $BIN/pytest -q -n 2 --dist loadgroup --durations=15 tests/apps tests/scenarios \
        --ignore tests/scenarios/test_need_to_know.py -m "not browser and not slow" || status=1
fi
exit $status
