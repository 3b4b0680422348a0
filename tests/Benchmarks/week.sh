#!/usr/bin/env bash
# What the prioritised list and the digest cost among many clusters of reports and 10,000 people, on SQLite and PostgreSQL: the list of all
# teams and of one, and the digest of one, each beside the plain aggregate in SQL over the same rows.
#   tests/Benchmarks/week.sh [number of reports, 1000000] [engine: OnSqlite or OnPostgreSql, both if nothing is said]
# The databases are made in the folder for temporary files (TMPDIR) and removed at the end: about 2 GB at a time for 1,000,000 reports. Needs
# PostgreSQL (tests/run.sh --install). Ends with 1 where one of them costs more than three times the aggregate.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
dotnet build -c Release -v q --nologo "$root/tests/App.Tests"
SCALE=${1:-1000000} dotnet test -c Release --no-build --nologo "$root/tests/App.Tests" --filter "FullyQualifiedName~Scale.WeekTests+${2:-On}" \
    --logger 'console;verbosity=detailed' | grep -E ' (ms|MB)|^ *(Passed|Failed) |Expected|Exception'
