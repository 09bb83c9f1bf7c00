#!/bin/bash
# Free fonts for this user out of Debian packages: Fandol 仿宋 楷体 黑体 宋体, Noto Serif and Sans CJK, LXGW WenKai. A family
# that is there already is left alone. Usage: tools/fonts.sh [folder]
set -euo pipefail

target=${1:-${XDG_DATA_HOME:-$HOME/.local/share}/fonts}
there() { command -v fc-list >/dev/null && [ -n "$(fc-list "$1" family | head -1)" ]; }

fetch() { # family, package, folder, pattern of the files
  if there "$1"; then echo "$1：已有"; return; fi
  local scratch
  scratch=$(mktemp -d)
  chmod 755 "$scratch"
  if ! (cd "$scratch" && apt-get -qq download "$2"); then
    rm -rf "$scratch"
    echo "$1：没有取到软件包 $2，请检查软件源，或把字体文件放入 $target/$3" >&2
    return 1
  fi
  mkdir -p "$target/$3"
  dpkg-deb --fsys-tarfile "$scratch"/*.deb | tar x -C "$scratch" --wildcards "$4"
  find "$scratch" -type f \( -name '*.otf' -o -name '*.ttf' -o -name '*.ttc' \) -exec mv {} "$target/$3/" \;
  rm -rf "$scratch"
  echo "$1：已放入 $target/$3"
}

failed=0
fetch FandolFang texlive-lang-chinese fandol '*/fandol/Fandol[FHKS]*.otf' || failed=1
fetch "Noto Serif CJK SC" fonts-noto-cjk noto-cjk '*/NotoSerifCJK-*.ttc' || failed=1
fetch "Noto Sans CJK SC" fonts-noto-cjk noto-cjk '*/NotoSansCJK-*.ttc' || failed=1
fetch "LXGW WenKai" fonts-lxgw-wenkai lxgw-wenkai '*/LXGWWenKai-*.ttf' || failed=1
command -v fc-cache >/dev/null && fc-cache "$target" || true
echo "重新启动后生效。用 zhongshu typeset --show-fonts 核对。"
exit $failed
