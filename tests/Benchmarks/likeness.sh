#!/usr/bin/env bash
# How well the same error is found again, beside plain BM25, and how fast among many reports; likeness.md says what is printed.
#   tests/Benchmarks/likeness.sh [folder of collections...]
#   tests/Benchmarks/likeness.sh speed [number of reports, 100000]
# Needs ../shared/data beside the project and Node.js.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data="$root/../shared/data"
bot="$root/bot/App/bin/Release/net10.0/Improvement.Bot.dll"
[ -d "$data" ] || { echo "The data are not there: ../shared/data"; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v q --nologo "$root/bot/App" >"$work/build.log" || { cat "$work/build.log"; exit 1; }
if [ "${1:-}" = speed ]; then
  node "$here/many.mjs" "$data/hadoop-bugs/reports.csv" "${2:-100000}" "$work/many"
  dotnet "$bot" benchmark likeness "$work/many/reports.csv" "$work/many/queries.csv" --innocents 500
  exit
fi
node "$here/collections.mjs" "$data" "$work/collections"
for year in 2005 2010 2014; do node "$here/retold.mjs" "$data/safenet/safenet_$year.csv" "$work/retold/fire-$year"; done
node "$here/retold.mjs" "$data/agent-failures/failures.json" "$work/retold/agents"
mkdir -p "$work/trackers"
ln -s "$data/hadoop-bugs" "$work/trackers/hadoop"
node "$here/likeness.mjs" "$bot" "$work/collections" "$work/retold" "$work/trackers/hadoop" "$@"
