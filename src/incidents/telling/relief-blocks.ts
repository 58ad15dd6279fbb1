import type { Content } from '../../outbox/say.ts';
import { button, buttons, saying } from '../../slack/said.ts';
import { escaped, mention } from '../../slack/text.ts';
import type { Incident } from '../incident.ts';
import { durationWords } from '../rules/duration-words.ts';

/** Action ids of a proposal's buttons; the value of each is an `Asking`. */
export const TAKE_OVER = 'incident.relief.take';
export const NOT_NOW = 'incident.relief.decline';

/** One round of proposals: its incident's id, since when (as kept with it), and who was asked in it. */
export type Asking = { id: number; since: string; asked: readonly string[] };

/** Who could relieve whom; `next` is null when nobody is free. `ledFor` is in milliseconds. */
export type Proposal = {
  incident: Pick<Incident, 'id' | 'name' | 'title'>;
  leading: string;
  next: string | null;
  ledFor: number;
  asking: Asking;
};

const nobodyFree = 'Nobody else is free now: hand over with `/incident handoff @user`.';

/** What the room reads. */
export function proposalInRoom({ incident, leading, next, ledFor, asking }: Proposal): Content {
  const led = `⏱️ ${mention(leading)} leads ${incident.name} for ${durationWords(ledFor)}.`;
  if (next === null) return saying(`${led} ${nobodyFree}`);
  return saying(`${led} ${mention(next)} is free and asked to take over.`, buttons(takeOver(asking)));
}

/** What the commander reads. */
export function proposalToLeading({ incident, next, ledFor }: Proposal): Content {
  const led = `⏱️ You lead ${titleOf(incident)} for ${durationWords(ledFor)}. Time for a rest.`;
  return saying(next === null ? `${led} ${nobodyFree}` : `${led} ${mention(next)} is asked to take over.`);
}

/** What whoever could relieve them reads. */
export function proposalToNext({ incident, leading, ledFor, asking }: Proposal): Content {
  const text = `⏱️ ${mention(leading)} leads ${titleOf(incident)} for ${durationWords(ledFor)}. Can you take over as IC?`;
  return saying(text, buttons(takeOver(asking), button(NOT_NOW, 'Not now', JSON.stringify(asking))));
}

const titleOf = ({ name, title }: Pick<Incident, 'name' | 'title'>): string => `*${name} ${escaped(title)}*`;

const takeOver = (asking: Asking) => ({
  ...button(TAKE_OVER, 'Take over', JSON.stringify(asking)),
  style: 'primary' as const,
});
