// What the programs that print ratios share: the runs of a file of results, and the middle of several figures.
import { readFileSync } from 'node:fs';

export function runsIn(file) { return readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line)); }
export function median(values) { const sorted = values.filter(Number.isFinite).sort((a, b) => a - b); return sorted.length ? sorted[sorted.length >> 1] : NaN; }
