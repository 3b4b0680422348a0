// Measures the time from process start to the first answer, on one core.
import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import { appendFileSync, mkdirSync } from 'node:fs';

const [name, portText, work, dll] = process.argv.slice(2);
const port = Number(portText), connectorPort = port + 1;
const data = `${work}/cold-${port}`;
mkdirSync(data);
const connector = createServer((request, response) => {
  request.resume().on('end', () => { response.setHeader('content-type', 'application/json'); response.statusCode = 201; response.end('{"id":"1"}'); done(); });
}).listen(connectorPort, '127.0.0.1');
const env = { ...process.env, PORT: String(port), Urls: `http://127.0.0.1:${port}`, ASPNETCORE_ENVIRONMENT: 'Development', Bot__AllowUnauthenticated: 'true', Playground__Enabled: 'false', Logging__LogLevel__Default: 'Warning' };
const activity = JSON.stringify({
  type: 'message', id: '1', channelId: 'msteams', serviceUrl: `http://127.0.0.1:${connectorPort}/`, text: '/help', from: { id: '29:1', name: 'Ann', aadObjectId: '00000000-0000-0000-0000-000000000001' },
  recipient: { id: '28:1', name: 'bot' }, conversation: { id: 'a:1', conversationType: 'personal', tenantId: '00000000-0000-0000-0000-000000000002' }, locale: 'en-US',
});

const began = process.hrtime.bigint();
const child = spawn('taskset', ['-c', '0', 'dotnet', dll], { cwd: data, env, stdio: 'ignore' });
const giveUp = setTimeout(() => { console.log(`${name}: no answer within 30 s`); finish(1); }, 30_000);
let answered = false;
ask();

async function ask() {
  while (!answered) {
    try { await fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: activity }); return; } catch { await new Promise(r => setTimeout(r, 2)); }
  }
}
function done() {
  if (answered) return;
  answered = true;
  const ms = Number(process.hrtime.bigint() - began) / 1e6;
  appendFileSync(`${work}/results.jsonl`, JSON.stringify({ name, script: 'cold', ms }) + '\n');
  console.log(`${name} cold: ${ms.toFixed(0)} ms from process start to the first answer`);
  finish(0);
}
function finish(code) { clearTimeout(giveUp); child.kill('SIGKILL'); connector.close(); setTimeout(() => process.exit(code), 50); }
