#!/usr/bin/env bash
# Times the depth study and four equal decoders on ONNX Runtime on this machine, and writes the report. Takes about nine minutes on two cores; go on after an
# interruption by running it again.
#
# usage: measure.sh [FOLDER], where results go; without it they go beside this script
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ridgepoint=$here/../../../ridgepoint
mkdir -p "${1:-$here}/results"
cd "${1:-$here}"
# The report reads the configurations and the models beside the results.
[ -e configurations.txt ] || cp -r "$here/configurations.txt" "$here/models" .

# name model execution layers weights depth
while read -r name model execution layers weights depth; do
    case $name in ''|'#'*) continue ;; esac
    file=results/$name-${layers}l-$weights-d$depth.json
    options=()
    [ "$execution" = - ] || options=(--mla "$execution")
    "$ridgepoint" bench run --model "$model" --layers "$layers" --weights "$weights" --input-length 32 --depth "$depth" --output-length 17 \
        "${options[@]}" --iterations 3 --cold-starts 0 --output "$file" --resume > /dev/null
    echo "$file"
done < configurations.txt

"$ridgepoint" list formats > /dev/null
mvn -q -B -f "$here/../../../pom.xml" compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.DepthAndAttention "-Dexec.args=$PWD"
