import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type HttpServer, MAX_BODY_BYTES, type Routes, serve } from '../../src/http/server.ts';
import { logLines } from '../sources/log-lines.ts';

let server: HttpServer;
let lines: ReturnType<typeof logLines>;
afterEach(() => server.stop());

async function serving(routes: Routes): Promise<string> {
  lines = logLines();
  server = await serve(routes, { port: 0, log: lines.log });
  return `http://127.0.0.1:${server.port}`;
}

const length: Routes = {
  'POST /length': async ({ body }) => ({ status: 200, body: String(body.length) }),
};

async function statusOf(url: string, init?: RequestInit): Promise<number> {
  const response = await fetch(url, init);
  await response.text();
  return response.status;
}

/** Sends bytes as they are. */
async function raw(text: string): Promise<{ socket: Socket; said(): string }> {
  const socket = connect(server.port, '127.0.0.1');
  await once(socket, 'connect');
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', () => {});
  socket.write(text);
  return { socket, said: () => said };
}

describe('the HTTP server', () => {
  it('answers 404 to what it has no route for, whatever the method and whatever comes with it', async () => {
    const url = await serving(length);
    for (const path of ['/', '/length', '/nothing?x=1']) expect(await statusOf(url + path)).toBe(404);
    const body = 'x'.repeat(MAX_BODY_BYTES + 1);
    expect(await statusOf(`${url}/nothing`, { method: 'POST', body })).toBe(404);
  });

  it('answers 404 to an address that is none, and logs nothing of it', async () => {
    await serving(length);
    const { socket, said } = await raw('GET //?token=hunter2 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n');
    await once(socket, 'close');
    expect(said()).toMatch(/^HTTP\/1\.1 404 /);
    expect(lines.lines).toEqual([]);
  });

  it('takes a body of just one mebibyte, and answers 413 to a longer one', async () => {
    const url = await serving(length);
    const post = (size: number) => statusOf(`${url}/length`, { method: 'POST', body: 'x'.repeat(size) });
    expect(await post(MAX_BODY_BYTES)).toBe(200);
    expect(await post(MAX_BODY_BYTES + 1)).toBe(413);
  });

  it('answers 413 also when the length is not told beforehand', async () => {
    const url = await serving(length);
    const chunk = new Uint8Array(64 * 1024);
    const body = new ReadableStream({
      start(controller) {
        for (let sent = 0; sent <= MAX_BODY_BYTES; sent += chunk.length) controller.enqueue(chunk);
        controller.close();
      },
    });
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' };
    const response = await fetch(`${url}/length`, init);
    expect(response.status).toBe(413);
    expect(await response.text()).toBe(`a body takes at most ${MAX_BODY_BYTES} bytes\n`);
  });

  it('answers 413 before the rest of the body has come', async () => {
    await serving(length);
    const { socket, said } = await raw(
      `POST /length HTTP/1.1\r\nhost: x\r\ncontent-length: ${MAX_BODY_BYTES + 1}\r\n\r\nx`,
    );
    await once(socket, 'data');
    expect(said()).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  it('answers 500 to a fault, and logs it without the query', async () => {
    const url = await serving({ 'GET /fault': () => Promise.reject(new Error('a bug')) });
    const response = await fetch(`${url}/fault?token=hunter2`);
    expect({ status: response.status, body: await response.text() }).toEqual({ status: 500, body: 'failed\n' });
    expect(JSON.stringify(lines.lines)).toContain('a bug');
    expect(JSON.stringify(lines.lines)).not.toContain('hunter2');
  });

  it('does not log that somebody hung up in the middle of a request', async () => {
    const url = await serving({ ...length, 'GET /': async () => ({ status: 200, body: 'here' }) });
    const { socket } = await raw('POST /length HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf');
    await fetch(url);
    socket.destroy();
    await once(socket, 'close');
    await server.stop();
    expect(lines.lines).toEqual([]);
  });

  it('answers what is under way when it stops, and then lets the connection go', async () => {
    const begun = Promise.withResolvers<void>();
    const finish = Promise.withResolvers<void>();
    const url = await serving({
      'GET /slow': async () => {
        begun.resolve();
        await finish.promise;
        return { status: 200, body: 'done' };
      },
    });
    const asked = fetch(`${url}/slow`);
    await begun.promise;
    const stopped = server.stop();
    finish.resolve();
    const response = await asked;
    expect({ status: response.status, connection: response.headers.get('connection') }).toEqual({
      status: 200,
      connection: 'close',
    });
    await stopped;
    await expect(fetch(`${url}/slow`)).rejects.toThrow();
  });

  it('does not wait for somebody who dawdles when it stops', async () => {
    await serving(length);
    const { socket } = await raw('POST /length HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf');
    const cut = new Promise((resolve) => socket.on('close', resolve));
    await server.stop();
    await cut;
  });

  it('says in a sentence that it cannot have the port', async () => {
    await serving(length);
    const port = server.port;
    await expect(serve({}, { port, log: lines.log })).rejects.toThrow(
      `Port ${port} cannot be used: another program has it. Set PORT to another one, or free it.`,
    );
  });
});
