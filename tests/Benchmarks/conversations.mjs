// Writes the conversations of the load run into a folder: what the limit answers, /help, and reporting an error with one sentence and one press.
// Those named …-2 are the same of other people, for a second generator on the same database.
import { writeFileSync } from 'node:fs';

const folder = process.argv[2];
const things = ['nightly export', 'price list', 'invoice run', 'customer letter', 'backup job', 'release note', 'shift plan', 'translation', 'order form', 'summary of the call',
  'test report', 'delivery label', 'contract draft', 'data migration', 'weekly chart', 'support answer', 'login page', 'stock count', 'welcome mail', 'meeting record'];
const faults = ['went to three wrong people', 'used the figures of last month', 'stopped half way', 'was sent twice', 'left out the second page', 'named the wrong product',
  'ignored the holiday', 'was never checked by anybody', 'came two days late', 'mixed up two addresses', 'showed an old logo', 'lost the attachments', 'ran on the wrong server',
  'rounded every amount', 'contradicts the manual'];
const sentences = things.flatMap(thing => faults.map(fault => `The ${thing} ${fault}`));
// A fixed shuffle, so that one person's reports differ from one to the next.
sentences.sort((a, b) => hash(a) - hash(b));

const press = {
  invoke: 'adaptiveCard/action',
  value: { action: { type: 'Action.Execute', verb: 'dialog.answer', data: { verb: 'dialog.answer', dialog: '{{dialog}}', turn: '{{turn}}', Story: '', Severity: 'MinorHarm', Hit: 'NotKnownYet', Shown: '' } }, trigger: 'manual' },
  activity: { replyToId: '1{{seq}}' },
  expectBody: 'error.withdraw',
};
const report = sentences.flatMap(sentence => {
  const filled = structuredClone(press);
  filled.value.action.data.Story = sentence;
  filled.value.action.data.Shown = '{{shown}}';
  return [{ text: `/report-error ${sentence}`, expect: 'dialog.answer', capture: { dialog: '"dialog":"([0-9a-f]+)"', turn: '"turn":([0-9]+)', shown: '"value":"([0-9 ]*)","id":"Shown"' } }, filled];
});

write('echo', [{ text: 'hello {{seq}}', expect: 'hello {{seq}}' }]);
write('help', [{ text: '/help', expect: 'What I can do' }]);
write('report', report);

function write(name, steps) {
  writeFileSync(`${folder}/${name}.json`, JSON.stringify({ name, steps }));
  const from = { id: '{{user}}', name: 'Other User {{vu}}', aadObjectId: '00000000-0000-0000-0002-{{vu12}}' };
  writeFileSync(`${folder}/${name}-2.json`, JSON.stringify({ name, steps: steps.map(step => ({ ...step, activity: { ...step.activity, from } })) }));
}
function hash(text) { let h = 2166136261; for (const c of text) h = Math.imul(h ^ c.charCodeAt(0), 16777619); return h >>> 0; }
