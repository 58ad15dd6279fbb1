import { clip } from '../clip.ts';
import type { Say } from '../outbox/say.ts';
import { saying } from '../slack/said.ts';
import { spoken } from '../slack/spoken.ts';
import { mention } from '../slack/text.ts';
import type { Trx } from '../store/tables.ts';
import type { Incident } from './incident.ts';
import { tellPages } from './paging/tell-pages.ts';
import type { IncidentParts } from './parts.ts';
import { sayInRoom } from './room.ts';
import { newestLines } from './rules/newest-lines.ts';
import { showRunbook } from './runbook/show.ts';
import { insertEvents, type TimelineEvent, timelineOf } from './timeline.ts';

/** So much of each line is told, as it was written. */
const LONGEST_LINE = 400;
/** Of all lines, so that they fit into one section of a message with what stands above them. */
const MOST_CHARACTERS = 2800;

/** Tells a room that has just been made what was said and done before there was a place to tell it. */
export async function settleIn(trx: Trx, say: Say, incident: Incident, parts: IncidentParts): Promise<void> {
  const lines = (await timelineOf(trx, incident.id)).filter(
    ({ kind, at }) => told.includes(kind) && at > incident.openedAt,
  );
  if (lines.length > 0) sayInRoom(say, incident, saying(soFar(lines)));
  await insertEvents(trx, incident.id, [
    { at: parts.clock.now(), by: null, kind: 'room', text: 'The room is ready', key: 'room' },
  ]);
  await tellPages(trx, say, incident, parts);
  await showRunbook(trx, say, incident, parts);
}

const told = ['note', 'update', 'role'];

/** Of many lines the newest. */
function soFar(lines: readonly TimelineEvent[]): string {
  const { shown, before } = newestLines(lines.map(lineOf), MOST_CHARACTERS);
  const earlier = before === 0 ? [] : [`_${before} lines before these: \`/incident timeline\`._`];
  return ['*So far:*', ...earlier, ...shown].join('\n');
}

function lineOf({ by, text }: TimelineEvent): string {
  return `• ${by === null ? '' : `${mention(by)} `}${spoken(clip(text, LONGEST_LINE))}`;
}
