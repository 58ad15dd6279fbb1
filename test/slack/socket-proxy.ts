import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** Stands between the bot and the sandbox, so that one socket of two can be broken. */
export type SocketProxy = {
  /** For `SLACK_API_URL`. */
  apiUrl: string;
  /** How many sockets go through it now. */
  open(): number;
  /** Breaks the oldest of them, without a word. */
  cutOne(): void;
  stop(): Promise<void>;
};

/** @param apiUrl the sandbox's */
export async function startSocketProxy(apiUrl: string): Promise<SocketProxy> {
  const { port: target, host } = new URL(apiUrl);
  const sockets = new Set<Socket>();
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
    sockets.add(near);
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
    cutOne: () => [...sockets][0]?.destroy(),
    async stop() {
      for (const socket of sockets) socket.destroy();
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
