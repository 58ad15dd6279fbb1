import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** One open WebSocket, seen from the server. */
export type WebSocketConnection = {
  send(text: string): void;
  ping(): void;
  /** Sends a close frame; the connection ends once the other side has answered it. */
  close(code: number, reason: string): void;
  /** Cuts the connection without a word. */
  destroy(): void;
  /** Resolves once the connection has ended, however it did. */
  readonly closed: Promise<void>;
};

/** What the server does when something comes in. `onClose` is called once, however the connection ended. */
export type WebSocketHandlers = { onText: (text: string) => void; onClose: () => void };

type Frame = { fin: boolean; opcode: number; payload: Buffer; size: number };

/** A frame that breaks the rules; `code` is the close code of RFC 6455, section 7.4. */
class ProtocolError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;
const MAX_PAYLOAD = 16 * 1024 * 1024;
// https://www.rfc-editor.org/rfc/rfc6455#section-1.3
const HANDSHAKE_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** Answers the handshake of RFC 6455 and takes over `socket`. Offers no extensions, so frames are never compressed. */
export function acceptWebSocket(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  handlers: WebSocketHandlers,
): WebSocketConnection {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}${HANDSHAKE_GUID}`).digest('base64');
  const lines = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade'];
  socket.write(`${[...lines, `Sec-WebSocket-Accept: ${accept}`].join('\r\n')}\r\n\r\n`);
  return converse(socket, head, handlers);
}

function converse(socket: Duplex, head: Buffer, { onText, onClose }: WebSocketHandlers): WebSocketConnection {
  let closing = false;
  const write = (opcode: number, payload: Buffer) => {
    if (socket.writable) socket.write(encodeFrame(opcode, payload));
  };
  const close = (code: number, reason: string) => {
    if (closing) return;
    closing = true;
    write(OPCODE.close, closePayload(code, reason));
  };
  const read = createReader({
    onText,
    onPing: (payload) => write(OPCODE.pong, payload),
    onCloseFrame: (payload) => {
      if (!closing) write(OPCODE.close, payload.subarray(0, 2));
      closing = true;
      socket.end();
    },
  });
  const take = (chunk: Buffer) => {
    try {
      read(chunk);
    } catch (error) {
      close(error instanceof ProtocolError ? error.code : 1011, error instanceof Error ? error.message : 'failed');
      socket.end();
    }
  };
  const closed = listenTo(socket, take, onClose);
  if (head.length > 0) take(head);
  return {
    send: (text) => write(OPCODE.text, Buffer.from(text)),
    ping: () => write(OPCODE.ping, Buffer.from(`Ping from sandbox`)),
    close,
    destroy: () => socket.destroy(),
    closed,
  };
}

function listenTo(socket: Duplex, take: (chunk: Buffer) => void, onClose: () => void): Promise<void> {
  socket.on('data', take);
  // Sockets that node:http hands over stay half open: a client that has hung up must be answered.
  socket.on('end', () => socket.end());
  socket.on('error', () => socket.destroy());
  return new Promise((resolve) => {
    socket.once('close', () => {
      onClose();
      resolve();
    });
  });
}

type ReaderEvents = {
  onText: (text: string) => void;
  onPing: (payload: Buffer) => void;
  onCloseFrame: (payload: Buffer) => void;
};

function createReader({ onText, onPing, onCloseFrame }: ReaderEvents): (chunk: Buffer) => void {
  let unread: Buffer = Buffer.alloc(0);
  let parts: Buffer[] = [];
  let opened: number | null = null;
  const takeData = ({ fin, opcode, payload }: Frame) => {
    if ((opcode === OPCODE.continuation) === (opened === null)) throw new ProtocolError(1002, 'frame out of order');
    opened ??= opcode;
    parts.push(payload);
    if (parts.reduce((sum, part) => sum + part.length, 0) > MAX_PAYLOAD) throw new ProtocolError(1009, 'too big');
    if (!fin) return;
    const whole = Buffer.concat(parts);
    const kind = opened;
    parts = [];
    opened = null;
    if (kind === OPCODE.text) onText(decodeText(whole));
  };
  const take = (frame: Frame) => {
    if (frame.opcode <= OPCODE.binary) return takeData(frame);
    if (!frame.fin || frame.payload.length > 125) throw new ProtocolError(1002, 'bad control frame');
    if (frame.opcode === OPCODE.ping) return onPing(frame.payload);
    if (frame.opcode === OPCODE.close) return onCloseFrame(frame.payload);
    if (frame.opcode !== OPCODE.pong) throw new ProtocolError(1002, 'unknown opcode');
  };
  return (chunk) => {
    unread = unread.length === 0 ? chunk : Buffer.concat([unread, chunk]);
    for (let frame = decodeFrame(unread); frame; frame = decodeFrame(unread)) {
      unread = unread.subarray(frame.size);
      take(frame);
    }
  };
}

function decodeText(payload: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(payload);
  } catch {
    throw new ProtocolError(1007, 'text is not UTF-8');
  }
}

/** The first frame in `buffer`, or null while it has not come in whole. */
function decodeFrame(buffer: Buffer): Frame | null {
  if (buffer.length < 2) return null;
  const first = buffer.readUInt8(0);
  const second = buffer.readUInt8(1);
  if ((first & 0x70) !== 0) throw new ProtocolError(1002, 'reserved bits are set');
  if ((second & 0x80) === 0) throw new ProtocolError(1002, 'a client must mask its frames');
  const short = second & 0x7f;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + lengthBytes + 4;
  if (buffer.length < start) return null;
  const length = lengthBytes === 0 ? short : Number(BigInt(`0x${buffer.toString('hex', 2, 2 + lengthBytes)}`));
  if (length > MAX_PAYLOAD) throw new ProtocolError(1009, 'too big');
  if (buffer.length < start + length) return null;
  const mask = buffer.subarray(start - 4, start);
  const payload = Buffer.from(buffer.subarray(start, start + length));
  for (let index = 0; index < length; index += 1) payload[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  return { fin: (first & 0x80) !== 0, opcode: first & 0x0f, payload, size: start + length };
}

function encodeFrame(opcode: number, payload: Buffer): Buffer {
  const length = payload.length;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + lengthBytes);
  head.writeUInt8(0x80 | opcode, 0);
  head.writeUInt8(lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127, 1);
  if (lengthBytes === 2) head.writeUInt16BE(length, 2);
  if (lengthBytes === 8) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

function closePayload(code: number, reason: string): Buffer {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code, 0);
  return Buffer.concat([payload, Buffer.from(reason)]);
}
