#!/usr/bin/env bash
# How long the personal digests of a whole organisation take that are due at one moment, through a channel that enforces the limits of Teams
# (50 messages a second, and those of each chat), on SQLite and PostgreSQL, beside the time that these limits dictate.
#   tests/Benchmarks/fanout.sh [number of people, 10000] [engine: OnSqlite or OnPostgreSql, both if nothing is said]
# Takes four minutes for each engine. Needs PostgreSQL (tests/run.sh --install). Ends with 1 where it takes more than 1.1 times what the
# limits dictate, or more than 1 % of the answers say 429.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build -c Release -v q --nologo "$root/tests/App.Tests"
FANOUT=${1:-10000} dotnet test -c Release --no-build --nologo "$root/tests/App.Tests" \
    --filter "FullyQualifiedName~FanOutRateTests+${2:-On}" --logger 'console;verbosity=detailed' \
    | grep -E ' (ms|MB)|^ *(Passed|Failed) |Expected|Exception'
