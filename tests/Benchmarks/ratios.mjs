// Prints the medians of all runs and what they are of the limit's.
import { median, runsIn } from './medians.mjs';

const runs = runsIn(process.argv[2]);
const of = (name, script, field) => median(runs.filter(run => run.name === name && run.script === script).map(run => run[field]));
const limit = of('limit', 'echo', 'turns_s');
const rows = [
  ['/help, turns per second', of('bot', 'help', 'turns_s') / limit, 'at least 0.30'],
  ['/report-error, turns per second', of('bot', 'report', 'turns_s') / limit, 'at least 0.20'],
  ['memory after /help', of('bot', 'help', 'rss_mb') / of('limit', 'echo', 'rss_mb'), 'at most 2.5'],
  ['memory after /report-error', of('bot', 'report', 'rss_mb') / of('limit', 'echo', 'rss_mb'), 'at most 2.5'],
  ['process start to first answer', of('bot', 'cold', 'ms') / of('limit', 'cold', 'ms'), 'at most 4'],
];
console.log(`\nThe limit: ${Math.round(limit)} turns/s, ${of('limit', 'echo', 'rss_mb').toFixed(0)} MB, ${of('limit', 'cold', 'ms').toFixed(0)} ms to the first answer.`);
for (const [what, ratio, goal] of rows) console.log(`${what.padEnd(34)} ${ratio.toFixed(2)} of the limit   (${goal})`);
console.log(`99th percentile                    ${of('bot', 'help', 'p99').toFixed(1)} ms /help, ${of('bot', 'report', 'p99').toFixed(1)} ms /report-error   (under 50 ms)`);
console.log(`errors                             ${runs.filter(run => run.name === 'bot').reduce((sum, run) => sum + (run.errors ?? 0), 0)}`);
console.log(`rows waiting 2 s after the end     ${Math.max(...runs.filter(run => run.waiting !== null && run.waiting !== undefined).map(run => run.waiting))}`);
