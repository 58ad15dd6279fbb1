import type { Intake } from '../alerts/alarm-event.ts';
import type { Log } from '../log.ts';

/** An intake that also tells, once all is stored, of incidents in AWS which somebody there has just touched. */
export function tellingOfIncidents(
  intake: Intake,
  { lookAt, log }: { lookAt(arns: readonly string[]): Promise<void>; log: Log },
): Intake {
  return async (batch) => {
    await intake(batch);
    const readings = batch.flatMap((received) => received.readings);
    const arns = readings.flatMap((reading) => (reading.kind === 'ignored' ? (reading.incidents ?? []) : []));
    // They are looked at every few seconds besides, so that nobody has to wait for it, or to try again.
    if (arns.length > 0)
      lookAt(arns).catch((error: unknown) => log.warn({ err: error }, 'AWS did not tell of incidents'));
  };
}
