// Makes collections of reports of which some tell an earlier one again, from ../shared/data and from sentences of our own; likeness.md describes them.
//   node tests/Benchmarks/collections.mjs DATA FOLDER      makes FOLDER/chosen/NAME and FOLDER/kept/NAME
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { parse, table } from './tables.mjs';

const [data, folder] = process.argv.slice(2);
const here = new URL('.', import.meta.url).pathname;
let seed = 1;
const chance = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;

const fire = year => rows(`${data}/safenet/safenet_${year}.csv`).map(row => ({ text: flat(row.Narrative), action: flat(row['Immediate Action Taken']) }));
const comments = [...new Set(rows(`${data}/patient-comments/comments.csv`).map(row => flat(row['FFT answer'])))].filter(text => sentencesOf(text).length >= 3);
const half = comments.length >> 1;

make('chosen/fire-halves-2005', fire(2005).map(story => halved(story.text)));
make('chosen/fire-accounts-2005', fire(2005).map(accounts));
make('chosen/comments-halves', comments.slice(0, half).map(halved));
make('kept/fire-halves', [...fire(2010), ...fire(2014)].map(story => halved(story.text)));
make('kept/fire-accounts', [...fire(2010), ...fire(2014)].map(accounts));
make('kept/comments-one-sentence', comments.slice(half).map(oneSentence));
for (const language of ['english', 'german', 'chinese']) {
  const lines = readFileSync(`${here}sentences/${language}.txt`, 'utf8').trim().split('\n').map(line => line.split(' | '));
  make(`chosen/${language}`, lines.filter((_, i) => i % 2 === 0), 1);
  make(`kept/${language}`, lines.filter((_, i) => i % 2 === 1), 1);
}

// Each story is told once, some of those that can be are told twice; both tellings come somewhere among the others.
function make(name, stories, twice = 0.35) {
  seed = 20261129;
  const told = [];
  for (const [first, second] of stories) {
    if (!first) continue;
    const at = chance(), story = told.length;
    told.push({ story, at, text: first });
    if (second && chance() < twice) told.push({ story, at: at + (1 - at) * chance(), text: second });
  }
  told.sort((a, b) => a.at - b.at);
  const seen = new Map(), reports = [['Id', 'Title', 'Description', 'Created']], queries = [['Id', 'Earlier partners']];
  for (const [i, each] of told.entries()) {
    const id = `R-${i + 1}`;
    reports.push([id, '', each.text, new Date(Date.UTC(2020, 0, 1) + i * 60000).toISOString().replace('.000', '')]);
    if (seen.has(each.story)) queries.push([id, seen.get(each.story)]);
    else seen.set(each.story, id);
  }
  mkdirSync(`${folder}/${name}`, { recursive: true });
  writeFileSync(`${folder}/${name}/reports.csv`, table(reports));
  writeFileSync(`${folder}/${name}/queries.csv`, table(queries));
  console.log(`${name}: ${reports.length - 1} reports, ${queries.length - 1} of them tell an earlier one again`);
}

function halved(text) {
  const sentences = sentencesOf(text);
  return sentences.length < 4 ? [text] : [0, 1].map(half => sentences.filter((_, i) => i % 2 === half).join(' '));
}

// What happened, as one tells it, and what was done about it, as another would.
function accounts({ text, action }) { return action.length > 60 ? [text, action] : [text]; }

// One sentence is what somebody else says of the whole; it is not among what was said before.
function oneSentence(text) {
  const sentences = sentencesOf(text);
  const at = Math.floor(chance() * sentences.length);
  return [sentences.filter((_, i) => i !== at).join(' '), sentences[at]];
}

function sentencesOf(text) { return (text.match(/[^.!?]+[.!?]*/g) ?? []).map(sentence => sentence.trim()).filter(sentence => sentence.length > 15); }
function flat(text) { return (text ?? '').replace(/\s+/g, ' ').trim(); }
function rows(file) {
  const [names, ...all] = parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  return all.map(row => Object.fromEntries(names.map((name, i) => [name.trim(), row[i]])));
}
