import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../src/clock.ts';

/** A message as the queue keeps it. Times are epoch milliseconds by the queue's clock. */
export type Kept = {
  id: string;
  body: string;
  sentAt: number;
  attributes: Record<string, string>;
  receives: number;
  firstReceivedAt: number | null;
  visibleFrom: number;
  handle: string | null;
};

/** The lower-case hex MD5 that SQS gives with each body, and that the SDK checks. */
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** One standard queue: messages, visibility and receipt handles; nothing of HTTP. */
export function createQueue(clock: Clock) {
  const kept = new Map<string, Kept>();
  const deleted: string[] = [];
  const listeners = new Set<() => void>();
  const now = () => clock.now().getTime();
  const byHandle = new Map<string, Kept>(); // only the newest handle of a message is good
  return {
    send(body: string, attributes: Record<string, string> = {}, delaySeconds = 0): Kept {
      const sentAt = now();
      const visibleFrom = sentAt + delaySeconds * 1000;
      const unread = { receives: 0, firstReceivedAt: null, handle: null };
      const message: Kept = { id: randomUUID(), body, sentAt, attributes, visibleFrom, ...unread };
      kept.set(message.id, message);
      for (const tell of listeners) tell();
      return message;
    },
    /** Takes up to `max` visible messages and hides them for so long. */
    take(max: number, visibilitySeconds: number): Kept[] {
      const visible = kept.values().filter((message) => message.visibleFrom <= now());
      const taken = [...visible.take(max)];
      for (const message of taken) {
        message.receives += 1;
        message.firstReceivedAt ??= now();
        message.visibleFrom = now() + visibilitySeconds * 1000;
        if (message.handle) byHandle.delete(message.handle);
        message.handle = `AQEB${randomUUID()}`;
        byHandle.set(message.handle, message);
      }
      return taken.map((message) => ({ ...message }));
    },
    /** @returns false when the handle was never given out or is no longer the newest of its message. */
    delete(handle: string): boolean {
      const message = byHandle.get(handle);
      if (!message) return false;
      byHandle.delete(handle);
      kept.delete(message.id);
      deleted.push(message.id);
      return true;
    },
    changeVisibility(handle: string, seconds: number): 'done' | 'unknown' | 'not in flight' {
      const message = byHandle.get(handle);
      if (!message) return 'unknown';
      if (message.visibleFrom <= now()) return 'not in flight';
      message.visibleFrom = now() + seconds * 1000;
      for (const tell of listeners) tell();
      return 'done';
    },
    depth: () => [...kept.values()].filter((message) => message.visibleFrom <= now()).length,
    inFlight: () => [...kept.values()].filter((message) => message.visibleFrom > now()).length,
    deleted: () => [...deleted],
    waiting: () => listeners.size,
    receives: (id: string) => kept.get(id)?.receives ?? 0,
    /** Calls `tell` whenever a message may have become visible. @returns how to stop that. */
    listen(tell: () => void): () => void {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
  };
}

/** What `createQueue` makes. */
export type Queue = ReturnType<typeof createQueue>;
