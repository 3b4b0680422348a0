// Prints, for each conversation, the median over all pairs of what the bot's figure is of the other's in the run before it.
import { median, runsIn } from './medians.mjs';

const runs = runsIn(process.argv[2]);
const figures = { turns_s: 'turns per second', cpu: 'processor time per turn', p50: 'median latency', p99: '99th percentile', rss_mb: 'memory', ms: 'start to first answer' };
for (const script of [...new Set(runs.map(run => run.script))]) {
  const of = name => runs.filter(run => run.script === script && run.name === name);
  const pairs = of('bot').map((run, at) => [run, of('other')[at]]);
  for (const [field, words] of Object.entries(figures)) {
    const ratios = pairs.map(([bot, other]) => bot[field] / other[field]).filter(Number.isFinite);
    if (ratios.length === 0) continue;
    const [now, before] = ['bot', 'other'].map(name => median(of(name).map(run => run[field])));
    const span = `${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)}`;
    console.log(`${script.padEnd(7)} ${words.padEnd(24)} ${median(ratios).toFixed(3)} (${span}; medians ${short(now)} and ${short(before)})`);
  }
  const errors = of('bot').reduce((sum, run) => sum + (run.errors ?? 0), 0);
  if (errors > 0) console.log(`${script.padEnd(7)} errors ${errors}`);
}

function short(value) { return value >= 100 ? value.toFixed(0) : value.toPrecision(3); }
