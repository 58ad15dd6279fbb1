import { X509Certificate } from 'node:crypto';
import { AwsError } from '../errors.ts';
import type { Certificates } from './sns-signature.ts';

const TIMEOUT_MS = 3_000;
const MAX_BYTES = 64 * 1024;
/** SNS changes its certificate about once a year, and each region has its own. */
const MAX_KEPT = 32;

/**
 * Fetches SNS's certificates over HTTPS, and keeps the newest few; through the proxy of the environment, if there is
 * one. No redirect is followed. An address must have been checked before (`isSigningCertUrl`).
 * The returned function throws an AwsError, retryable, when AWS cannot be reached.
 */
export function createCertificates(): Certificates {
  const kept = new Map<string, Promise<X509Certificate | null>>();
  return async (url) => {
    const known = kept.get(url);
    if (known !== undefined) return known;
    const fetched = fetchCertificate(url);
    kept.set(url, fetched);
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest) kept.delete(oldest);
    try {
      const certificate = await fetched;
      if (!certificate) kept.delete(url);
      return certificate;
    } catch (error) {
      kept.delete(url);
      throw error;
    }
  };
}

async function fetchCertificate(url: string): Promise<X509Certificate | null> {
  const pem = await fetchText(url);
  if (pem === null) return null;
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

/** @returns null for an answer that will be no better next time: a redirect, not found, too long. */
async function fetchText(url: string): Promise<string | null> {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.status >= 500) throw new Error(`status ${response.status}`);
    const text = response.status === 200 && response.body ? await readUpTo(response.body, MAX_BYTES) : null;
    if (text === null) await response.body?.cancel();
    return text;
  } catch (cause) {
    const message = `the certificate at ${url} could not be fetched: ${reasonOf(cause)}`;
    throw new AwsError(message, { code: 'CertificateUnavailable', retryable: true, cause });
  }
}

/** @returns null when there is more than `limit` bytes. */
async function readUpTo(body: ReadableStream<Uint8Array>, limit: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return null; // leaving the loop cancels the stream
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** `fetch` says only "fetch failed" and keeps what happened in the cause. */
const reasonOf = (error: unknown): string => {
  const told = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return told instanceof Error ? told.message : String(told);
};
