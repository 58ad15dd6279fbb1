import type { Clock } from '../clock.ts';
import { addDays, dayIn } from '../duty/days.ts';
import type { Schedule } from '../duty/schedule/schedule.ts';
import { claimRun } from '../jobs/claim.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { knownTeamUrl } from '../slack/identity.ts';
import type { Db } from '../store/tables.ts';
import { dayOf } from './day.ts';
import { dueHandovers, type Handover, recipients } from './due-handovers.ts';
import { handoverMessage } from './handover-blocks.ts';
import { wasRun } from './store.ts';

/** What handing over needs. `admins` get the reports that nobody else can. */
export type HandoverParts = {
  db: Db;
  outbox: Outbox;
  schedule: Schedule;
  clock: Clock;
  zone: string;
  admins: readonly string[];
};

/** Over how many days the shift before and the next one are looked for: no holidays are longer. */
const DAYS = 14;

/**
 * Sends the reports of Incident Commanders that are due, each once, whoever of the replicas runs it. What was missed
 * is made up for while it is of use. Called every few seconds.
 */
export async function runHandovers(parts: HandoverParts): Promise<void> {
  const { db, schedule, clock, zone } = parts;
  const now = clock.now();
  const today = dayIn(now, zone);
  const shifts = await schedule.shifts({ from: addDays(today, -DAYS), to: addDays(today, DAYS) });
  const commanders = shifts.filter(({ rotation }) => rotation === 'ic');
  for (const handover of dueHandovers(commanders, now)) {
    if (!(await wasRun(db, runName(handover), handover.at.toISOString()))) await handOver(handover, now, parts);
  }
}

const runName = ({ kind }: Handover): string => `handover at ${kind}`;

async function handOver(handover: Handover, now: Date, { outbox, zone, admins }: HandoverParts): Promise<void> {
  await outbox.commit(async (trx, say) => {
    if (!(await claimRun(trx, runName(handover), handover.at.toISOString(), now))) return;
    const day = await dayOf(trx, { since: handover.since, now });
    const content = handoverMessage(handover, day, { zone, teamUrl: await knownTeamUrl(trx) });
    for (const channel of recipients(handover, admins)) say.post({ lane: 'housekeeping', channel, content });
  });
}
