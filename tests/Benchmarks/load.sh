#!/usr/bin/env bash
# The bot against "the limit" (a bare ASP.NET Core bot that keeps nothing), interleaved, on one core each for bot and generator.
#   tests/Benchmarks/load.sh [runs] [seconds] [warm-up seconds]
# Settings of the bot come from the environment: Storage__Engine=PostgreSql Storage__ConnectionString=… measures it on PostgreSQL.
# Prints each run and, at the end, the ratios of the medians. Needs ../shared/tools beside the project, two cores, taskset.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
tools="$root/../shared/tools"
runs=${1:-3} seconds=${2:-10} warmup=${3:-15} people=${PEOPLE:-64}
[ -d "$tools/loadgen" ] || { echo "The load generator is not there: ../shared/tools/loadgen"; exit 2; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT
dotnet build -c Release -v q --nologo "$root/bot/App" >"$work/build.log" || { cat "$work/build.log"; exit 1; }
for tool in loadgen bare-bot; do
  cp -r "$tools/$tool" "$work/$tool"
  dotnet build -c Release -v q --nologo "$work/$tool" -o "$work/bin/$tool" >"$work/build.log" || { cat "$work/build.log"; exit 1; }
done
node "$here/conversations.mjs" "$work"

# On one visible core .NET waits ten times longer before it optimises hot code; the image sets the same.
export DOTNET_TC_DelaySingleProcMultiplier=1 DOTNET_gcServer=0
# Below the ports that systems give to clients.
port=21500

start_limit() { PORT=$1 taskset -c 0 dotnet "$work/bin/bare-bot/bare-bot.dll" >"$work/limit.log" 2>&1 & pid=$!; }
start_bot() {
  mkdir -p "$work/data-$1"
  ( cd "$work/data-$1" && ASPNETCORE_ENVIRONMENT=Development Bot__AllowUnauthenticated=true Playground__Enabled=false Teams__Limits__Enabled=false \
      Logging__LogLevel__Default=Warning Urls=http://127.0.0.1:$1 exec taskset -c 0 dotnet "$root/bot/App/bin/Release/net10.0/Improvement.Bot.dll" ) >"$work/bot.log" 2>&1 & pid=$!
}
wait_for() { for _ in $(seq 200); do curl -s -o /dev/null "http://127.0.0.1:$1/" && return; sleep 0.05; done; echo "no answer on port $1"; cat "$work"/*.log; exit 1; }

measure() { # name starter script
  port=$((port + 2))
  "$2" $port
  wait_for $port
  # The chat's edited card may come while the next answer is awaited, and is no answer; the generator would give up after a second on a slow machine.
  taskset -c 1 dotnet "$work/bin/loadgen/loadgen.dll" --mismatch-ms 15000 --name "$1" --bot "http://127.0.0.1:$port/api/messages" --connector-port $((port + 1)) \
    -c "$people" -d "$seconds" -w "$warmup" --pid "$pid" --mode dialog --script "$work/$3.json" >"$work/out.log" 2>&1 || true
  local idle=null
  if [ "$2" = start_bot ]; then
    sleep 2
    idle=$(curl -s "http://127.0.0.1:$port/health/ready" | sed -n 's/^outbox: \([0-9]*\) waiting.*/\1/p')
    grep -qiE '^(fail|crit):' "$work/bot.log" && { echo "the bot logged failures:"; head -20 "$work/bot.log"; }
  fi
  local rss
  rss=$(awk '/VmRSS/ { print $2 }' "/proc/$pid/status")
  kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true
  tail -n 1 "$work/out.log" | node "$here/note.mjs" "$1" "$3" "$rss" "$idle" "$work/results.jsonl"
}

for _ in $(seq "$runs"); do
  measure limit start_limit echo
  measure bot start_bot help
  measure limit start_limit echo
  measure bot start_bot report
done
for _ in $(seq "$runs"); do
  port=$((port + 2)); node "$here/cold.mjs" limit $port "$work" "$work/bin/bare-bot/bare-bot.dll"
  port=$((port + 2)); node "$here/cold.mjs" bot $port "$work" "$root/bot/App/bin/Release/net10.0/Improvement.Bot.dll"
done
node "$here/ratios.mjs" "$work/results.jsonl"
