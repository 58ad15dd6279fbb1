import type { Refused } from '../../slack/refused.ts';
import type { Db } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { findIncident, listIncidents } from '../incident-store.ts';
import { nameOf } from '../rules/incident-name.ts';
import { incidentInChannel } from '../talked-about.ts';

/** An incident as a command leaves it open: its id where it was named, and the channel in which the command was typed. */
export type Meaning = { named: number | null; channelId: string; wanted: Incident['state'] };

/** So many can be chosen from. */
const MOST = 10;

/**
 * The incident that a command means: the one it names, the one whose channel it is in, else the only one that is open.
 * @returns the choices, the newest first, where that leaves several; for what is over it is always asked.
 */
export async function meantIncident(
  { named, channelId, wanted }: Meaning,
  db: Db,
): Promise<Incident | Refused | { choices: [Incident, ...Incident[]] }> {
  if (named !== null) return (await findIncident(db, named)) ?? { problem: `There is no ${nameOf(named)}.` };
  const here = await incidentInChannel(db, channelId);
  if (here !== null) return here;
  const all = await listIncidents(db, wanted === 'open' ? { open: true } : { open: false, most: MOST });
  const [first, ...rest] = all.filter(({ state }) => state === wanted).slice(0, MOST);
  if (first === undefined) return { problem: wanted === 'open' ? noneOpen : 'No incident was resolved lately.' };
  return rest.length === 0 && wanted === 'open' ? first : { choices: [first, ...rest] };
}

const noneOpen =
  'No incident is open. `/incident open TITLE` opens one, and those that are over you name: `/incident INC-7 timeline`.';
