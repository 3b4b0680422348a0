#!/usr/bin/env bash
# The bot against "the limit" (a bare ASP.NET Core bot that keeps nothing), interleaved. Prints each run and, at the end, the ratios of the medians.
#   tests/Benchmarks/load.sh [runs] [seconds] [warm-up seconds]
# Needs ../shared/tools beside the project, two cores, taskset.
set -euo pipefail
runs=${1:-3} seconds=${2:-10} warmup=${3:-15}
. "$(dirname "$0")/stage.sh"
build_tools
bot=$(bot_of "$root")

for _ in $(seq "$runs"); do
  measure limit limit echo
  measure bot "$bot" help
  measure limit limit echo
  measure bot "$bot" report
done
for _ in $(seq "$runs"); do
  measure_start limit "$work/bin/bare-bot/bare-bot.dll"
  measure_start bot "$bot"
done
node "$here/ratios.mjs" "$work/results.jsonl"
