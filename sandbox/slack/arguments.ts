import type { IncomingMessage } from 'node:http';
import type { Json } from './shapes.ts';

/** Reads a request's body to its end. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The arguments of a call, from a form, JSON or multipart body and from the query. Nested values stay as they came. */
export async function parseArguments(request: IncomingMessage, body: Buffer): Promise<Json> {
  const url = request.url ?? '/';
  const query = url.includes('?') ? Object.fromEntries(new URL(url, 'http://sandbox').searchParams) : {};
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return { ...query, ...parseObject(body.toString()) };
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
    return { ...query, ...Object.fromEntries(form) };
  }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) };
}

function parseObject(text: string): Json {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
  } catch {
    return {};
  }
}

/** An argument as text; numbers and booleans as they would stand in a form. Empty counts as left out. */
export function textOf(args: Json, name: string): string | undefined {
  const value = args[name];
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An argument that says yes or no. */
export function flagOf(args: Json, name: string): boolean {
  const value = args[name];
  return value === true || value === 'true' || value === '1' || value === 1;
}

/** What came for a nested argument: undefined when it was left out, `broken` when it is no JSON. */
export function nestedOf(args: Json, name: string): { value: unknown } | 'broken' | undefined {
  const given = args[name];
  if (given === undefined || given === null || given === '') return undefined;
  if (typeof given !== 'string') return { value: given };
  try {
    return { value: JSON.parse(given) };
  } catch {
    return 'broken';
  }
}

/** A comma-separated argument (or a JSON list) as a list without blanks. */
export function listOf(args: Json, name: string): string[] {
  const given = args[name];
  const parts: unknown[] = Array.isArray(given) ? given : String(given ?? '').split(',');
  return parts.map((part) => String(part).trim()).filter((part) => part !== '');
}
