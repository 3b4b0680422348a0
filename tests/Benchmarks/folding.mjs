// Writes bot/App/TextAnalysis/Folding.txt: which characters are written as others, by Unicode's own data as Node.js has them. The process of the bot carries no such data.
//   node tests/Benchmarks/folding.mjs
import { writeFileSync } from 'node:fs';

// What Folding leaves out by itself, whatever it stands on: accents, points, vowel signs of Arabic and Hebrew, what nobody sees.
const marks = /[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E4\u06E7\u06E8\u06EA-\u06ED\u180E\u1AB0-\u1AFF\u1DC0-\u1DFF\u200B-\u200F\u202A-\u202E\u2060-\u206F\u20D0-\u20F0\uFE00-\uFE0F\uFE20-\uFE2F\uFEFF]/gu;
const isKept = code => code < 0x80 || (code >= 0xAC00 && code <= 0xD7A3) || (code >= 0x3040 && code <= 0x30FF) || (code >= 0xD800 && code <= 0xDFFF);
const hex = text => [...text].map(each => each.codePointAt(0).toString(16).toUpperCase().padStart(4, '0')).join(' ');

const lines = [`# Unicode ${process.versions.unicode}: character;what stands for it. Compatibility decompositions without marks; made by tests/Benchmarks/folding.mjs.`];
for (let code = 0x80; code <= 0x2FFFF; code++) {
  if (isKept(code)) continue;
  const character = String.fromCodePoint(code);
  if (character.replace(marks, '') === '') continue;
  const folded = character.normalize('NFKD').replace(marks, '');
  if (folded !== character && folded !== '') lines.push(`${hex(character)};${hex(folded)}`);
}
writeFileSync(new URL('../../bot/App/TextAnalysis/Folding.txt', import.meta.url), lines.join('\n') + '\n');
console.log(`${lines.length - 1} characters`);
