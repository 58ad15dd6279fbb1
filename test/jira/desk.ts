import type { JiraWorld } from '../../sandbox/jira/world.ts';
import { type JiraStandIn, startJira } from '../../sandbox/jira.ts';
import { createCards } from '../../src/alerts/cards.ts';
import type { Environment } from '../../src/config/environment.ts';
import type { Config } from '../../src/config/schema.ts';
import type { Done, Errand, Handler } from '../../src/errands/errand.ts';
import { judgeErrand } from '../../src/errands/setback.ts';
import { INCIDENT_LOCK } from '../../src/incidents/open.ts';
import { type JiraAtWork, putJiraTogether } from '../../src/jira/at-work.ts';
import { lookAgain } from '../../src/jira/look.ts';
import { stampOf } from '../../src/slack/stamp.ts';
import { findNamed } from '../../src/triage/kind.ts';
import { react } from '../../src/triage/react.ts';
import { fires } from '../alerts/event.ts';
import { ADA } from '../incidents/house.ts';
import { logLines } from '../sources/log-lines.ts';
import type { Open, SupportHouse } from '../support-desk/house.ts';

/** What an errand came to: done, or what its handler threw. */
export type Outcome = 'done' | Error;

export const SECRET = 'webhook-secret';

type Options = Partial<Pick<JiraWorld, 'form' | 'indexMs'>> & { fields?: Record<string, unknown>; token?: string };

export type Desk = Awaited<ReturnType<typeof withJira>>;

/** A house whose bot makes issues in a site of Jira. Both stop with `stop`; the house is closed by itself. */
export async function withJira(open: Open, { fields = {}, token, ...options }: Options = {}) {
  const house = await open();
  const jira = await startJira({ clock: house.clock, ...options });
  await house.drain();
  const atWork = startOn(house, jira, { fields, token: token ?? jira.token });
  Object.assign(house.triage, { kinds: atWork.kinds });
  return {
    ...{ house, jira, atWork },
    run: running(house, atWork.handlers),
    /** The same bot with other settings, as after a restart. */
    runAs: (more: { fields?: Record<string, unknown>; token?: string }) =>
      running(house, startOn(house, jira, { fields, token: jira.token, ...more }).handlers),
    /** An alert of its own, as it is posted. @returns its ref. */
    async alert(more: Parameters<typeof fires>[1] = {}): Promise<string> {
      const alarm = `alarm-${crypto.randomUUID()}`;
      await house.tell(fires(0, { alarm, ...more }));
      await house.drain();
      const row = house.db.selectFrom('alert').select('id').orderBy('id', 'desc');
      return String((await row.executeTakeFirstOrThrow()).id);
    },
    /** A ticket of Eve's, as it is posted. @returns its ref. */
    async ticket(draft: Parameters<SupportHouse['raise']>[0] = {}): Promise<string> {
      const { name } = await house.raise(draft);
      await house.drain();
      return name;
    },
    /** Somebody puts an emoji on what `ref` names, or takes it off. */
    async emoji(ref: string, { emoji = 'outbox_tray', user = ADA, added = true } = {}): Promise<void> {
      house.pass(1000);
      const { messageId } = await subject(ref);
      const row = house.db.selectFrom('message').select(['channel_id', 'ts']).where('id', '=', messageId);
      const { channel_id, ts } = await row.executeTakeFirstOrThrow();
      const at = stampOf(house.time.now);
      await react({ channelId: channel_id as string, ts: ts as string, user, emoji, added, at }, house.triage);
    },
    subject,
    /** What was said in the thread of its message since, in mrkdwn; everything else that was said is thrown away. */
    async thread(ref: string): Promise<string[]> {
      const { messageId } = await subject(ref);
      return (await house.drain())
        .filter(({ threadOf, kind }) => kind === 'post' && threadOf === messageId)
        .map(({ text }) => text);
    },
    /** Looks at Jira once two minutes have passed. */
    async look(): Promise<Outcome[]> {
      house.pass(120_000);
      await lookAgain(house);
      return running(house, atWork.handlers)();
    },
    followed: () => house.db.selectFrom('jira_issue').selectAll().orderBy('ref').execute(),
    stop: () => jira.stop(),
  };

  async function subject(ref: string) {
    const found = await findNamed(house.db, ref, house.triage.kinds);
    if (!found) throw new Error(`there is nothing named ${ref}`);
    return found.subject;
  }
}

function groundOf(
  house: SupportHouse,
  jira: JiraStandIn,
  { fields, token }: { fields: Record<string, unknown>; token: string },
) {
  const { url, user, project } = jira;
  const config: Config = { ...house.config, jira: { url: `${url}/`, user, project, type: 'Task', fields } };
  const environment = { jira: { token, webhookSecret: SECRET } } as Environment;
  const { outbox, db, clock, library } = house;
  const { log } = logLines();
  return { settings: { config, environment }, outbox, db, clock, log, cards: createCards(config, library) };
}

const plainKinds = new WeakMap<SupportHouse, SupportHouse['triage']['kinds']>();

/** Jira put together over a house, as a process does when it starts. */
export function startOn(
  house: SupportHouse,
  jira: JiraStandIn,
  settings: { fields: Record<string, unknown>; token: string },
): JiraAtWork {
  const kinds = plainKinds.get(house) ?? house.triage.kinds;
  plainKinds.set(house, kinds);
  return putJiraTogether({ ...groundOf(house, jira, settings), kinds });
}

/**
 * Runs what waits, in order and with what follows from it, until something fails. With `dies` the first is done but
 * nothing of it is kept, as if the process had died; with `ms` no longer than so long.
 */
const running =
  (house: SupportHouse, handlers: Record<string, Handler>) =>
  async ({ dies = false, ms = 5000 } = {}): Promise<Outcome[]> => {
    const outcomes: Outcome[] = [];
    for (;;) {
      const waiting = house.db.selectFrom('errand').selectAll().where('kind', 'in', Object.keys(handlers));
      const row = await waiting.where('refused', '=', 0).orderBy('id').limit(1).executeTakeFirst();
      if (!row) return outcomes;
      const handler = handlers[row.kind] as Handler;
      const errand: Errand = { ...row, payload: JSON.parse(row.payload), since: new Date(row.created_at) };
      try {
        const done = await handler.run(errand, AbortSignal.timeout(ms));
        outcomes.push('done');
        if (dies) return outcomes;
        await keep(house, row.id, done);
      } catch (error) {
        const setback = judgeErrand(error, 1);
        if (setback.kind === 'refuse')
          await keep(house, row.id, handler.refused?.(errand, setback.problem) ?? (async () => {}));
        return [...outcomes, error as Error];
      }
    }
  };

async function keep({ outbox }: SupportHouse, id: number, done: Done): Promise<void> {
  await outbox.commit(async (trx, say) => {
    await trx.deleteFrom('errand').where('id', '=', id).execute();
    await done(trx, say);
  }, INCIDENT_LOCK);
}

/** The words of a document, in order, lines apart. */
export function wordsOf(node: unknown): string {
  const { type, text, content = [] } = node as { type: string; text?: string; content?: unknown[] };
  if (type === 'hardBreak') return '\n';
  const ends = type === 'paragraph' || type === 'codeBlock' || type === 'heading' ? '\n' : '';
  return (text ?? '') + content.map(wordsOf).join('') + ends;
}
