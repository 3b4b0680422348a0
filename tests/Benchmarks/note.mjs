// Adds one measured run, as the generator's last line told it, to the results, and prints it.
import { appendFileSync, readFileSync } from 'node:fs';

const [name, script, rss, idle, file] = process.argv.slice(2);
const line = readFileSync(0, 'utf8').trim();
let run;
try { run = JSON.parse(line); } catch { console.log(`${name} ${script}: no result: ${line}`); process.exit(1); }
const result = { name, script, turns_s: run.turns_s, p50: run.p50_ms, p99: run.p99_ms, errors: run.errors, cpu: run.cpu_s_per_1000, rss_mb: Number(rss) / 1024, waiting: idle === 'null' ? null : Number(idle) };
appendFileSync(file, JSON.stringify(result) + '\n');
console.log(`${name} ${script}: ${Math.round(result.turns_s)} turns/s, p50 ${result.p50} ms, p99 ${result.p99} ms, ${result.errors} errors, ${result.rss_mb.toFixed(0)} MB${result.waiting === null ? '' : `, ${result.waiting} rows waiting 2 s later`}`);
