#!/usr/bin/env python3
"""What searches cost among many reports of one team, and what they leave to others: processor time of single ones, and how long /help takes while one key sends 60 at once.

    dotnet build -c Release bot/App
    python3 tests/Benchmarks/search.py NUMBER bot/App/bin/Release/net10.0/Improvement.Bot.dll [another build to compare, ...]

Each build gets a database of its own with the same reports, written straight into its tables. The figures of one run compare; those of different runs do only on an idle machine.
"""
import base64, hashlib, http.client, http.server, json, os, pathlib, random, shutil, sqlite3, subprocess, sys, tempfile, threading, time, urllib.parse

NUMBER, BUILDS = int(sys.argv[1]), sys.argv[2:]
PORT = int(os.environ.get("PORT", "21600"))
SECRET, HANDLE = "s" * 43, "0a1b2c3d4e5f"
KEY = f"ibk_{HANDLE}_{SECRET}"
WORDS = ["printer", "invoice", "export", "lift", "crane", "gate", "lamp", "customer", "report", "order", "label", "queue", "server", "night", "morning", "file", "address", "price", "stock", "shift"]
heard = threading.Condition()
answers = {}


class Connector(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        with heard:
            answers[urllib.parse.unquote(self.path)] = time.monotonic()
            heard.notify_all()
        self.send_response(201); self.send_header("content-type", "application/json"); self.end_headers(); self.wfile.write(b'{"id":"1"}')

    def log_message(self, *args):
        pass


def request(method, path, body=None, headers=None, timeout=200):
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=timeout)
    connection.request(method, path, body, headers or {})
    response = connection.getresponse()
    return response.status, response.read()


def search(query):
    began = time.monotonic()
    status, body = request("GET", "/api/v1/errors?" + query, headers={"Authorization": "Bearer " + KEY})
    return status, json.loads(body) if status == 200 else {}, time.monotonic() - began


def help_takes(number):
    activity = {"type": "message", "id": f"h{number}", "channelId": "msteams", "serviceUrl": f"http://127.0.0.1:{PORT + 1}/", "text": "/help", "locale": "en-US",
                "from": {"id": f"29:{number}", "name": "Ann", "aadObjectId": f"00000000-0000-0000-0000-{number:012d}"}, "recipient": {"id": "28:1", "name": "bot"},
                "conversation": {"id": f"a:{number}", "conversationType": "personal", "tenantId": "00000000-0000-0000-0000-000000000002"}}
    began = time.monotonic()
    request("POST", "/api/messages", json.dumps(activity), {"content-type": "application/json"})
    with heard:
        heard.wait_for(lambda: any(f"a:{number}/" in path for path in answers), timeout=60)
    return time.monotonic() - began


def fill(file):
    chance = random.Random(7)
    database = sqlite3.connect(file, timeout=60)
    database.execute("INSERT INTO people (id, tenant, name, person_kind, is_guest, created_at) VALUES (1000, '', 'Agent', 'agent', 0, 0)")
    database.execute("INSERT INTO teams (id, teams_team_id, name, shares_similar, installed_at) VALUES (1000, '19:b', 'Benchmark', 0, 0)")
    database.execute("INSERT INTO team_members (team, person, is_owner, joined_at) VALUES (1000, 1000, 0, 0)")
    database.execute("INSERT INTO api_keys (handle, secret_hash, secrets_made, owner, team, scopes, created_by, created_at) VALUES (?, ?, 1, 1000, 1000, 'errors:search', 1000, 0)",
                     (HANDLE, hashlib.sha256(SECRET.encode()).hexdigest()))
    database.executemany(
        "INSERT INTO errors (version, team, reporter, reporter_kind, state, severity, hit, title, story, restricted, created_at, local_date) VALUES (1, 1000, 1000, 'agent', 'Reported', 2, 'NotKnownYet', ?, ?, 0, ?, ?)",
        ((f"The {chance.choice(WORDS)} failed {i}", "the " + " ".join(chance.choices(WORDS, k=60)), 1_700_000_000_000 + i * 60_000, "2026-01-01") for i in range(NUMBER)))
    database.commit()
    database.close()


def processor(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(build):
    folder = tempfile.mkdtemp(prefix="search-")
    environment = {**os.environ, "Urls": f"http://127.0.0.1:{PORT}", "ASPNETCORE_ENVIRONMENT": "Development", "Bot__AllowUnauthenticated": "true", "Playground__Enabled": "false", "Teams__Limits__Enabled": "false",
                   "Logging__LogLevel__Default": "Warning", "Storage__ConnectionString": f"Data Source={folder}/bot.db", "Api__AtOnce": "1000", "Api__PerMinute": "6000", "Api__Deadline": "00:03:00"}
    bot = subprocess.Popen(["dotnet", os.path.abspath(build)], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                request("GET", "/health/live")
                break
            except OSError:
                time.sleep(0.1)
        fill(f"{folder}/bot.db")
        help_takes(1)
        time.sleep(float(os.environ.get("SETTLE", "10")))
        print(f"== {build}, {NUMBER} reports")
        middle = base64.urlsafe_b64encode(f"{1_700_000_000_000 + NUMBER // 2 * 60_000}.{NUMBER // 2}".encode()).decode().rstrip("=")
        for name, query in [("-the", "q=-the&limit=8"), ("all", "limit=8"), ("printer lift", "q=printer+lift&limit=8"), ("a number", f"q={NUMBER // 3}&limit=8"), ("nothing", "q=%22never+written%22&limit=8"), ("all, from the middle", f"limit=8&cursor={middle}")]:
            search(query)
            before = processor(bot.pid)
            status, page, took = search(query)
            print(f"{name:22} {status} {len(page.get('items', []))} found, {took:7.3f} s, {processor(bot.pid) - before:6.2f} s of processor time")
        helps, before, began = [], processor(bot.pid), time.monotonic()
        calls = [threading.Thread(target=search, args=("q=-the&limit=8",)) for _ in range(60)]
        for call in calls: call.start()
        number = 100
        while any(call.is_alive() for call in calls) and number < 400:
            helps.append(help_takes(number))
            number += 1
        for call in calls: call.join()
        helps.sort()
        print(f"60 times -the: {time.monotonic() - began:.1f} s, {processor(bot.pid) - before:.1f} s of processor time; /help meanwhile {len(helps)} times, half within {helps[len(helps) // 2]:.3f} s, the slowest {helps[-1]:.2f} s")
    finally:
        bot.kill()
        bot.wait()
        shutil.rmtree(folder)


server = http.server.ThreadingHTTPServer(("127.0.0.1", PORT + 1), Connector)
threading.Thread(target=server.serve_forever, daemon=True).start()
for each in BUILDS:
    measure(each)
