#!/usr/bin/env bash
# How well the same error is found again, and how fast among many reports.
#   tests/Benchmarks/likeness.sh [number of reports, 100000]
# Needs ../shared/data beside the project and Node.js. Any other project's reports: dotnet run --project bot/App -- benchmark likeness REPORTS.csv QUERIES.csv
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
data="$root/../shared/data"
number=${1:-100000}
[ -d "$data" ] || { echo "The data are not there: ../shared/data"; exit 2; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet build -c Release -v q --nologo "$root/bot/App" >"$work/build.log" || { cat "$work/build.log"; exit 1; }
measure() { # name, folder, options
  echo "== $1"
  dotnet "$root/bot/App/bin/Release/net10.0/Improvement.Bot.dll" benchmark likeness "$2/reports.csv" "$2/queries.csv" "${@:3}"
}

measure "Hadoop" "$data/hadoop-bugs"
for year in 2005 2010 2014; do
  node "$here/retold.mjs" "$data/safenet/safenet_$year.csv" "$work/fire"
  measure "Wildland fire crews $year, stories told twice" "$work/fire"
done
node "$here/retold.mjs" "$data/agent-failures/failures.json" "$work/agents"
measure "AI agents, failures told twice" "$work/agents"
node "$here/many.mjs" "$data/hadoop-bugs/reports.csv" "$number" "$work/many"
measure "$number reports put together from pieces" "$work/many" --innocents 500
