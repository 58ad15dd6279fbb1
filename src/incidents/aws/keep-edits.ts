import type { Say } from '../../outbox/say.ts';
import { saying } from '../../slack/said.ts';
import { spoken } from '../../slack/spoken.ts';
import type { Trx } from '../../store/tables.ts';
import { giveAnotherRoom } from '../another-room.ts';
import { changeIncident } from '../change.ts';
import type { IncidentChange } from '../incident-store.ts';
import { endPages } from '../paging/end-pages.ts';
import type { IncidentParts } from '../parts.ts';
import { callIn } from '../room.ts';
import type { Merged } from '../rules/merge.ts';
import { showRunbook } from '../runbook/show.ts';
import { lostLine, pulledLine } from './edit-lines.ts';
import type { EditThere } from './edits-there.ts';
import { type BothSides, joinEdits } from './join-edits.ts';

/** Takes over here what was edited in AWS, with the lines that say by whom, and what gave way to a newer edit. */
export async function keepEdits(trx: Trx, say: Say, sides: BothSides, parts: IncidentParts): Promise<void> {
  const { incident, record, edits } = sides;
  const { pulled, lost } = joinEdits(sides);
  if (pulled.length + lost.length === 0) return;
  const now = parts.clock.now();
  const changes = pulled.map((each) => {
    const edit = edits.get(each.field) ?? { by: record.by, at: record.at };
    return { line: pulledLine(each, edit), columns: columnsOf(each, edit, now) };
  });
  const events = [...changes.map(({ line }) => line), ...lost.map((each) => lostLine(each, now))];
  const told = spoken(events.map(({ text }) => text).join('; '));
  const state = pulled.find(({ field }) => field === 'state')?.to;
  const change = {
    ...{ set: Object.assign({}, ...changes.map(({ columns }) => columns)) as IncidentChange, events, isFromAws: true },
    room: saying(`${iconOf(state)} ${incident.name}: ${told}.`),
    ...(pulled.length > 0 && { tell: { text: `${incident.name}: ${told}.`, by: null } }),
  };
  if (state === 'resolved') await endPages(trx, say, incident, parts);
  const housed = state === 'open' ? await giveAnotherRoom(trx, say, incident) : incident;
  const changed = await changeIncident(trx, say, { incident: housed, change }, parts);
  if (state !== 'open') return;
  callIn(say, changed, changed.roles.ic === null ? [] : [changed.roles.ic]);
  await showRunbook(trx, say, changed, parts);
}

/** What changes in the row with a field; with the state what resolving and opening again change here. */
function columnsOf({ field, to }: Merged['pulled'][number], { at }: EditThere, now: Date): Record<string, unknown> {
  const time = at.toISOString();
  const own = { [field]: to, [`${field}_at`]: time };
  if (field !== 'state') return own;
  const over = { resolved_by: null, resolution: null };
  if (to === 'resolved') return { ...own, ...over, resolved_at: time };
  // What was due long ago is not due the moment that it goes on.
  const begun = { ic_since: now.toISOString(), relief_at: null, reminded_at: now.toISOString() };
  return { ...own, ...over, resolved_at: null, ...begun };
}

function iconOf(state: unknown): string {
  if (state === 'resolved') return '✅';
  return state === 'open' ? ':rotating_light:' : '✏️';
}
