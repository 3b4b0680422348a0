// Another system, in another language: checks each message as the Standard Webhooks specification says, with nothing of the bot's.
// Prints the port it listens on, takes the secret as a line of its input, and prints a line of JSON for each message.
import { createServer } from 'node:http';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createInterface } from 'node:readline';

const slowness = Number(process.argv[2] ?? 0); // ms for each answer
let secret;
createInterface({ input: process.stdin }).on('line', line => { secret = line; }).on('close', () => process.exit(0));

const isSigned = (headers, body) => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const expected = createHmac('sha256', key).update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.`).update(body).digest();
  return headers['webhook-signature'].split(' ').some(signature => {
    const [version, given] = signature.split(',');
    const bytes = Buffer.from(given, 'base64');
    return version === 'v1' && bytes.length === expected.length && timingSafeEqual(bytes, expected);
  });
};

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', part => parts.push(part)).on('end', () => {
    const body = Buffer.concat(parts);
    const isRecent = Math.abs(Date.now() / 1000 - Number(request.headers['webhook-timestamp'])) < 300;
    const isGood = secret !== undefined && isRecent && isSigned(request.headers, body);
    const { id, type, error } = JSON.parse(body);
    console.log(JSON.stringify({ header: request.headers['webhook-id'], id, type, number: error.number, isGood }));
    setTimeout(() => response.writeHead(isGood ? 204 : 401).end(), slowness);
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
