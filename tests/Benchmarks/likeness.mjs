// How well the bot finds again what plain BM25 finds, on every collection of some folders; likeness.md says what is printed.
//   node tests/Benchmarks/likeness.mjs BOT.dll FOLDER...      a collection is a folder with reports.csv and queries.csv, at any depth
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { parse } from './tables.mjs';

const [bot, ...folders] = process.argv.slice(2);
const within = [1, 3, 5, 10];
const work = mkdtempSync(join(tmpdir(), 'likeness-'));
const means = [];
console.log('collection                        of    | recall@1    @3    @5   @10   MRR | partners shown  innocents shown | BM25 @5   MRR | once @5   MRR | bot - once: @5 [95 %]            MRR [95 %]');
for (const collection of folders.flatMap(collections)) measure(collection);
const mean = field => means.reduce((sum, each) => sum + each[field], 0) / means.length;
console.log(`mean of ${means.length}: within five ${percent(mean('bot'))}, BM25 ${percent(mean('plain'))}, each word once ${percent(mean('once'))}; bot - once ${signed(mean('bot') - mean('once'))}; shown ${percent(mean('shown'))}, innocents ${percent(mean('innocents'))}, at most ${percent(Math.max(...means.map(each => each.innocents)))}`);
rmSync(work, { recursive: true });

function collections(folder) {
  if (existsSync(join(folder, 'reports.csv'))) return [folder];
  return readdirSync(folder, { withFileTypes: true }).filter(each => each.isDirectory()).map(each => each.name).sort().flatMap(name => collections(join(folder, name)));
}

function measure(folder) {
  const each = join(work, 'each.csv');
  execFileSync('dotnet', [bot, 'benchmark', 'likeness', join(folder, 'reports.csv'), join(folder, 'queries.csv'), '--each', each], { stdio: ['ignore', 'ignore', 'inherit'] });
  const asked = objects(each);
  const queries = asked.filter(row => row.Partner !== '');
  const innocents = asked.filter(row => row.Partner === '');
  const ranks = queries.map(row => Number(row.Partner));
  const plain = bm25(folder, queries.map(row => row.Id), false), once = bm25(folder, queries.map(row => row.Id), true);
  const shown = queries.filter(row => row['Partner shown'] === 'True').length / queries.length;
  const innocent = innocents.filter(row => row['Shown'] !== '0').length / (innocents.length || 1);
  means.push({ bot: recall(ranks, 5), plain: recall(plain, 5), once: recall(once, 5), shown, innocents: innocent });
  const five = ranks.map((rank, i) => (inside(rank, 5) - inside(once[i], 5)) * 100), mrr = ranks.map((rank, i) => (reciprocal(rank) - reciprocal(once[i])) * 100);
  console.log(`${`${basename(dirname(folder))}/${basename(folder)}`.padEnd(32)} ${String(queries.length).padStart(5)} ${String(innocents.length).padStart(5)} | ${within.map(most => percent(recall(ranks, most))).join(' ')} ${percent(average(ranks.map(reciprocal)))} | `
    + `${percent(shown)}           ${percent(innocent)}           | ${percent(recall(plain, 5))} ${percent(average(plain.map(reciprocal)))}  | ${percent(recall(once, 5))} ${percent(average(once.map(reciprocal)))}  | ${interval(five)}  ${interval(mrr)}`);
}

// k1 1.2, b 0.75, title × 3, the first 150 words of the text; a question sees what came before it.
function bm25(folder, ids, countsOnce) {
  const partners = new Map(objects(join(folder, 'queries.csv')).map(row => [String(Object.values(row)[0]), String(Object.entries(row).find(([name]) => /partner|duplicate/i.test(name))[1]).split(/[ ,;|\t]+/)]));
  const postings = new Map(), lengths = [], numbers = new Map(), ranks = new Map(), wanted = new Set(ids);
  let total = 0;
  for (const { id, title, text } of inOrder(folder)) {
    const head = words(title), terms = [...head, ...head, ...head, ...words(text).slice(0, 150)];
    if (wanted.has(id)) {
      const scores = new Map(), usual = total / lengths.length;
      for (const term of countsOnce ? new Set(terms) : terms) {
        const found = postings.get(term) ?? [];
        const rarity = Math.log(1 + (lengths.length - found.length + 0.5) / (found.length + 0.5));
        for (const [at, times] of found) scores.set(at, (scores.get(at) ?? 0) + rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * lengths[at] / usual)));
      }
      const best = [...scores].sort((a, b) => b[1] - a[1] || b[0] - a[0]).slice(0, 100).map(([at]) => at);
      const sought = new Set((partners.get(id) ?? []).map(partner => numbers.get(partner)));
      ranks.set(id, 1 + best.findIndex(at => sought.has(at)));
    }
    const times = new Map();
    for (const term of terms) times.set(term, (times.get(term) ?? 0) + 1);
    for (const [term, count] of times) (postings.get(term) ?? postings.set(term, []).get(term)).push([lengths.length, count]);
    numbers.set(id, lengths.length);
    lengths.push(terms.length);
    total += terms.length;
  }
  return ids.map(id => ranks.get(id));
}

function inOrder(folder) {
  const of = (row, names) => Object.entries(row).find(([name]) => names.includes(name.toLowerCase()))?.[1] ?? '';
  return objects(join(folder, 'reports.csv')).map(row => ({ id: of(row, ['id', 'issue id', 'key', 'issue key']), title: of(row, ['title', 'summary', 'subject']), text: of(row, ['description', 'text', 'story', 'body']), created: moment(of(row, ['created'])) }))
    .sort((a, b) => a.created - b.created || a.id.length - b.id.length || (a.id < b.id ? -1 : 1));
}

function words(text) { return text.toLowerCase().match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{N}])+/gu) ?? []; }
function moment(text) {
  const day = /^(\d+)\/(\w{3})\/(\d\d) (\d+):(\d+)$/.exec(text);
  return day ? Date.parse(`${day[1]} ${day[2]} 20${day[3]} ${day[4]}:${day[5]} UTC`) : Date.parse(text);
}
function objects(file) {
  const [names, ...all] = parse(readFileSync(file, 'utf8').replace(/^\ufeff/, ''));
  return all.map(row => Object.fromEntries(names.map((name, i) => [name.trim(), row[i] ?? ''])));
}
function inside(rank, most) { return rank > 0 && rank <= most ? 1 : 0; }
function reciprocal(rank) { return rank > 0 ? 1 / rank : 0; }
function average(values) { return values.reduce((sum, value) => sum + value, 0) / (values.length || 1); }
function recall(ranks, most) { return average(ranks.map(rank => inside(rank, most))); }
function percent(share) { return (100 * share).toFixed(1).padStart(5); }
function signed(share) { return (share >= 0 ? '+' : '') + (100 * share).toFixed(1); }
// Of the mean of what each question gained, by drawing the questions again.
function interval(gains) {
  let seed = 7;
  const chance = () => (seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const drawn = Array.from({ length: 2000 }, () => average(gains.map(() => gains[Math.floor(chance() * gains.length)]))).sort((a, b) => a - b);
  const show = value => ((value >= 0 ? '+' : '') + value.toFixed(1)).padStart(5);
  return `${show(average(gains))} [${show(drawn[50])}, ${show(drawn[1949])}]`;
}
