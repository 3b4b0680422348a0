// Adds one run of one or two instances on PostgreSQL to the results, and prints it: turns are summed, the 99th percentile is the worse of both.
//   node instances.mjs NAME CONVERSATION WAITING RESULTS WINDOW GENERATOR [GENERATOR]    the last are files that end with an object
import { appendFileSync, readFileSync } from 'node:fs';

const [name, script, waiting, results, window, ...generators] = process.argv.slice(2);
let runs, during;
try { during = lastOf(window); runs = generators.map(lastOf); } catch (problem) { console.log(`${name} ${script}: no result: ${problem.message}`); process.exit(1); }
const sum = field => runs.reduce((all, run) => all + run[field], 0);
const turns = sum('turns_s'), isCounted = Number.isFinite(during.trips_s);
// Null where nothing was answered, which is no time at all.
const slowest = field => runs.every(run => run.turns > 0) ? Math.max(...runs.map(run => run[field])) : null;
// Cores that something else on the machine was busy with: with more than a few hundredths the figures tell little.
const others = Math.max(0, runs[0].other_cpu - runs.slice(1).reduce((all, run) => all + run.bot_cpu + run.loadgen_cpu, 0) - during.server_cpu - (during.relay_cpu ?? 0));
const result = {
  name, script, turns_s: turns, p50: slowest('p50_ms'), p99: slowest('p99_ms'), errors: sum('errors'), waiting: Number(waiting),
  cpu: runs.reduce((all, run) => all + run.cpu_s_per_1000 * run.turns_s, 0) / turns, server_cpu: during.server_cpu / turns * 1000, relay_cpu: during.relay_cpu,
  statements: isCounted ? during.statements_s / turns : null, trips: isCounted ? during.trips_s / turns : null, others,
};
appendFileSync(results, JSON.stringify(result) + '\n');
const passed = isCounted ? `; ${result.statements.toFixed(1)} statements, ${result.trips.toFixed(1)} round trips per turn, relay ${(result.relay_cpu * 100).toFixed(0)} % of its core` : '';
console.log(`${name} ${script}: ${Math.round(turns)} turns/s, p50 ${result.p50} ms, p99 ${result.p99} ms, ${result.errors} errors, ${waiting} rows waiting 2 s later; `
  + `${others > 0.1 ? `${others.toFixed(1)} cores busy with something else; ` : ''}processor per 1,000 turns ${result.cpu.toFixed(2)} s bot, ${result.server_cpu.toFixed(2)} s PostgreSQL${passed}`);
for (const run of runs) if (run.errors > 0) console.log(`  errors: ${JSON.stringify(run.error_kinds)}`);

function lastOf(file) { return JSON.parse(readFileSync(file, 'utf8').trim().split('\n').at(-1)); }
