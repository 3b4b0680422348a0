// Makes a likeness benchmark of any table of narratives: some stories are told twice, each time by other sentences of it, in other words and with slips, and the second telling is looked for.
// Failures at one task, of several agents, are partners as well: who reports the second of them is no innocent.
//   node tests/Benchmarks/retold.mjs NARRATIVES.csv|FAILURES.json FOLDER      then: benchmark likeness FOLDER/reports.csv FOLDER/queries.csv
import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { parse, table } from './tables.mjs';

const [source, folder] = process.argv.slice(2);
const synonyms = { fire: 'blaze', crew: 'team', vehicle: 'truck', engine: 'truck', injured: 'hurt', injury: 'wound', radio: 'handset', failed: 'broke', told: 'informed', said: 'stated', road: 'track', began: 'started', large: 'big',
  small: 'little', problem: 'issue', incorrect: 'wrong', inaccurate: 'wrong', data: 'figures', provided: 'gave', code: 'script', error: 'mistake', very: 'quite', found: 'discovered', help: 'assistance', people: 'persons' };
let seed = 20261124;
const chance = () => (seed = Math.imul(seed ^ (seed >>> 15), 2246822519) + 0x9e3779b9 | 0, (seed >>> 0) / 2 ** 32);

const stories = (source.endsWith('.json') ? JSON.parse(readFileSync(source, 'utf8')).map(each => ({ text: `${each.question} ${each.reason}`, task: each.question.trim() })) : narratives(readFileSync(source, 'utf8')).map(text => ({ text })))
  .map(story => ({ ...story, text: story.text.replace(/\s+/g, ' ').trim() })).filter(story => story.text.length > 150);
const reports = [], again = [];
let minute = 0;
for (const story of stories) {
  const sentences = story.text.match(/[^.!?]+[.!?]*/g).map(sentence => sentence.trim()).filter(sentence => sentence.length > 15);
  const twice = sentences.length >= 4 && chance() < 0.3;
  // Half of the sentences are told by both.
  const parts = twice ? [sentences.filter((_, i) => i % 4 < 3), sentences.filter((_, i) => i % 4 === 3 || i % 4 < 2)] : [sentences];
  if (parts[0].length === 0) continue;
  add(parts[0].join(' '), minute++, story.task ?? reports.length);
  if (twice) again.push({ text: retell(parts[1]), task: reports.at(-1).task });
}
for (const each of again) add(each.text, minute, each.task);
const queries = reports.map((each, i) => [each.id, reports.slice(0, i).filter(earlier => earlier.task === each.task).map(earlier => earlier.id).join(' ')]).filter(([, partners]) => partners);
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}/reports.csv`, table([['Id', 'Title', 'Description', 'Created'], ...reports.map(each => [each.id, each.title, each.text, each.created])]));
writeFileSync(`${folder}/queries.csv`, table([['Id', 'Earlier partners'], ...queries]));
console.log(`${reports.length} reports, ${again.length} of them tell one again, ${queries.length} have an earlier partner`);

function add(text, at, task) {
  reports.push({ id: `R-${reports.length + 1}`, task, title: text.split(' ').slice(0, 12).join(' '), text, created: new Date(Date.UTC(2020, 0, 1) + at * 60000).toISOString().replace('.000', '') });
}

function retell(sentences) {
  const turned = sentences.map(sentence => ({ sentence, at: chance() })).sort((a, b) => a.at - b.at).map(each => each.sentence);
  return turned.join(' ').split(' ').filter(() => chance() > 0.15).map(word => {
    const bare = word.toLowerCase().replace(/[^a-z]/g, '');
    if (synonyms[bare]) return synonyms[bare];
    return bare.length > 5 && chance() < 0.05 ? word.slice(0, 3) + word[4] + word[3] + word.slice(5) : word;
  }).join(' ');
}

function narratives(csv) {
  const rows = parse(csv.replace(/^\ufeff/, ''));
  const names = rows[0].map(name => name.trim().toLowerCase());
  const at = names.findIndex(name => ['narrative', 'description', 'comment', 'text'].includes(name));
  return rows.slice(1).map(row => row[at] ?? '');
}
