#!/usr/bin/env bash
# Fits the runtimes anew, and writes what they are worth into scores.csv and the table of docs/runtimes.md: two minutes.
set -euo pipefail
cd "$(dirname "$0")"
measured=(llama-bench.csv ../rooflinebench/published.csv)
document=../../docs/runtimes.md
new=$(mktemp -d)
trap 'rm -rf "$new"' EXIT

../../ridgepoint calibrate "${measured[@]}" --write ../../runtimes --format csv > "$new/scores.csv"
../../ridgepoint calibrate "${measured[@]}" --format markdown > "$new/scores.md"
cp "$new/scores.csv" scores.csv

# The first table is of the scores; those of every device and model follow it.
awk '/^\|/ { print; table = 1; next } table { exit }' "$new/scores.md" > "$new/table.md"
awk -v table="$new/table.md" '
    /^<!-- \/scores -->/ { inside = 0 }
    !inside { print }
    /^<!-- scores -->/ { inside = 1; while ((getline line < table) > 0) print line }
' "$document" > "$new/runtimes.md"
cp "$new/runtimes.md" "$document"
