#!/usr/bin/env bash
# Draws color.png and outline.png from the SVG files beside them, with Chromium. Needed only after a change of the drawings.
set -euo pipefail
cd "$(dirname "$0")"
for chromium in chromium chromium-browser google-chrome; do command -v "$chromium" >/dev/null && break; done
command -v "$chromium" >/dev/null || { echo "Needs Chromium; tests/run.sh --install installs it."; exit 1; }

draw() { # name, size
  local page
  page=$(mktemp --suffix=.html)
  printf '<style>body{margin:0}svg{display:block}</style>%s' "$(cat "$1.svg")" >"$page"
  "$chromium" --headless --no-sandbox --disable-gpu --hide-scrollbars --default-background-color=00000000 \
    --window-size="$2,$2" --screenshot="$PWD/$1.png" "file://$page" 2>/dev/null
  rm "$page"
}

draw color 192
draw outline 32
