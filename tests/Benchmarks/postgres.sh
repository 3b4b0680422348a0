#!/usr/bin/env bash
# The bot on PostgreSQL against "the limit" (load.sh), interleaved: one instance beside the server (through its socket); one behind a relay by which
# each round trip takes DELAY_MS longer (1); two behind it, with half of the conversations each. Prints each run, with statements and round trips per
# turn and the processor time of PostgreSQL's own processes, and at the end the ratios of the medians beside the goals.
#   tests/Benchmarks/postgres.sh [runs] [seconds] [warm-up seconds]
# The server is one of its own, durable (fsync), in the folder for temporary files (TMPDIR; not one in memory), removed at the end. Bots share one core;
# generators and the relay, which stands for the network, the other; PostgreSQL runs where the system puts it, or on the cores of POSTGRES_CPU (0, 1).
# CONVERSATIONS="help report" names what is measured. Needs ../shared/tools beside the project, two cores, taskset, PostgreSQL (tests/run.sh --install).
set -euo pipefail
runs=${1:-3} seconds=${2:-10} warmup=${3:-15} delay=${DELAY_MS:-1}
. "$(dirname "$0")/stage.sh"
binaries=$({ ls -d /usr/lib/postgresql/*/bin 2>/dev/null || true; } | sort -V | tail -n 1)
[ -n "$binaries" ] || binaries=$(dirname "$(command -v initdb)") || { echo "PostgreSQL is not installed (tests/run.sh --install)"; exit 2; }

server=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; stop_server; rm -rf "$work" "$server"' EXIT

# It refuses to be run by root.
as_servant() { if [ "$(id -u)" = 0 ]; then ( cd / && runuser -u nobody -- "$@" ); else "$@"; fi; }
start_server() {
  [ "$(id -u)" != 0 ] || chown nobody "$server"
  as_servant "$binaries/initdb" -D "$server/data" -U bot -A trust -E UTF8 --locale=C >"$work/initdb.log"
  as_servant taskset -c "${POSTGRES_CPU:-0,1}" "$binaries/pg_ctl" -D "$server/data" -l "$server/log" -w -o "-k $server -c listen_addresses= -c max_connections=400" start >/dev/null
  postmaster=$(head -n 1 "$server/data/postmaster.pid")
}
stop_server() { as_servant "$binaries/pg_ctl" -D "$server/data" -m immediate stop >/dev/null 2>&1 || true; }
sql() { "$binaries/psql" -h "$server" -U bot -d postgres -qtAc "$1"; }

measure_on_postgres() { # name; conversation; number of instances; through the relay or not
  local database="of_$port" relay=0 counts=0 ways="Host=$server" bots=() ports=() files=() parts=() waiting=0
  sql "CREATE DATABASE $database"
  if [ "$4" = relay ]; then
    port=$((port + 2)) counts=$((port + 1)) ways="Host=127.0.0.1;Port=$port;SSL Mode=Disable"
    taskset -c 1 dotnet "$work/bin/benchmarks/Benchmarks.dll" relay $port "$server/.s.PGSQL.5432" "$delay" >"$work/relay.log" 2>&1 & relay=$!
    until (: <"/dev/tcp/127.0.0.1/$counts") 2>/dev/null; do kill -0 $relay || { cat "$work/relay.log"; exit 1; }; sleep 0.05; done
  fi
  for _ in $(seq "$3"); do
    port=$((port + 2))
    Storage__Engine=PostgreSql Storage__ConnectionString="$ways;Username=bot;Database=$database" start $port "$bot"
    wait_for $port
    bots+=("$pid") ports+=("$port")
  done
  node "$here/window.mjs" "$postmaster" $counts $relay "$warmup" "$seconds" >"$work/window.log" & parts+=($!)
  for i in "${!ports[@]}"; do
    local script="$work/$2.json"
    [ "$i" = 0 ] || script="$work/$2-2.json"
    files+=("$work/out-$i.log")
    taskset -c 1 dotnet "$work/bin/loadgen/loadgen.dll" --mismatch-ms 15000 --name "$1" --bot "http://127.0.0.1:${ports[i]}/api/messages" --connector-port $((ports[i] + 1)) \
      -c $((people / $3)) -d "$seconds" -w "$warmup" --pid "${bots[i]}" --mode dialog --script "$script" >"${files[i]}" 2>&1 & parts+=($!)
  done
  wait "${parts[@]}" || true
  sleep 2
  waiting=$("$binaries/psql" -h "$server" -U bot -d "$database" -qtAc "SELECT COUNT(*) FROM outbox WHERE parked_at IS NULL")
  kill "${bots[@]}" 2>/dev/null || true; wait "${bots[@]}" 2>/dev/null || true
  [ "$relay" = 0 ] || { kill "$relay"; wait "$relay" 2>/dev/null || true; }
  for each in "${ports[@]}"; do
    grep -qiE '^(fail|crit):' "$work/bot-$each.log" && { echo "the bot logged failures:"; head -20 "$work/bot-$each.log"; }
    rm -rf "$work/data-$each"
  done
  sql "DROP DATABASE $database WITH (FORCE)"
  node "$here/instances.mjs" "$1" "$2" "$waiting" "$work/results.jsonl" "$work/window.log" "${files[@]}"
}

build_tools
build "$here" -o "$work/bin/benchmarks"
bot=$(bot_of "$root")
start_server
for _ in $(seq "$runs"); do
  for conversation in ${CONVERSATIONS:-help report}; do
    measure limit limit echo
    measure_on_postgres near "$conversation" 1 socket
    measure_on_postgres far "$conversation" 1 relay
    measure_on_postgres two "$conversation" 2 relay
  done
done
node "$here/postgres.mjs" "$work/results.jsonl" "$delay"
