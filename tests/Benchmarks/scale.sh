#!/usr/bin/env bash
# What queues, cards, lists and sweeps cost among many reports, and among a tenth of them, on SQLite and PostgreSQL, on one core.
#   tests/Benchmarks/scale.sh [number of reports, 1000000] [engine: OnSqlite or OnPostgreSql, both if nothing is said]
# The databases are made in the folder for temporary files (TMPDIR) and removed at the end: about 1.5 GB at a time for 1,000,000 reports. Needs PostgreSQL
# (tests/run.sh --install) and taskset; the server shares the core. Ends with 1 where a cost grows with the number of reports.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build -c Release -v q --nologo "$root/tests/App.Tests"
SCALE=${1:-1000000} taskset -c 0 dotnet test -c Release --no-build --nologo "$root/tests/App.Tests" --filter "FullyQualifiedName~ScaleTests+${2:-On}" \
    --logger 'console;verbosity=detailed' | grep -E ' (became|written) |^ *(Passed|Failed) |Expected|Exception'
