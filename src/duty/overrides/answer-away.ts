import type { Asked, Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import { dayIn } from '../days.ts';
import { knownPeople } from '../schedule/people.ts';
import { rotationNames } from '../shift.ts';
import { absencesOf } from './absence-store.ts';
import { foreseeAway, goAway } from './away.ts';
import { absencesReply, awayReply, cancelledReply, foreseenReply } from './away-blocks.ts';
import { type AwayOrder, readAway } from './away-words.ts';
import { cancelAbsence } from './give-back.ts';
import type { OverrideParts } from './overrides.ts';

/** `/duty away`: shows what days away would move and asks; without days, lists one's absences. */
export async function answerAway({ user, text }: Asked, parts: OverrideParts): Promise<Reply> {
  const today = dayIn(parts.clock.now(), parts.zone);
  if (text.trim() === '') return listAbsences(user, today, parts);
  const order = readAway(text, { user, today });
  if ('problem' in order) return saying(order.problem);
  const foreseen = await foreseeAway(order, parts);
  return 'problem' in foreseen ? saying(foreseen.problem) : foreseenReply(foreseen, parts.zone);
}

/** The answer to the button that does it. */
export async function answerDoAway(order: AwayOrder, parts: OverrideParts): Promise<Reply> {
  const done = await goAway(order, parts);
  return 'problem' in done ? saying(done.problem) : awayReply(done, parts.zone);
}

/** The answer to the button that takes an absence back. */
export async function answerCancel(asked: { id: number; by: string }, parts: OverrideParts): Promise<Reply> {
  const cancelled = await cancelAbsence(asked, parts);
  return 'problem' in cancelled ? saying(cancelled.problem) : cancelledReply(cancelled, parts.zone);
}

async function listAbsences(user: string, today: string, { db, duty }: OverrideParts): Promise<Reply> {
  const naming = await knownPeople(db);
  const listed = rotationNames.flatMap((rotation) => duty[rotation].members);
  const spans = listed.filter((member) => naming(member.user) === user).flatMap(({ away }) => away);
  const coming = spans.filter(({ to }) => to >= today);
  // Whoever is in both rotations has the same days in each.
  const fromFile = [...new Map(coming.map((span) => [`${span.from} ${span.to}`, span])).values()];
  return absencesReply(await absencesOf(db, user, today), fromFile);
}
