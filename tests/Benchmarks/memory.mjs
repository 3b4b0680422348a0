// How much memory the bot takes as reports come in, and where that levels off: every chat reports one error after the other, as a person does. Linux only.
//   dotnet build -c Release bot/App && node tests/Benchmarks/memory.mjs [REPORTS] [CHATS] [Improvement.Bot.dll]
// Settings of the bot come from the environment, as in load.sh. Prints a line for every 1,000 reports: MB resident, of these anonymous (heaps and caches) and of files, MB of the database.
import { createServer } from 'node:http';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [reports = 20000, chats = 16] = process.argv.slice(2, 4).map(Number);
const bot = process.argv[4] ?? join(dirname(fileURLToPath(import.meta.url)), '../../bot/App/bin/Release/net10.0/Improvement.Bot.dll');
const port = Number(process.env.PORT ?? 21700), channel = port + 1;
const folder = mkdtempSync(join(tmpdir(), 'memory-'));
const tenant = '00000000-0000-0000-0000-00000000000a';
const things = ['nightly export', 'price list', 'invoice run', 'customer letter', 'backup job', 'release note', 'shift plan', 'translation', 'order form', 'delivery label', 'stock count', 'welcome mail'];
const faults = ['went to three wrong people', 'used the figures of last month', 'stopped half way', 'was sent twice', 'left out the second page', 'named the wrong product', 'ran on the wrong server', 'lost the attachments'];

const process_ = spawn('dotnet', [bot], {
  cwd: folder, stdio: ['ignore', 'inherit', 'inherit'],
  env: { ASPNETCORE_ENVIRONMENT: 'Development', Bot__AllowUnauthenticated: 'true', Playground__Enabled: 'false', Teams__Limits__Enabled: 'false', Logging__LogLevel__Default: 'Warning', Urls: `http://127.0.0.1:${port}`, ...process.env },
});
const waiting = new Map(); // conversation: who waits for the form
let filed = 0, posted = 0;

createServer((request, response) => {
  let body = '';
  request.on('data', part => body += part);
  request.on('end', () => {
    const id = `${++posted}`, chat = decodeURIComponent(request.url.split('/')[3] ?? '');
    response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
    const form = request.method === 'POST' && body.match(/"dialog":"([0-9a-f]+)"/);
    if (form) waiting.get(chat)?.({ id, dialog: form[1], turn: body.match(/"turn":([0-9]+)/)[1], shown: body.match(/"value":"([0-9 ]*)","id":"Shown"/)?.[1] ?? '' });
  });
}).listen(channel, '127.0.0.1', run);

async function run() {
  while (!await send({}).then(() => true, () => false)) await new Promise(go => setTimeout(go, 100));
  console.log('reports  resident  anonymous  files  database  reports/s');
  line();
  await Promise.all(Array.from({ length: chats }, (_, person) => reportAgainAndAgain(person)));
  await new Promise(go => setTimeout(go, 5000));
  line();
  process_.kill();
  rmSync(folder, { recursive: true });
  process.exit(0);
}

async function reportAgainAndAgain(person) {
  for (let n = 0; filed < reports; n++) {
    const k = person * 7919 + n * 31, story = `The ${things[k % things.length]} ${faults[(k >> 3) % faults.length]}, order ${k * 17 % 99991} of line ${k % 613}`;
    const form = new Promise(come => waiting.set(`a:chat-${person}`, come));
    await send({ type: 'message', text: `/report-error ${story}` }, person, `m${n}`);
    const { id, dialog, turn, shown } = await form;
    const data = { verb: 'dialog.answer', dialog, turn, Story: story, Severity: 'MinorHarm', Hit: 'NotKnownYet', Shown: shown };
    const answer = await send({ type: 'invoke', name: 'adaptiveCard/action', replyToId: id, value: { action: { type: 'Action.Execute', verb: 'dialog.answer', data }, trigger: 'manual' } }, person, `i${n}`);
    if (!answer.includes('error.withdraw')) throw new Error(`Not filed: ${answer.slice(0, 500)}`);
    if (++filed % 1000 === 0) line();
  }
}

async function send(what, person = 0, id = 'none') {
  const activity = {
    id, channelId: 'msteams', serviceUrl: `http://127.0.0.1:${channel}/`, timestamp: new Date().toISOString(), locale: 'en-US', recipient: { id: '28:bot', name: 'Bot' },
    from: { id: `29:person-${person}`, name: `Person ${person}`, aadObjectId: `00000000-0000-0000-0000-${String(person + 1).padStart(12, '0')}` },
    conversation: { id: `a:chat-${person}`, conversationType: 'personal', tenantId: tenant }, channelData: { tenant: { id: tenant } }, ...what,
  };
  const response = await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(activity) });
  return response.text();
}

function line() {
  const status = readFileSync(`/proc/${process_.pid}/status`, 'utf8');
  const mb = name => (Number(status.match(new RegExp(`${name}:\\s+(\\d+)`))[1]) / 1024).toFixed(0);
  const data = join(folder, 'data');
  const database = readdirSync(data).reduce((sum, file) => sum + statSync(join(data, file)).size, 0) / 2 ** 20;
  const seconds = (performance.now() - line.at) / 1000, rate = line.at ? ((filed - line.before) / seconds).toFixed(0) : '';
  [line.at, line.before] = [performance.now(), filed];
  console.log([filed, mb('VmRSS'), mb('RssAnon'), mb('RssFile'), database.toFixed(0), rate].map((value, i) => String(value).padStart([7, 10, 11, 7, 10, 11][i])).join(''));
}
