#!/usr/bin/env bash
# compare.sh DATA OUT [SEED]…   trains all of these files with each seed (1, 2 and 3 if none is named), into the library OUT.
# DATA: a folder with train.tsv, dev.tsv and test.tsv of SST-2 (a sentence, a tab, 0 or 1; no header).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
data=$(cd "${1:?DATA: the folder with train.tsv, dev.tsv and test.tsv}" && pwd)
out=${2:?OUT: the library that the runs go into}
shift 2
mkdir -p "$out" && out=$(cd "$out" && pwd)
cli=${LAYERLAB_CLI:-$(command -v layerlab-cli || echo "$here/../../../build/release/layerlab-cli")}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/*.yaml "$work"
for split in train dev test; do
    cp "$data/$split.tsv" "$work/"
    cut -f1 "$data/$split.tsv" >"$work/$split.txt"
done
cp -n "$work"/*.tsv "$work"/*.txt "$out/"     # runs keep the place of their data: it has to outlast this script
cp "$work"/*.yaml "$out/"
run() { "$cli" run "$out/$1.yaml" --out "$out" "${@:2}" | tail -n 1; }
seconds() { sed -n 's/^ *"seconds": *\([0-9.]*\).*/\1/p' "$1/run.json"; }
(($#)) || set -- 1 2 3
for seed in "$@"; do
    p=$(run predecessor --set seed="$seed")
    theseus=$(run theseus --set seed="$seed" --set "stages[1].from={run: $p, weights: final}")
    truncation=$(run truncation --set seed="$seed" --set "stages[1].from={run: $p, weights: final}")
    # As many steps as fit into the time that Theseus took.
    steps=$(awk "BEGIN {print int(750 * $(seconds "$theseus") / $(seconds "$truncation"))}")
    run truncation --set seed="$seed" --set name=sst2-truncation-same-time --set "stages[1].from={run: $p, weights: final}" \
        --set "stages[1].train.steps=$steps"
    w=$(run words --set seed="$seed")
    run full --set seed="$seed" --set "from={run: $w, weights: final}"
    for reduction in 4 8; do
        run ladder --set seed="$seed" --set name=sst2-ladder-$reduction --set techniques.ladder.reduction=$reduction \
            --set "from={run: $w, weights: final}"
    done
done
