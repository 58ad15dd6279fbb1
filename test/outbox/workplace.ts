import { WebClient } from '@slack/web-api';
import pino from 'pino';
import {
  type ManualTime,
  manualTime,
  type SlackOptions,
  type SlackSandbox,
  startSlack,
} from '../../sandbox/slack/sandbox.ts';
import { StoreError } from '../../src/errors.ts';
import type { Lane } from '../../src/outbox/intent.ts';
import { createOutbox, type Outbox } from '../../src/outbox/outbox.ts';
import type { Content, Say } from '../../src/outbox/say.ts';
import { createSender, type Sender } from '../../src/outbox/sender.ts';
import { clientOptions } from '../../src/slack/clients.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { migrate } from '../../src/store/migrate.ts';
import { type DatabaseAddress, openStore, type Store } from '../../src/store/open.ts';

/** How long the client waits for Slack here: a call that hangs is given up soon. */
const CALL_MS = 1000;
const STEP_MS = 100;

/** A store, its outbox, a sender, and a Slack to send to, in a time that passes only when told to. */
export type Workplace = {
  slack: SlackSandbox;
  /** Ids of the two channels. */
  alerts: string;
  bugs: string;
  store: Store;
  outbox: Outbox;
  sender: Sender;
  time: ManualTime;
  /** What the sender logged: level, message and fields. */
  logged: Record<string, unknown>[];
  /** The errors that were counted. */
  errors: string[];
  /** Lets time pass, and at each step what follows from it come to its end. */
  pass(ms: number): Promise<void>;
  /** Waits until nothing is under way. */
  quiet(): Promise<void>;
  /** Says one message in a transaction of its own. @returns its id. */
  post(text: string, more?: { lane?: Lane; channel?: string; threadOf?: string }): Promise<string>;
  rewrite(messageId: string, text: string, channel?: string): Promise<void>;
  say<T>(what: (say: Say) => T): Promise<T>;
  /** The database fails at the next transaction of the sender. */
  failNextWrite(): void;
  /** Another process begins where this one stopped without a word, as after a crash; `sender` and `outbox` are its. */
  crash(): Promise<void>;
  stop(): Promise<void>;
};

/** A message that shows `text`. */
export function content(text: string): Content {
  return { text, blocks: [{ type: 'section', text: { type: 'plain_text', text } }] };
}

/** Opens a workplace with the channels `alerts` and `bugs`. The sender is at work already. */
export async function openWorkplace(address: DatabaseAddress, options: SlackOptions = {}): Promise<Workplace> {
  const time = manualTime(new Date('2026-11-20T09:00:00Z'));
  const slack = await startSlack({ clock: time, ...options });
  slack.user({ name: 'ada' });
  const [alerts, bugs] = [slack.channel({ name: 'alerts' }), slack.channel({ name: 'bugs' })];
  const store = await openStore(address);
  await migrate(store, time.now());
  const logged: Record<string, unknown>[] = [];
  const log = pino(
    { base: null, formatters: { level: (level) => ({ level }) } },
    { write: (line) => void logged.push(JSON.parse(line)) },
  );
  const errors: string[] = [];
  const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, log, CALL_MS));
  const { channelId } = createDirectory({ client, db: store.db, clock: time });

  let isFailing = false;
  const failing: Store = {
    ...store,
    async write(work, lock) {
      if (!isFailing) return store.write(work, lock);
      isFailing = false;
      throw new StoreError('The database failed', { code: 'SQLITE_IOERR', retryable: true });
    },
  };

  function begin(): { outbox: Outbox; sender: Sender; kill(): void } {
    const outbox = createOutbox({ store, clock: time });
    let isDead = false;
    const after: ManualTime['after'] = (ms, act) => time.after(ms, () => isDead || act());
    const onError = (error: string) => void errors.push(error);
    const sender = createSender({ store: failing, outbox, client, clock: time, after, log, channelId, onError });
    return {
      outbox,
      sender,
      kill() {
        isDead = true;
        outbox.detachSender();
      },
    };
  }

  let process = begin();
  const workplace: Workplace = {
    slack,
    alerts,
    bugs,
    store,
    time,
    logged,
    errors,
    get outbox() {
      return process.outbox;
    },
    get sender() {
      return process.sender;
    },
    async quiet() {
      for (let before = -1; before !== slack.calls().length; ) {
        before = slack.calls().length;
        await process.sender.settled();
        await process.sender.settled();
      }
    },
    async pass(ms) {
      await workplace.quiet();
      for (let passed = 0; passed < ms; passed += STEP_MS) {
        await time.advance(Math.min(STEP_MS, ms - passed));
        await workplace.quiet();
      }
    },
    say: (what) => process.outbox.commit(async (_trx, say) => what(say)),
    post: (text, { lane = 'alert', channel = 'alerts', threadOf } = {}) =>
      workplace.say((say) =>
        say.post({ lane, channel, ...(threadOf !== undefined && { threadOf }), content: content(text) }),
      ),
    rewrite: (messageId, text, channel = 'alerts') =>
      workplace.say((say) => say.rewrite(messageId, channel, content(text))),
    failNextWrite() {
      isFailing = true;
    },
    async crash() {
      process.kill();
      process = begin();
      await process.sender.start();
    },
    async stop() {
      await process.sender.stop();
      await store.close();
      await slack.stop();
    },
  };
  await process.sender.start();
  return workplace;
}

/** What a channel shows, oldest first. */
export function texts(slack: SlackSandbox, channel = 'alerts'): string[] {
  return slack.messages(channel).flatMap(({ text, subtype }) => (subtype === undefined ? text : []));
}

/** The texts of a method's calls, in order. */
export function sent(slack: SlackSandbox, method = 'chat.postMessage'): unknown[] {
  return slack.calls(method).map((call) => call.args['text']);
}

/** What waits in the outbox. */
export async function waiting(store: Store) {
  return store.db.selectFrom('outbox').selectAll().orderBy('id').execute();
}
