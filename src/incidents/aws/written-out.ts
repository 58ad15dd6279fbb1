import { PERSON } from '../../slack/spoken.ts';
import type { Db } from '../../store/tables.ts';
import { isSaid, type TimelineEvent } from '../timeline.ts';
import { clippedToEvent } from './event-data.ts';

/** A line of the timeline for readers who do not see Slack: people by their names, as far as they are known, and no longer than AWS takes. */
export async function writtenOut(
  db: Db,
  { by, kind, text }: Pick<TimelineEvent, 'by' | 'kind' | 'text'>,
): Promise<string> {
  const line = by === null ? text : `@${by}${isSaid(kind) ? ':' : ''} ${text}`;
  const ids = [...line.matchAll(PERSON)].map(([, user]) => user as string);
  const rows =
    ids.length === 0 ? [] : await db.selectFrom('slack_user').select(['id', 'name']).where('id', 'in', ids).execute();
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return clippedToEvent(line.replace(PERSON, (as, user: string) => names.get(user) ?? as));
}
