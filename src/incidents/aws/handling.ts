import { type Done, type Errand, type Handler, NotYet } from '../../errands/errand.ts';
import { AwsError } from '../../errors.ts';
import type { Db, Trx } from '../../store/tables.ts';
import type { Incident } from '../incident.ts';
import { findIncident } from '../incident-store.ts';
import { INCIDENT_LOCK } from '../open.ts';
import { asideLine, awsLine, START, UPDATE } from './asked.ts';
import { isAnyLeft, isWaiting } from './aws-store.ts';
import { isMendable, reasonOf } from './calling.ts';
import type { AwsParts } from './parts.ts';
import { clearLack, keepLack } from './problem.ts';

/** People are told that AWS does not answer when it has not for so long. */
const PATIENCE_MS = 15_000;
/** What somebody has to mend first is tried again after this. */
const MENDING_MS = 30_000;

/** An errand about one incident, as it stands now. */
export type Work<Asked> = { incident: Incident; asked: Asked; errand: Errand; signal: AbortSignal };

/** How a kind of errand is done. */
export type Doing<Asked> = {
  /** What AWS lacks while it is not done: `Incident Manager does not have INC-7`. */
  lacks(incident: Incident, asked: Asked): string;
  /** Does it; what comes of it is kept with the errand's end. */
  run(work: Work<Asked>): Promise<Done | undefined>;
};

/**
 * The handler of a kind of errand: people see what AWS lacks and why, are told once, and told when it has it. While the
 * incident is open, what somebody can mend is waited for.
 */
export function handling<Asked>(doing: Doing<Asked>, parts: AwsParts): Handler {
  const { lacks, run } = doing;
  const { db, clock, outbox } = parts;
  return {
    async run(errand, signal) {
      const { incident, asked } = await read<Asked>(db, errand);
      if (incident === null) return async () => {};
      const lack = { incident: incident.id, lacks: lacks(incident, asked) };
      const tell = (reason: string) =>
        outbox.commit((trx, say) => keepLack(trx, say, { ...lack, reason }, parts), INCIDENT_LOCK);
      if (await isAnyAside(db, incident, errand)) return setAside(incident, errand);
      const begun = clock.now();
      try {
        const done = await run({ incident, asked, errand, signal });
        return async (trx, say) => {
          await done?.(trx, say);
          if (await isMadeGood(trx, incident, errand)) await clearLack(trx, say, lack, parts);
        };
      } catch (error) {
        if (!(error instanceof AwsError)) throw error;
        if (isMendable(error) && incident.state === 'open') {
          await tell(reasonOf(error));
          if (needNotWait(incident, errand)) return setAside(incident, errand);
          throw new NotYet(error.message, MENDING_MS);
        }
        const hasLasted = waitedMs(errand) + clock.now().getTime() - begun.getTime() >= PATIENCE_MS;
        if (error.retryable && hasLasted) await tell(`${reasonOf(error)}; it is told when it is back`);
        throw error;
      }
    },
    refused: (errand, problem) => async (trx, say) => {
      const { incident, asked } = await read<Asked>(trx, errand);
      if (incident === null) return;
      const lack = { incident: incident.id, lacks: lacks(incident, asked), reason: wordsOf(problem) };
      await keepLack(trx, say, lack, parts);
    },
  };
}

/** AWS has what it lacked with the last one of a kind that is done; where each tells all there is, with any. */
const isMadeGood = async (trx: Trx, incident: Incident, { kind }: Errand): Promise<boolean> =>
  kind === START || kind === UPDATE || !(await isAnyLeft(trx, incident, kind));

/** What comes after it in its line goes on without it, but nothing does without the beginning. */
const needNotWait = (incident: Incident, { line, kind }: Errand): boolean =>
  line === awsLine(incident) && kind !== START;

/** Whether those of its kind wait aside, behind which it belongs. */
const isAnyAside = async (db: Db, incident: Incident, errand: Errand): Promise<boolean> =>
  needNotWait(incident, errand) && isWaiting(db, asideLine(incident, errand.kind));

/** AWS did nothing of it yet, so that it may go on as another one. */
const setAside =
  (incident: Incident, { kind, payload }: Errand): Done =>
  async (_trx, say) =>
    say.errand({ kind, line: asideLine(incident, kind), payload: payload as object });

async function read<Asked>(db: Db, { payload }: Errand) {
  const asked = payload as Asked & { incident: number };
  return { incident: await findIncident(db, asked.incident), asked };
}

/** How long the failures before took, by the waits between them: a second, doubled each time. */
const waitedMs = ({ attempts }: Errand): number => (2 ** attempts - 1) * 1000;

const wordsOf = (problem: string): string =>
  problem === 'internal' ? 'something went wrong in Watchbill, whose log says what' : problem;
