import type { Refused } from '../slack/refused.ts';
import { saying } from '../slack/said.ts';
import { plainly, spoken } from '../slack/spoken.ts';
import { mention } from '../slack/text.ts';
import { type Act, act } from './acting.ts';
import { changeIncident } from './change.ts';
import type { Incident } from './incident.ts';
import { itemsOf, type RelatedItem } from './items.ts';
import type { IncidentParts } from './parts.ts';
import { type Impact, impactWords } from './rules/impact.ts';
import type { Field } from './rules/merge.ts';

/** An incident as somebody wants it to be; its items stay as they are where they are left out. */
export type Edited = Act & { title: string; impact: Impact; summary: string; items?: readonly RelatedItem[] };

/** Edits what an incident says, in one go; the room is told what changed. */
export async function edit({ id, by, ...wanted }: Edited, parts: IncidentParts): Promise<Incident | Refused> {
  const title = plainly(wanted.title).trim();
  if (title === '') return { problem: 'An incident needs a title.' };
  return act(
    { id, by },
    async (trx, say, incident) => {
      const next = { title, impact: wanted.impact, summary: plainly(wanted.summary) };
      const lines = changesOf(incident, next);
      const items = await itemsOf(trx, id);
      // One that is called otherwise goes, and comes anew.
      const added = without(wanted.items ?? items, items);
      const removed = without(items, wanted.items ?? items);
      const itemLines = [
        ...removed.map((item) => `took the link ${item.title} away`),
        ...added.map((item) => `added the link ${item.title} (${item.url})`),
      ];
      if (lines.length + itemLines.length === 0) return incident;
      const at = parts.clock.now();
      const event = (kind: 'edited' | 'item') => (text: string) => ({ at, by, kind, text });
      const told = [...lines, ...itemLines].map((line) => spoken(line)).join('; ');
      const change = {
        set: next,
        events: [...lines.map(event('edited')), ...itemLines.map(event('item'))],
        ...{ added, removed },
        room: saying(`✏️ ${mention(by)} ${told}.`),
        tell: { text: `${incident.name}: ${mention(by)} ${told}.`, by },
      };
      return changeIncident(trx, say, { incident, change }, parts);
    },
    parts,
  );
}

const without = (items: readonly RelatedItem[], others: readonly RelatedItem[]): RelatedItem[] =>
  items.filter(({ title, url }) => !others.some((other) => other.title === title && other.url === url));

/** What an edit changes, as the timeline tells it. */
export function changesOf(
  before: Pick<Incident, 'title' | 'impact' | 'summary'>,
  after: Pick<Incident, 'title' | 'impact' | 'summary'>,
): string[] {
  const words: Record<Exclude<Field, 'state'>, string> = {
    title: `changed the title to: ${after.title}`,
    impact: `changed the impact from ${impactWords[before.impact]} to ${impactWords[after.impact]}`,
    summary: 'changed the summary',
  };
  return (['title', 'impact', 'summary'] as const).flatMap((field) =>
    before[field] === after[field] ? [] : words[field],
  );
}
