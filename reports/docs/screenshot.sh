#!/bin/sh
# Makes reports/docs/report.png anew: screenshot.sh REPORT.html [LAYER]
#
# REPORT.html is what `lanewise report` wrote of a real run, LAYER the number of the layer to show (default 1). Needs Chromium.
set -eu

page=$(realpath "${1:?name the report}")
layer=${2:-1}
here=$(CDPATH='' cd -P -- "$(dirname -- "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What stands before the layer is left out, because a browser without a window does not scroll.
sed "s|<style>|<style>main > *:not([aria-labelledby='layer-$layer']) { display: none } .layer { margin-top: -3rem }|" "$page" >"$work/page.html"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --user-data-dir="$work/profile" \
    --window-size=1280,1240 --virtual-time-budget=10000 --screenshot="$here/report.png" "file://$work/page.html" 2>/dev/null
size=$(wc -c <"$here/report.png")
[ "$size" -lt 200000 ] || echo "report.png has $size bytes; a README wants less than 200000." >&2
