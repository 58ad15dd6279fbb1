import { createInterface } from 'node:readline';
import pino from 'pino';
import { systemClock } from '../../src/clock.ts';
import { snsWebhook } from '../../src/sources/sns.ts';
import { createCertificates } from '../../src/sources/sns-certificates.ts';
import { confirmSubscription } from '../../src/sources/sns-confirm.ts';
import { TOPIC } from './sns-messages.ts';

// Run by sns-https.test.ts as a process of its own, for Node takes proxies and CAs from the environment it starts in.
// Takes a body a line, and answers a JSON line each.
const webhook = snsWebhook({
  topics: [TOPIC],
  certificates: createCertificates(),
  confirm: confirmSubscription,
  read: (payload) => [{ kind: 'ignored', because: payload }],
  intake: async () => undefined,
  clock: systemClock,
  log: pino(pino.destination(2)),
});
for await (const line of createInterface({ input: process.stdin })) {
  const answer = await webhook.handle({ headers: {}, query: new URLSearchParams(), body: Buffer.from(line) });
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
