import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createWatch, type Patience } from '../../../sandbox/slack/until.ts';

/** What a webhook brought. */
export type Brought = {
  id: string;
  headers: IncomingHttpHeaders;
  body: string;
  told: {
    type: string;
    timestamp: string;
    data: { ticket: Record<string, unknown>; changes: { at: string; by: string | null; kind: string; text: string }[] };
  };
};

/** How one is answered: a status, never, or by a connection that breaks. */
export type Answer = { status: number; location?: string } | 'hang' | 'cut';

/** A client's own page, where its webhooks arrive. */
export async function startListener() {
  const brought: Brought[] = [];
  const answers: Answer[] = [];
  const watch = createWatch();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const id = String(request.headers['webhook-id']);
    brought.push({ id, headers: request.headers, body, told: JSON.parse(body) as Brought['told'] });
    watch.changed();
    const answer = answers.shift() ?? { status: 204 };
    if (answer === 'hang') return;
    if (answer === 'cut') return void response.destroy();
    response.writeHead(answer.status, answer.location === undefined ? {} : { location: answer.location });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`,
    brought,
    /** How the next ones are answered; all others with 204. */
    answerNext: (...next: Answer[]) => void answers.push(...next),
    until: <Value>(predicate: () => Value, patience: Patience) => watch.until(predicate, patience),
    /** The texts of the changes that were brought, in order. */
    texts: () => brought.flatMap(({ told }) => told.data.changes.map(({ text }) => text)),
    async stop() {
      watch.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Listener = Awaited<ReturnType<typeof startListener>>;
