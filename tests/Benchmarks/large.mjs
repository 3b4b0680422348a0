// How much memory the bot takes when many large messages come at the same moment: just under what is read (380 KB), and above it (450 KB, refused), with their length and without. Linux only.
//   dotnet build -c Release bot/App && node tests/Benchmarks/large.mjs [MESSAGES] [Improvement.Bot.dll]
// Settings of the bot come from the environment, as in load.sh. Prints for each round the answers by status, the seconds, those of the bot's processor, and the peak of MB resident, which is set back before each.
import { spawn } from 'node:child_process';
import { createServer, request as httpRequest } from 'node:http';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const messages = Number(process.argv[2] ?? 200);
const program = process.argv[3] ?? join(dirname(fileURLToPath(import.meta.url)), '../../bot/App/bin/Release/net10.0/Improvement.Bot.dll');
const port = Number(process.env.PORT ?? 21720), channel = port + 1;
const folder = mkdtempSync(join(tmpdir(), 'large-'));
const bot = spawn('dotnet', [program], {
  cwd: folder, stdio: ['ignore', 'inherit', 'inherit'],
  env: { ASPNETCORE_ENVIRONMENT: 'Development', Bot__AllowUnauthenticated: 'true', Playground__Enabled: 'false', Teams__Limits__Enabled: 'false', Logging__LogLevel__Default: 'Critical', Urls: `http://127.0.0.1:${port}`, ...process.env },
});
process.on('exit', () => { bot.kill(); rmSync(folder, { recursive: true, force: true }); });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130));
bot.on('exit', () => process.exit(1));
let sent = 0;

// The channel, which takes whatever is said.
createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ id: `${++sent}` })));
}).listen(channel, '127.0.0.1', run);

async function run() {
  while (!await post(activity(1, ''), true).then(() => true, () => false)) await new Promise(go => setTimeout(go, 100));
  console.log('round                                    answers          seconds  of processor  peak MB');
  await round('one small message', 1, 0, true);
  for (const [kb, says] of [[380, true], [380, false], [450, true], [450, false]])
    await round(`${messages} of ${kb} KB, ${says ? 'with their length' : 'in chunks'}`, messages, kb, says);
  bot.removeAllListeners('exit');
  process.exit(0);
}

async function round(name, number, kb, saysLength) {
  const bodies = Array.from({ length: number }, (_, person) => activity(person, text(kb * 1024 - 900)));
  writeFileSync(`/proc/${bot.pid}/clear_refs`, '5'); // the kernel forgets the peak so far
  const [begun, used] = [performance.now(), processor()];
  const statuses = await Promise.all(bodies.map(body => post(body, saysLength).catch(error => error.code)));
  const seconds = (performance.now() - begun) / 1000;
  const counts = [...new Set(statuses)].map(status => `${statuses.filter(one => one === status).length} x ${status}`).join(', ');
  const peak = Number(readFileSync(`/proc/${bot.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)[1]) / 1024;
  console.log(`${name.padEnd(41)}${counts.padEnd(17)}${seconds.toFixed(1).padStart(7)}${(processor() - used).toFixed(1).padStart(14)}${peak.toFixed(0).padStart(9)}`);
}

/** Seconds of processor time that the bot has used. */
function processor() {
  const fields = readFileSync(`/proc/${bot.pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** A sentence of many words, no two of them alike for long. */
function text(length) {
  let words = '/report-error ';
  for (let i = 0; words.length < length; i++) words += `word${(i * 7919) % 99991} `;
  return words.slice(0, length);
}

function activity(person, text) {
  return JSON.stringify({
    type: 'message', id: `m${++sent}`, text, channelId: 'msteams', serviceUrl: `http://127.0.0.1:${channel}/`, timestamp: new Date().toISOString(), locale: 'en-US', recipient: { id: '28:bot', name: 'Bot' },
    from: { id: `29:person-${person}`, name: `Person ${person}`, aadObjectId: `00000000-0000-0000-0000-${String(person + 1).padStart(12, '0')}` },
    conversation: { id: `a:chat-${person}`, conversationType: 'personal', tenantId: '00000000-0000-0000-0000-00000000000a' }, channelData: { tenant: { id: '00000000-0000-0000-0000-00000000000a' } },
  });
}

/** The status of the answer, which may come before the body is written whole. */
function post(body, saysLength) {
  return new Promise((come, fail) => {
    const headers = { 'content-type': 'application/json', ...(saysLength ? { 'content-length': Buffer.byteLength(body) } : { 'transfer-encoding': 'chunked' }) };
    const request = httpRequest({ port, host: '127.0.0.1', path: '/api/messages', method: 'POST', headers, agent: false }, response => response.resume().on('end', () => come(response.statusCode)));
    request.on('error', fail).end(body);
  });
}
