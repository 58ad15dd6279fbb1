import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { webClient } from './slack-clients.ts';

let slack: SlackSandbox;
let socket: Socket;
let unread: Buffer;
let ann: string;
let alerts: string;

beforeEach(async () => {
  slack = await startSlack();
  ann = slack.user({ name: 'ann' });
  alerts = slack.channel({ name: 'alerts' });
  const { url = '' } = await webClient(slack, slack.appToken).apps.connections.open();
  const { port, pathname, search } = new URL(url);
  socket = connect(Number(port), '127.0.0.1');
  const key = 'dGhlIHNhbXBsZSBub25jZQ==';
  const head = [`GET ${pathname}${search} HTTP/1.1`, 'Host: sandbox', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...head, `Sec-WebSocket-Key: ${key}`, 'Sec-WebSocket-Version: 13'].join('\r\n')}\r\n\r\n`);
  unread = Buffer.alloc(0);
  const answer = await readUntil((bytes) => bytes.indexOf('\r\n\r\n') + 1 || 0);
  expect(answer).toContain('101 Switching Protocols');
  // The answer that RFC 6455 itself gives to this key.
  expect(answer).toContain('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
  unread = unread.subarray(unread.indexOf('\r\n\r\n') + 4);
  expect((await readFrame()).text).toContain('"type":"hello"');
});
afterEach(async () => {
  socket.destroy();
  await slack.stop();
});

/** Reads on until `enough` tells of a length above 0. */
async function readUntil(enough: (bytes: Buffer) => number): Promise<string> {
  while (enough(unread) === 0) {
    const [chunk] = await once(socket, 'data');
    unread = Buffer.concat([unread, chunk as Buffer]);
  }
  return unread.toString();
}

/** The next frame from the server, which must not be masked. */
async function readFrame(): Promise<{ opcode: number; text: string; bytes: Buffer }> {
  const sizes = (bytes: Buffer) => {
    const short = (bytes[1] ?? 0) & 0x7f;
    const start = short === 126 ? 4 : 2;
    return { start, end: start + (short === 126 ? bytes.readUInt16BE(2) : short) };
  };
  await readUntil((bytes) => (bytes.length >= 4 && bytes.length >= sizes(bytes).end ? 1 : 0));
  const { start, end } = sizes(unread);
  const [opcode, bytes] = [(unread[0] ?? 0) & 0x0f, unread.subarray(start, end)];
  unread = unread.subarray(end);
  return { opcode, text: bytes.toString(), bytes };
}

/** A masked frame, as a client sends it. */
function frame(first: number, payload: string | Buffer): Buffer {
  const bytes = Buffer.from(payload);
  const mask = Buffer.from([1, 2, 3, 4]);
  const length = bytes.length < 126 ? [0x80 | bytes.length] : [0x80 | 126, bytes.length >> 8, bytes.length & 0xff];
  return Buffer.concat([Buffer.from([first, ...length]), mask, bytes.map((byte, at) => byte ^ (mask[at % 4] ?? 0))]);
}

const closeCode = async () => {
  const { opcode, bytes } = await readFrame();
  return opcode === 8 ? bytes.readUInt16BE(0) : 0;
};

describe('the WebSocket of Socket Mode', () => {
  it('puts an answer together that comes in pieces, with a ping between them', async () => {
    const typed = slack.command(ann, alerts, '/duty', '');
    const { envelope_id: id } = JSON.parse((await readFrame()).text) as { envelope_id: string };
    const answer = JSON.stringify({ envelope_id: id, payload: { text: 'żółw'.repeat(100) } });
    const bytes = Buffer.from(answer);
    const half = bytes.indexOf('ż') + 1;
    const pieces = [
      frame(0x01, bytes.subarray(0, half)),
      frame(0x89, 'are you there'),
      frame(0x80, bytes.subarray(half)),
    ];
    for (const byte of Buffer.concat(pieces)) socket.write(Buffer.from([byte]));
    expect(await readFrame()).toMatchObject({ opcode: 10, text: 'are you there' });
    expect(await typed).toMatchObject({ acked: true, response: { text: 'żółw'.repeat(100) } });
  });

  it('answers a close with the same code and hangs up', async () => {
    socket.write(frame(0x88, Buffer.from([0x03, 0xe8])));
    expect(await closeCode()).toBe(1000);
    await once(socket, 'end');
    await slack.until(() => slack.sockets() === 0, { what: 'the socket to be gone' });
  });

  it.each([
    ['an unmasked frame', Buffer.from([0x81, 0x01, 0x41]), 1002],
    ['reserved bits', frame(0xc1, 'x'), 1002],
    ['a continuation of nothing', frame(0x80, 'x'), 1002],
    ['a control frame in pieces', frame(0x09, 'x'), 1002],
    ['an opcode that is none', frame(0x8b, 'x'), 1002],
    ['text that is not UTF-8', frame(0x81, Buffer.from([0xff, 0xfe])), 1007],
    ['more than it takes', Buffer.from([0x81, 0xff, 0, 0, 0, 1, 0, 0, 0, 0, 1, 2, 3, 4]), 1009],
  ])('ends at %s', async (_what, bytes, code) => {
    socket.write(bytes);
    expect(await closeCode()).toBe(code);
  });

  it('carries events longer than a short frame holds', async () => {
    slack.say(ann, alerts, 'x'.repeat(20_000));
    expect((await readFrame()).text).toContain('x'.repeat(20_000));
  });

  it('lets what is no answer pass', async () => {
    socket.write(
      Buffer.concat([frame(0x81, 'no JSON'), frame(0x81, '[]'), frame(0x82, 'binary'), frame(0x8a, 'pong')]),
    );
    socket.write(frame(0x89, 'still there?'));
    expect(await readFrame()).toMatchObject({ opcode: 10, text: 'still there?' });
  });
});
