#!/bin/sh
# Every screen in three sizes, both pseudo-languages and the largest text, on one sheet to be
# looked at. Needs imagemagick.
#     tests/bench/contact_sheet.sh BUILD_DIR OUT.jpg
set -eu
build=$1
out=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# row NAME OPTIONS...: every screen and sheet of one window, side by side.
row() {
    name=$1
    shift
    "$build/backlot" "$build/backlot.pack" "$@" --screenshots "$work/$name" 2>/dev/null
    (cd "$work/$name" && montage attract.png home.png tour-*los-angeles.png stop-union-station.png \
        stop-union-station-2.png sheet-settings.png sheet-keypad.png sheet-still-there.png fault.png \
        -tile 9x1 -geometry x240+4+4 -background '#888' "../$name.png")
}

n=100
for window in "--profile kiosk --size 1920x1080" "--profile kiosk --size 1080x1920" \
    "--profile tablet --size 1280x800"; do
    for how in "--lang en" "--lang en-XA" "--lang ar-XB" "--lang en --text-size 5"; do
        n=$((n + 1))
        # shellcheck disable=SC2086 # several words each
        row "row$n" $window $how
    done
done
convert "$work"/row1??.png -background '#888' -append -quality 74 "$out"
echo "$out: rows are kiosk 1920x1080, kiosk 1080x1920, tablet 1280x800; in each: en, en-XA, ar-XB, largest text"
