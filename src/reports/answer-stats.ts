import type { Content } from '../outbox/say.ts';
import { readSpan, type StatsParts, statsOf } from './stats.ts';
import { noSuchSpan, statsMessage } from './stats-blocks.ts';

/** Answers `/duty stats [30|90|365]`: who had how much duty. `text` is what stands after `stats`. */
export async function answerStats({ text }: { text: string }, parts: StatsParts): Promise<Content> {
  const span = readSpan(text);
  return span === null ? noSuchSpan() : statsMessage(await statsOf(span, parts), parts.zone);
}
