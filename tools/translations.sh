#!/usr/bin/env bash
# tools/translations.sh           brings resources/translations/*.ts up to date with the sources and says what is missing.
# tools/translations.sh --check   changes nothing; fails if a text is not translated or the files are out of date.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
check=false
case ${1:-} in
    "") ;;
    --check) check=true ;;
    *) echo "usage: tools/translations.sh [--check]" >&2; exit 2 ;;
esac

lupdate=$(PATH=/usr/lib/qt6/bin:$PATH command -v lupdate) || {
    echo "lupdate of Qt 6 is missing; on Debian install qt6-l10n-tools." >&2
    exit 1
}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8

# Qt's tools know no text() and words(). In a copy of the engine they are spelt as Qt spells a marked literal, with the
# literal alone in its brackets: a second argument would be taken for a comment or a number.
cp -r "$root/engine" "$scratch/engine"
find "$scratch/engine" -name '*.cpp' -exec sed -E -z -i \
    's/\b(text|words)\(\s*(("([^"\\]|\\.)*"\s*)+)/QT_TRANSLATE_NOOP("engine", \2)(0/g' {} +

failed=false
# update NAME FOLDER…: one .ts file from the sources in these folders.
update() {
    local file=$root/resources/translations/$1.ts copy=$scratch/$1.ts missing
    shift
    [[ ! -f $file ]] || cp "$file" "$copy"
    find "$@" \( -name '*.cpp' -o -name '*.h' \) | sort >"$scratch/files"
    "$lupdate" -silent -no-obsolete -locations none -source-language en_US -target-language zh_CN \
        -I "$root" "@$scratch/files" -ts "$copy"
    missing=$(grep -c 'type="unfinished"' "$copy" || true)
    echo "$(basename "$file"): $(grep -c '<source>' "$copy" || true) texts, $missing not translated"
    if ! $check; then
        cmp -s "$copy" "$file" || cp "$copy" "$file"
        return
    fi
    ((missing == 0)) || failed=true
    cmp -s "$copy" "$file" || { echo "$(basename "$file") is out of date; run tools/translations.sh" >&2; failed=true; }
}
update layerlab_zh_CN "$root/ui" "$root/app"
update layerlab_engine_zh_CN "$scratch/engine"
if $failed; then exit 1; fi
