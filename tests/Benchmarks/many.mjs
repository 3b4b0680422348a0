// Writes as many reports as wanted, put together from pieces of real ones, so that words are as frequent and as rare as people's: every third has a name of its own that nobody wrote before. The last 500 are told again.
//   node tests/Benchmarks/many.mjs REAL.csv NUMBER FOLDER
import { readFileSync, writeFileSync, mkdirSync, openSync, writeSync, closeSync } from 'node:fs';

const [source, number, folder] = process.argv.slice(2);
const words = readFileSync(source, 'utf8').replaceAll('"', ' ').split(/\s+/).filter(word => word.length > 0 && word.length < 40);
const again = 500;
let seed = 20261124;
const below = n => { seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0; return Math.floor(seed / 2 ** 32 * n); };

mkdirSync(folder, { recursive: true });
const reports = openSync(`${folder}/reports.csv`, 'w');
writeSync(reports, 'Id,Title,Description,Created\n');
const told = [];
const queries = ['Id,Earlier partners'];
for (let i = 1; i <= number; i++) {
  const first = i > number - again ? told[below(told.length)] : null;
  const title = first ? shaken(first.title) : piece(8);
  const text = first ? shaken(first.text) : Array.from({ length: 4 + below(16) }, () => piece(6)).join(' ') + (i % 3 === 0 ? ` node${i}.example` : '');
  if (first) queries.push(`${i},${first.id}`);
  else if (i % Math.ceil(number / 5000) === 0) told.push({ id: i, title, text });
  writeSync(reports, `${i},"${title}","${text}",${new Date(Date.UTC(2015, 0, 1) + i * 60000).toISOString().replace('.000', '')}\n`);
}
closeSync(reports);
writeFileSync(`${folder}/queries.csv`, queries.join('\n') + '\n');

function piece(length) { const at = below(words.length - length); return words.slice(at, at + length).join(' '); }
function shaken(text) { return text.split(' ').filter(() => below(10) < 6).join(' '); }
