#!/usr/bin/env bash
# Both reports: of all trials with a time, and of those that the paper counts.
set -euo pipefail
cd "$(dirname "$0")"
../../ridgepoint stats trials.csv --join models.csv --output all-trials
../../ridgepoint stats trials.csv --join models.csv --exclude-above-iqr 1.5 --output without-outliers
