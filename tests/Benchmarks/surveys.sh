#!/usr/bin/env bash
# Anonymous surveys under load, on SQLite and PostgreSQL: 10,000 people are asked and 50 a second answer, each press signed, the bot on one
# core. Prints how long it takes until an answer is confirmed, how long /help takes beside it and alone in the same run, by how much the
# database grows, and the size of the box.
#   tests/Benchmarks/surveys.sh [seconds, 185] [engine: OnSqlite or OnPostgreSql, both if nothing is said]
# and the same answers while the bot is killed (SIGKILL) again and again: one instance at random moments, on both engines, then two instances
# on PostgreSQL of which each is killed every ten seconds while 50 people for each kill press on both.
#   tests/Benchmarks/surveys.sh kills [number of kills, 200]
# The load takes five minutes for each engine, 200 kills an hour. Needs two cores, taskset, PostgreSQL (tests/run.sh --install). Ends with 1
# where an answer is lost or counted twice, the 95th percentile is above a second, or others wait more than a fifth longer.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build -c Release -v q --nologo "$root/tests/App.Tests"
run() { dotnet test -c Release --no-build --nologo "$root/tests/App.Tests" --filter "FullyQualifiedName~$1" --logger 'console;verbosity=detailed'; }
if [ "${1:-}" = kills ]; then
  KILLS=${2:-200} run Voters.KilledBallotsTests | grep -E 'people,|^ *(Passed|Failed) |Expected|Exception'
else
  # Fifteen seconds of answers before it is measured are among the 10,000.
  ANSWERING=${1:-185} taskset -c 1 dotnet test -c Release --no-build --nologo "$root/tests/App.Tests" \
    --filter "FullyQualifiedName~Voters.SurveyLoadTests+${2:-On}" --logger 'console;verbosity=detailed' \
    | grep -E ' (ms|MB|people)|^ *(Passed|Failed) |Expected|Exception'
fi
