// Prints the medians of all runs on PostgreSQL and what they are of the limit's, beside the goals.
//   node postgres.mjs RESULTS MILLISECONDS-OF-THE-RELAY
import { median, runsIn } from './medians.mjs';

const runs = runsIn(process.argv[2]), far = `${process.argv[3]} ms`;
const of = (name, script, field) => median(runs.filter(run => run.name === name && run.script === script).map(run => run[field]));
const limit = of('limit', 'echo', 'turns_s');
console.log(`\nThe limit: ${Math.round(limit)} turns/s.`);
const commands = { help: '/help', report: '/report-error' };
for (const [script, near, distant, slowest] of [['help', 0.20, 0.08, 150], ['report', 0.06, 0.03, 300]]) {
  atLeast(`${commands[script]}, beside the server`, of('near', script, 'turns_s') / limit, near, ' of the limit');
  atLeast(`${commands[script]}, ${far} away`, of('far', script, 'turns_s') / limit, distant, ' of the limit');
  const p99 = of('far', script, 'p99');
  say(`${commands[script]}, ${far} away, 99th percentile`, `${p99.toFixed(0)} ms`, `under ${slowest} ms`, p99 < slowest);
  atLeast(`${commands[script]}, ${far} away, two instances`, of('two', script, 'turns_s') / of('far', script, 'turns_s'), 1.6, ' of one');
}
const bots = runs.filter(run => run.name !== 'limit');
const errors = bots.reduce((sum, run) => sum + run.errors, 0);
say('errors', errors, 'none', errors === 0);
say('rows waiting 2 s after the end, most', Math.max(...bots.map(run => run.waiting)), '', true);
say('cores busy with something else, most', Math.max(...bots.map(run => run.others)).toFixed(1), 'none', Math.max(...bots.map(run => run.others)) < 0.1);

console.log('\nper turn              statements  round trips  processor ms: bot  PostgreSQL');
for (const script of Object.keys(commands)) {
  for (const name of ['near', 'far', 'two']) {
    const figures = [['statements', 12, 1], ['trips', 13, 1], ['cpu', 19, 2], ['server_cpu', 12, 2]].map(([field, width, digits]) => shown(of(name, script, field), digits).padStart(width));
    console.log(`${commands[script].padEnd(14)} ${name.padEnd(5)}${figures.join('')}`);
  }
}

function atLeast(what, value, goal, unit) { say(what, value.toFixed(3) + unit, `at least ${goal.toFixed(2)}`, value >= goal); }
function say(what, value, goal, isReached) { console.log(`${what.padEnd(44)} ${String(value).padEnd(20)} ${goal && `(${goal}${isReached ? '' : ', not reached'})`}`); }
function shown(value, digits) { return Number.isFinite(value) ? value.toFixed(digits) : '–'; }
