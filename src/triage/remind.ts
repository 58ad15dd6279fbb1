import { INTAKE_LOCK } from '../alerts/lock.ts';
import { hasWaiting, remindOf } from '../alerts/waiting.ts';
import type { Clock } from '../clock.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { Db } from '../store/tables.ts';

/** `onDuty` tells who is to be reminded; null while nobody has the duty: then the reminder waits for whoever comes. */
export type RemindParts = {
  outbox: Outbox;
  db: Db;
  clock: Clock;
  zone: string;
  /** Milliseconds; 0 switches reminders off. */
  remindAfter: number;
  onDuty(): Promise<string | null>;
};

/** Reminds the one on duty of what nobody looked at for too long: once for each alert, whoever of the replicas runs it. */
export async function remind({ outbox, db, clock, remindAfter, onDuty, zone }: RemindParts): Promise<void> {
  if (remindAfter === 0 || !(await hasWaiting(db, clock.now(), remindAfter))) return;
  const person = await onDuty();
  if (person === null) return;
  await outbox.commit(
    (trx, say) => remindOf(trx, say, { now: clock.now(), afterMs: remindAfter, person, zone }),
    INTAKE_LOCK,
  );
}
