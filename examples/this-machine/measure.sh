#!/usr/bin/env bash
# Measures this machine's ceilings, times decoders of every kind on ONNX Runtime, and lays them over what the ceilings alone predict.
# No timed decoder is used to fit anything. Takes about twelve minutes on two cores; go on after an interruption by running it again.
#
# usage: measure.sh [FOLDER], where results go; without it they go beside this script
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ridgepoint=$here/../../ridgepoint
configurations=$here/configurations.txt
mkdir -p "${1:-$here}"
cd "${1:-$here}"
results=results
mkdir -p "$results"

[ -f this-machine.yaml ] || "$ridgepoint" characterize --id this-machine --output .

# model layers weights prompt depth generated
while read -r model layers weights prompt depth generated; do
    case $model in ''|'#'*) continue ;; esac
    file=$results/$model-${layers}l-$weights-p$prompt-d$depth.json
    "$ridgepoint" bench run --model "$model" --layers "$layers" --weights "$weights" --input-length "$prompt" --depth "$depth" \
        --output-length "$generated" --iterations 5 --cold-starts 0 --output "$file" --resume > /dev/null
    echo "$file"
done < "$configurations"

"$ridgepoint" validate "$results"/*.json --hardware this-machine.yaml --runtime calibrated --format markdown \
    --output validation.md --charts figures
