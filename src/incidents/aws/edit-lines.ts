import { impactWords } from '../rules/impact.ts';
import type { Fields, Merged } from '../rules/merge.ts';
import type { EventKind, NewEvent } from '../timeline.ts';
import type { EditThere } from './edits-there.ts';
import { principalName } from './principal.ts';

type Pulled = Merged['pulled'][number];
type Lost = Merged['lost'][number];

/** A change that was made in AWS, as the timeline tells it. */
export function pulledLine({ field, from, to }: Pulled, { by, at }: EditThere): NewEvent {
  const who = principalName(by);
  const line = (kind: EventKind, text: string) => ({ at, by: null, kind, text });
  switch (field) {
    case 'title':
      return line('edited', `${who} changed the title in AWS to: ${to}`);
    case 'impact':
      return line('edited', `${who} changed the impact in AWS from ${words(field, from)} to ${words(field, to)}`);
    case 'summary':
      return line('edited', `${who} changed the summary in AWS`);
    case 'state':
      return to === 'resolved'
        ? line('resolved', `${who} resolved it in AWS`)
        : line('reopened', `${who} opened it again in AWS`);
    default:
      return field satisfies never;
  }
}

/** An edit that gave way to a newer one on the other side, as the timeline tells it. */
export function lostLine({ field, value, side }: Lost, at: Date): NewEvent {
  const which = side === 'ours' ? 'the edit made here' : 'the edit made in AWS';
  const what = field === 'summary' ? '' : `, which was: ${words(field, value)}`;
  return { at, by: null, kind: 'aws', text: `${which} of the ${field} gave way to a newer one${what}` };
}

function words(field: keyof Fields, value: Pulled['to']): string {
  return field === 'impact' ? impactWords[value as Fields['impact']] : String(value);
}
