// The page: an index, a filter, the switches, and every card below.
import { draw, ready } from '/gallery/page/cards.js';

const part = id => document.getElementById(id);
const switches = ['dark', 'narrow', 'phone', 'unfolded'];
const shown = [];
let canDraw = false;

readAddress();
lookAgain();
const groups = await fetch('/gallery/cards').then(answer => answer.json());
groups.forEach(addGroup);
try {
  await ready();
  canDraw = true;
} catch (reason) {
  tell(reason.message);
}

drawAll();
filter();
for (const name of switches) part(name).addEventListener('change', () => { lookAgain(); drawAll(); filter(); });
part('filter').addEventListener('input', filter);
part('look').addEventListener('submit', event => event.preventDefault());
if (location.hash) document.querySelector(location.hash)?.scrollIntoView();
document.body.dataset.state = canDraw ? 'drawn' : 'listed';

function addGroup(group) {
  const section = from('group');
  section.id = `group-${group.id}`;
  section.querySelector('h2').textContent = group.title;
  part('cards').append(section);

  const entry = document.createElement('details');
  entry.open = true;
  entry.innerHTML = '<summary></summary><ul></ul>';
  entry.firstChild.textContent = group.title;
  part('index').append(entry);

  for (const sample of group.samples) {
    const article = addSample(section, sample);
    const line = document.createElement('li');
    line.append(link(sample.name));
    entry.lastChild.append(line);
    shown.push({ sample, article, line, section, entry, words: '' });
  }
}

function addSample(section, sample) {
  const article = from('sample');
  article.id = sample.name;
  article.querySelector('h3').replaceChildren(link(sample.name));
  article.querySelector('.what').textContent = sample.what;
  article.querySelector('.size').textContent = sample.bytes.toLocaleString();
  const json = article.querySelector('pre');
  article.querySelector('details').addEventListener('toggle', () => { json.textContent ||= JSON.stringify(sample.card, null, 2); });
  json.ariaLabel = `JSON of ${sample.name}`;
  const post = article.querySelector('.post');
  post.ariaLabel = `Post ${sample.name}`;
  post.addEventListener('click', async () => tell(await fetch(`/gallery/${sample.name}`, { method: 'POST' }).then(answer => answer.text(), String)));
  section.append(article);
  return article;
}

function drawAll() {
  const look = { theme: part('dark').checked ? 'dark' : 'light', phone: part('phone').checked, unfolded: part('unfolded').checked };
  for (const each of shown) {
    const place = each.article.querySelector('.drawn');
    if (canDraw) each.article.querySelector('.complaint').textContent = draw(each.sample.card, place, look).join('\n');
    each.words = `${each.sample.name} ${each.sample.what} ${place.shadowRoot?.textContent ?? JSON.stringify(each.sample.card)}`.toLowerCase();
  }
}

function filter() {
  const wanted = part('filter').value.toLowerCase().split(/\s+/).filter(Boolean);
  for (const each of shown) each.article.hidden = each.line.hidden = !wanted.every(word => each.words.includes(word));
  for (const { section, entry } of shown) section.hidden = entry.hidden = !section.querySelector('article:not([hidden])');
  part('count').textContent = `${shown.filter(each => !each.article.hidden).length} of ${shown.length} cards`;
}

/** The switches stand in the address, so that a view can be sent to somebody. */
function lookAgain() {
  document.documentElement.classList.toggle('dark', part('dark').checked);
  document.documentElement.classList.toggle('narrow', part('narrow').checked);
  const chosen = switches.filter(name => part(name).checked).join('&');
  history.replaceState(null, '', `${location.pathname}${chosen && '?'}${chosen}${location.hash}`);
}

function readAddress() {
  const given = new URLSearchParams(location.search);
  for (const name of switches) part(name).checked = given.has(name);
  if (!location.search) part('dark').checked = matchMedia('(prefers-color-scheme: dark)').matches;
}

function tell(words) { part('note').textContent = words; }

function from(template) { return part(template).content.firstElementChild.cloneNode(true); }

function link(name) {
  const to = document.createElement('a');
  to.href = `#${name}`;
  to.textContent = name;
  return to;
}
