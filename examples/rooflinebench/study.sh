#!/usr/bin/env bash
# Regenerates everything here but what was timed: the studies, the paper's tables with ours in each cell, and the re-examination. Takes under a minute on two cores.
#
# usage: study.sh [FOLDER], where results go; without it they go beside this script
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ridgepoint=$here/../../ridgepoint
mkdir -p "${1:-$here}"
cd "${1:-$here}"

for study in "$here"/*.yaml; do
    name=$(basename "$study" .yaml)
    echo "$name"
    "$ridgepoint" study "$study" --output "$name" > /dev/null
done

# Which parameter of the device, and which of the model, buys most; and what a device needs for rates that are wanted.
mkdir -p questions
"$ridgepoint" sensitivity --hardware apple-m1-pro --model qwen2.5-1.5b --weights q8_0 --kv f16 --prompt 512 --depth 4096 \
    --chart questions/gqa --size column --format markdown --output questions/gqa.md
"$ridgepoint" sensitivity --hardware apple-m1-pro --model plm-1.8b --weights q8_0 --kv f16 --prompt 512 --depth 4096 \
    --chart questions/mla --size column --format markdown --output questions/mla.md
"$ridgepoint" sensitivity --hardware apple-m1-pro --model qwen3-30b-a3b --weights q4_k_m --kv f16 --prompt 512 --depth 4096 \
    --chart questions/moe --size column --format markdown --output questions/moe.md
devices=raspberry-pi-5-8gb,jetson-orin-nano-super-8gb,jetson-agx-orin-64gb,apple-m1-pro,apple-m4,apple-m4-max,ryzen-ai-max-395-8060s,dgx-spark-gb10
devices=$devices,snapdragon-x-elite-adreno-x1,core-ultra-7-258v-igpu,rtx-3060-12gb,rtx-4060,rtx-3070-ti-laptop,rtx-3090,rtx-4090,l4
"$ridgepoint" require --model qwen2.5-7b --weights q4_k_m --decode 30tok/s --prefill 500tok/s --memory 8GB --hardware "$devices" \
    --chart questions/require --size column --format markdown --output questions/require.md

"$ridgepoint" validate "$here/published.csv" --fit --format markdown --output predicted.md
mvn -q -B -f "$here/../../pom.xml" compile exec:java -pl examples -am -Dexec.mainClass=dev.ridgepoint.examples.rooflinebench.ReexaminationReport \
    "-Dexec.arguments=$PWD,$here"
echo reexamination.md
