# Sourced by load.sh, pairs.sh and postgres.sh: builds, starts and measures a bot and the limit (a bare ASP.NET Core bot that keeps nothing), one core each for bot and generator.
# They set seconds and warmup. Settings of the bot come from the environment: Storage__Engine=PostgreSql Storage__ConnectionString=… measures it on PostgreSQL.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
tools="$root/../shared/tools"
people=${PEOPLE:-64}
[ -d "$tools/loadgen" ] || { echo "The load generator is not there: ../shared/tools/loadgen"; exit 2; }

work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

# On one visible core .NET waits ten times longer before it optimises hot code; the image sets the same.
export DOTNET_TC_DelaySingleProcMultiplier=1 DOTNET_gcServer=0
# Below the ports that systems give to clients.
port=21500

build() { dotnet build -c Release -v q --nologo "$@" >"$work/build.log" || { cat "$work/build.log" >&2; exit 1; }; }
build_tools() {
  for tool in loadgen bare-bot; do
    cp -r "$tools/$tool" "$work/$tool"
    build "$work/$tool" -o "$work/bin/$tool"
  done
  node "$here/conversations.mjs" "$work"
}
# The program of a checkout, built.
bot_of() { build "$1/bot/App"; echo "$1/bot/App/bin/Release/net10.0/Improvement.Bot.dll"; }

start() { # port; limit or the bot's program
  if [ "$2" = limit ]; then
    PORT=$1 taskset -c 0 dotnet "$work/bin/bare-bot/bare-bot.dll" >"$work/bot-$1.log" 2>&1 & pid=$!
  else
    mkdir -p "$work/data-$1"
    ( cd "$work/data-$1" && ASPNETCORE_ENVIRONMENT=Development Bot__AllowUnauthenticated=true Playground__Enabled=false Teams__Limits__Enabled=false \
        Logging__LogLevel__Default=Warning Urls=http://127.0.0.1:$1 exec taskset -c 0 dotnet "$2" ) >"$work/bot-$1.log" 2>&1 & pid=$!
  fi
}
wait_for() {
  for _ in $(seq 200); do curl -s -o /dev/null "http://127.0.0.1:$1/" && return; sleep 0.05; done
  echo "no answer on port $1"; cat "$work"/*.log; exit 1
}

measure() { # name, program, conversation
  port=$((port + 2))
  start $port "$2"
  wait_for $port
  # The chat's edited card may come while the next answer is awaited, and is no answer; the generator would give up after a second on a slow machine.
  taskset -c 1 dotnet "$work/bin/loadgen/loadgen.dll" --mismatch-ms 15000 --name "$1" --bot "http://127.0.0.1:$port/api/messages" \
    --connector-port $((port + 1)) -c "$people" -d "$seconds" -w "$warmup" --pid "$pid" --mode dialog --script "$work/$3.json" >"$work/out.log" 2>&1 || true
  local idle=null
  if [ "$2" != limit ]; then
    sleep 2
    idle=$(curl -s "http://127.0.0.1:$port/health/ready" | sed -n 's/^outbox: \([0-9]*\) waiting.*/\1/p')
    grep -qiE '^(fail|crit):' "$work/bot-$port.log" && { echo "the bot logged failures:"; head -20 "$work/bot-$port.log"; }
  fi
  local rss
  rss=$(awk '/VmRSS/ { print $2 }' "/proc/$pid/status")
  kill "$pid" 2>/dev/null || true; wait "$pid" 2>/dev/null || true
  rm -rf "$work/data-$port"
  tail -n 1 "$work/out.log" | node "$here/note.mjs" "$1" "$3" "$rss" "$idle" "$work/results.jsonl"
}

measure_start() { # name, program
  port=$((port + 2)); node "$here/cold.mjs" "$1" $port "$work" "$2"
}
