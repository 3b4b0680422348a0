// What PostgreSQL and the relay did while the generators measured: seconds of processor of PostgreSQL's processes, and what passed the relay.
//   node window.mjs POSTMASTER COUNTS-PORT(0 without a relay) RELAY-PROCESS(0) WARM-UP SECONDS    prints one object; all figures are per second
import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const [postmaster, counts, relay, warmup, seconds] = process.argv.slice(2).map(Number);
const tick = 1 / 100; // USER_HZ

// The generators need a moment to begin, and end as much later.
await sleep(warmup * 1000 + 500);
const first = await sample();
await sleep(seconds * 1000 - 500);
const last = await sample();
const rate = name => (last[name] - first[name]) / (last.at - first.at);
console.log(JSON.stringify({ server_cpu: rate('server'), relay_cpu: rate('relay'), statements_s: rate('statements'), trips_s: rate('trips') }));

async function sample() {
  const [statements, trips] = counts ? (await passed()).split(' ').map(Number) : [NaN, NaN];
  return { at: performance.now() / 1000, server: serverSeconds(), relay: relay ? own(stat(relay)) : NaN, statements, trips };
}

// The server's own, that of its processes that have ended, and of those that run: a connection is a process.
function serverSeconds() {
  const server = stat(postmaster);
  const children = readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(stat).filter(each => each && Number(each[1]) === postmaster);
  return own(server) + (Number(server[13]) + Number(server[14])) * tick + children.reduce((sum, each) => sum + own(each), 0);
}

// [1] parent, [11] user, [12] system, [13] and [14] of children that have ended
function stat(process) { try { const text = readFileSync(`/proc/${process}/stat`, 'utf8'); return text.slice(text.lastIndexOf(')') + 2).split(' '); } catch { return null; } }
function own(each) { return (Number(each[11]) + Number(each[12])) * tick; }

function passed() {
  return new Promise((done, failed) => {
    let text = '';
    connect(counts, '127.0.0.1').on('data', data => text += data).on('end', () => done(text.trim())).on('error', failed);
  });
}
