import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** Stands between the bot and the sandbox, so that one socket of two can be broken, or both on Slack’s side alone. */
export type SocketProxy = {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  /** How many sockets go through it now. */
  open(): number;
  /** Breaks the oldest of them, without a word. */
  cutOne(): void;
  /** Closes all of them to Slack. The bot is not told, as when a router forgets its connections. */
  deafen(): void;
  stop(): Promise<void>;
};

/** @param apiUrl the sandbox's */
export async function startSocketProxy(apiUrl: string): Promise<SocketProxy> {
  const { port: target, host } = new URL(apiUrl);
  /** The bot’s end of each, and Slack’s. */
  const sockets = new Map<Socket, Socket>();
  const server = createServer((request, response) => {
    forward(request, apiUrl).then(
      (answer) => {
        const here = `127.0.0.1:${(server.address() as AddressInfo).port}`;
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(answer.replace(`ws://${host}`, `ws://${here}`));
      },
      () => response.destroy(),
    );
  });
  server.on('upgrade', (request: IncomingMessage, near: Socket, head: Buffer) => {
    const far = connect(Number(target), '127.0.0.1');
    const headers = request.rawHeaders.map((word, index) => (index % 2 === 0 ? `${word}: ` : `${word}\r\n`)).join('');
    far.write(`GET ${request.url} HTTP/1.1\r\n${headers}\r\n`);
    far.write(head);
    near.pipe(far).pipe(near);
    sockets.set(near, far);
    for (const side of [near, far]) side.on('error', () => side.destroy());
    near.on('close', () => {
      sockets.delete(near);
      far.destroy();
    });
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    open: () => sockets.size,
    cutOne: () => sockets.keys().next().value?.destroy(),
    deafen() {
      for (const [near, far] of sockets) {
        far.unpipe(near).removeAllListeners('close').destroy();
        near.unpipe(far).resume();
      }
    },
    async stop() {
      for (const socket of sockets.keys()) socket.destroy();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function forward(request: IncomingMessage, apiUrl: string): Promise<string> {
  const { authorization = '', 'content-type': contentType = '' } = request.headers;
  const headers = { authorization, 'content-type': contentType };
  const address = new URL((request.url ?? '').replace(/^\/api\//, ''), apiUrl);
  const response = await fetch(address, { method: 'POST', headers, body: await text(request) });
  return response.text();
}
