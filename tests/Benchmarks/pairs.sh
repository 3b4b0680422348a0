#!/usr/bin/env bash
# The bot of this checkout against that of another commit, in alternating pairs; prints each run and the median of the pairs' ratios. Above 1 is more.
#   tests/Benchmarks/pairs.sh COMMIT [pairs] [seconds] [warm-up seconds]
# CONVERSATIONS="help report" names what is measured. Needs ../shared/tools beside the project, two cores, taskset.
set -euo pipefail
commit=${1:?which commit to compare with} pairs=${2:-7} seconds=${3:-8} warmup=${4:-15}
. "$(dirname "$0")/stage.sh"
build_tools
mkdir "$work/other"
git -C "$root" archive "$commit" | tar x -C "$work/other"
other=$(bot_of "$work/other")
bot=$(bot_of "$root")

for conversation in ${CONVERSATIONS:-help report}; do
  for _ in $(seq "$pairs"); do
    measure other "$other" "$conversation"
    measure bot "$bot" "$conversation"
  done
done
for _ in $(seq "$pairs"); do
  measure_start other "$other"
  measure_start bot "$bot"
done
node "$here/pairs.mjs" "$work/results.jsonl"
