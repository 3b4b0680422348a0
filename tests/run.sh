#!/usr/bin/env bash
# Runs every test project of the solution and prints, as its last line, the sum over all of them:
#   123 passed, 0 failed, 4 skipped
# Skipped tests are listed with their reasons above it. Ends with 1 when a test failed or none ran.
#   --install   first installs, through apt, what the tests need and the machine lacks (Chromium, PostgreSQL)
set -uo pipefail
cd "$(dirname "$0")/.."

missing_packages() {
    command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || echo chromium
    # The tests start servers of their own; one that the package may start is left alone.
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || command -v initdb >/dev/null || echo postgresql
}

install() {
    local packages
    packages=$(missing_packages | tr '\n' ' ')
    [ -n "${packages// /}" ] || return 0
    if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
        echo "Cannot install $packages(needs apt-get and root). Tests that need it will be skipped."
        return 0
    fi
    # shellcheck disable=SC2086
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages ||
        echo "Could not install $packages. Tests that need it will be skipped."
}

# Totals of one result file as "passed failed skipped"; a result file counts skipped tests as neither executed nor failed.
counts() {
    awk 'match($0, /<Counters [^>]*>/) {
            line = substr($0, RSTART, RLENGTH)
            split("total executed passed", names, " ")
            for (i in names) { match(line, " " names[i] "=\"[0-9]+\""); split(substr(line, RSTART, RLENGTH), part, "\""); n[names[i]] = part[2] }
            print n["passed"] + 0, n["executed"] - n["passed"], n["total"] - n["executed"]; found = 1; exit }
         END { if (!found) print 0, 0, 0 }' "$1"
}

# Each skipped test of one result file with its reason.
reasons() {
    awk '/<UnitTestResult / { name = ""; if (/outcome="NotExecuted"/ && match($0, /testName="[^"]*"/)) name = substr($0, RSTART + 10, RLENGTH - 11) }
         name != "" && match($0, /<Message>.*/) { reason = substr($0, RSTART + 9); sub(/<\/Message>.*/, "", reason); print "  skipped: " name ": " reason; name = "" }' "$1" |
        sed 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#xD;//g; s/&#xA;/ /g; s/&amp;/\&/g'
}

[ "${1:-}" = "--install" ] && install

results=artifacts/test-results
rm -rf "$results"
mkdir -p "$results"
dotnet build Improvement.Bot.sln -v q -nologo || { echo "0 passed, 1 failed, 0 skipped"; exit 1; }

# Most tests wait for the disk. What a killed process leaves behind is the same in memory, where there is room for it.
if [ -w /dev/shm ] && [ "$(df -Pm /dev/shm | awk 'NR == 2 { print $4 }')" -ge 2048 ]; then
    TMPDIR=$(mktemp -d /dev/shm/ib-XXXXXX)
    chmod 755 "$TMPDIR" # root's tests start PostgreSQL as another user
    export TMPDIR
    trap 'rm -rf "$TMPDIR"' EXIT
fi

passed=0 failed=0 skipped=0
for project in tests/*/*.csproj; do
    grep -q '<IsTestProject>true' "$project" || continue
    name=$(basename "$project" .csproj)
    echo "== $name"
    dotnet test "$project" --no-build -nologo -v q --logger "console;verbosity=minimal" --logger "trx;LogFileName=$name.trx" --results-directory "$results" \
        --blame-hang --blame-hang-timeout 10m --blame-hang-dump-type none
    code=$?
    p=0 f=0 s=0
    [ -f "$results/$name.trx" ] && read -r p f s < <(counts "$results/$name.trx")
    [ "$code" -ne 0 ] && [ "$f" -eq 0 ] && { echo "$name ended with $code before its tests did."; f=1; }
    [ -f "$results/$name.trx" ] && reasons "$results/$name.trx" >> "$results/skipped.txt"
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
done

echo
if [ -s "$results/skipped.txt" ]; then
    echo "Skipped:"
    cat "$results/skipped.txt"
fi
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
