#!/usr/bin/env bash
# Compares the bandwidth kernels of `ridgepoint characterize` with the same in C (gcc -O3 -march=native), trial by trial in turn.
#
#     measure/src/c/compare.sh [CACHE_BYTES [TRIALS]]
#
# CACHE_BYTES: a working set that lies in the shared cache and in no nearer one (default: a quarter of the last-level cache that the system reports).
# Prints, for each kernel, working set and number of threads, the medians of both, the median of the ratios of neighbouring trials and its quartiles; the last
# column says whether the median ratio reaches 0.95. Needs gcc, and Ridgepoint built once. Only this script needs gcc.
set -euo pipefail

here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=$(cd -P "$here/../../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -n "${1:-}" ]; then
    cache=$1
else
    # What the kernel says before what the C library reads from the processor: in a virtual machine the latter is the whole host's.
    size=$(cat /sys/devices/system/cpu/cpu0/cache/index3/size 2> /dev/null || true)
    case $size in
        *K) reported=$((${size%K} << 10)) ;;
        *M) reported=$((${size%M} << 20)) ;;
        *) reported=$((32 << 20)) ;;
    esac
    cache=$((reported / 4))
fi
trials=${2:-15}
processors=$(nproc)

gcc -O3 -march=native -pthread -o "$work/bandwidth" "$here/bandwidth.c"

classes=$home/measure/target/classes
[ -d "$classes" ] || { echo "compare.sh: build Ridgepoint first: mvn -q -pl measure -am package" >&2; exit 2; }
mkfifo "$work/to-c" "$work/from-c" "$work/to-java" "$work/from-java"
"$work/bandwidth" < "$work/to-c" > "$work/from-c" &
# The flags are those of MeasuringProcess.
java -Xms2g -Xmx3g -Xmn256m -XX:+UseSerialGC -XX:-TieredCompilation -XX:+UseTransparentHugePages -XX:ObjectAlignmentInBytes=64 \
    --add-modules jdk.incubator.vector \
    -cp "$classes" dev.ridgepoint.ceiling.BandwidthProbe < "$work/to-java" > "$work/from-java" 2> "$work/java.err" &
exec 3> "$work/to-c" 4< "$work/from-c" 5> "$work/to-java" 6< "$work/from-java"

ask() { # KERNEL BYTES THREADS: one trial of each, C first and Java first by turns
    local c j
    if [ $((turn++ % 2)) -eq 0 ]; then
        echo "$1 $2 $3 0.02" >&3; read -r c <&4
        echo "$1 $2 $3 0.02" >&5; read -r j <&6
    else
        echo "$1 $2 $3 0.02" >&5; read -r j <&6
        echo "$1 $2 $3 0.02" >&3; read -r c <&4
    fi
    echo "$1 $2 $3 $c $j" >> "$work/trials"
}

turn=0
# The first answers come once both are warm.
for kernel in read triad; do ask $kernel "$cache" "$processors"; done
: > "$work/trials"
for ((n = 0; n < trials; n++)); do
    for bytes in 16384 524288 "$cache" 1073741824; do
        for threads in 1 "$processors"; do
            for kernel in read copy triad; do ask $kernel $bytes "$threads"; done
        done
    done
done
exec 3>&- 5>&-

gcc --version | head -n 1
sort -k2,2n -k3,3n -k1,1 "$work/trials" | awk '
function percentile(list, n, p,    i, at, low) {
    at = (n - 1) * p + 1; low = int(at)
    return low >= n ? list[n] : list[low] + (at - low) * (list[low + 1] - list[low])
}
function sort_copy(from, n, to,    i, k, v) {
    for (i = 1; i <= n; i++) { v = from[i]; for (k = i - 1; k >= 1 && to[k] > v; k--) to[k + 1] = to[k]; to[k + 1] = v }
}
function flush_row(    w) {
    if (n == 0) return
    sort_copy(c, n, sc); sort_copy(j, n, sj); sort_copy(r, n, sr)
    w = percentile(sr, n, 0.5)
    printf "%-6s %11d %8d %10.1f %10.1f %8.3f  %.3f - %.3f  %3d  %s\n", kernel, bytes, threads, percentile(sc, n, 0.5), percentile(sj, n, 0.5), w, \
        percentile(sr, n, 0.25), percentile(sr, n, 0.75), n, (w >= 0.95 ? "reached" : "lower bound")
    n = 0
}
BEGIN { printf "%-6s %11s %8s %10s %10s %8s  %-13s  %3s  %s\n", "kernel", "bytes", "threads", "C GB/s", "Java GB/s", "Java/C", "quartiles", "n", "95 % of C" }
{
    if ($1 != kernel || $2 != bytes || $3 != threads) flush_row()
    kernel = $1; bytes = $2; threads = $3
    n++; c[n] = $4; j[n] = $5; r[n] = $5 / $4
}
END { flush_row() }'
