import type { Say } from '../outbox/say.ts';
import { saying } from '../slack/said.ts';
import { escaped, mention } from '../slack/text.ts';
import type { Trx } from '../store/tables.ts';
import { ticketQuestion } from '../triage/ask.ts';
import { findNamed } from '../triage/kind.ts';
import { findAttempt, keepAttempt } from './attempt-store.ts';
import type { JiraParts } from './parts.ts';

/** Something of which no issue was made, who wanted one, and what is wrong: a sentence of ours around words of Jira's. */
type Trouble = { ref: string; by: string; problem: string };

/** Tells in the thread that no issue can be made, and asks for one. */
export async function tellNotMade(
  trx: Trx,
  say: Say,
  { ref, by, problem }: Trouble,
  { kinds }: Pick<JiraParts, 'kinds'>,
): Promise<void> {
  const found = await findNamed(trx, ref, kinds);
  if (found === null || found.subject.ticket !== null) return;
  const { channel, messageId: threadOf } = found.subject;
  const words = problem === 'internal' ? 'something went wrong in Watchbill, whose log says what.' : problem;
  const question = ticketQuestion(ref);
  const text = `⚠️ ${called(by)}no Jira issue could be made of this: ${escaped(words)}\n${escaped(question.text)}`;
  say.post({ lane: 'alert', channel, threadOf, content: saying(text, question.answers) });
}

/** Tells in the thread, once, that the issue waits for Jira, or for somebody who mends what is wrong. */
export async function tellOfDelay(
  trx: Trx,
  say: Say,
  { ref, by, problem }: Trouble,
  { kinds }: Pick<JiraParts, 'kinds'>,
): Promise<void> {
  const found = await findNamed(trx, ref, kinds);
  if (found === null || (await findAttempt(trx, ref)).isTold) return;
  await keepAttempt(trx, ref, { isTold: true });
  const { channel, messageId: threadOf } = found.subject;
  const text = `⏳ ${called(by)}the Jira issue of this is not made yet: ${escaped(problem)} It is tried until it works.`;
  say.post({ lane: 'alert', channel, threadOf, content: saying(text) });
}

const called = (by: string): string => (by === '' ? '' : `${mention(by)}, `);
