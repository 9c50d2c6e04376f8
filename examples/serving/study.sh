#!/usr/bin/env bash
# What an H100 can take of a chat's requests, and what changes that: reports beside this file, figures in figures/.
set -euo pipefail
cd "$(dirname "$0")"
ridgepoint=../../ridgepoint
chat=(--model llama-3.1-8b --prompt lognormal:1024:0.8 --generate lognormal:256:0.6)
slo=(--slo-ttft 500ms --slo-tpot 30ms)
tight=(--slo-ttft 500ms --slo-tpot 10ms)
mkdir -p capacity figures

capacity() { # name, options
    local name=$1
    shift
    "$ridgepoint" capacity "${chat[@]}" --output "capacity/$name.txt" "$@"
    echo "$name: $(grep -o '^[0-9.]* requests a second\|^No rate' "capacity/$name.txt")"
}

h100=(--hardware h100-sxm --rent 2.5USD)
pair=(--hardware h100-sxm --prefill-hardware h100-sxm --rent 2.5USD)
capacity h100 "${h100[@]}" "${slo[@]}" --chart figures/capacity
capacity batch-64 "${h100[@]}" "${slo[@]}" --batch 64
capacity batch-128 "${h100[@]}" "${slo[@]}" --batch 128
capacity budget-512 "${h100[@]}" "${slo[@]}" --token-budget 512
capacity budget-8192 "${h100[@]}" "${slo[@]}" --token-budget 8192
capacity fp8 "${h100[@]}" "${slo[@]}" --weights fp8 --kv fp8
capacity bursts "${h100[@]}" "${slo[@]}" --burst-shape 0.25
capacity drafts "${h100[@]}" "${slo[@]}" --draft 3 --acceptance 0.7
capacity small-cache "${h100[@]}" "${slo[@]}" --kv-capacity 10GB
capacity small-cache-swap "${h100[@]}" "${slo[@]}" --kv-capacity 10GB --swap-bandwidth 50GB/s
capacity system-prompt "${h100[@]}" "${slo[@]}" --prefixes 8 --prefix-tokens 2048
capacity system-prompt-computed "${h100[@]}" "${slo[@]}" --prefixes 8 --prefix-tokens 2048 --no-sharing
capacity two-devices "${pair[@]}" "${slo[@]}" --link 50GB/s
capacity two-devices-slow-link "${pair[@]}" "${slo[@]}" --link 3GB/s
capacity tight-tpot "${h100[@]}" "${tight[@]}"
capacity tight-tpot-two-devices "${pair[@]}" "${tight[@]}" --link 50GB/s

"$ridgepoint" serve "${h100[@]}" "${chat[@]}" "${slo[@]}" --rate 24/s --chart figures/day --output day.txt
"$ridgepoint" serve "${h100[@]}" "${chat[@]}" "${slo[@]}" --rate 35/s --chart figures/overload --output overload.txt
rm -f figures/*.svg figures/*.pdf
sed -i '/^Wrote/d' day.txt overload.txt capacity/h100.txt
