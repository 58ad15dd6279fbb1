import { WebClient } from '@slack/web-api';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Fault, type SlackSandbox, startSlack } from '../../sandbox/slack/sandbox.ts';
import { NotYet } from '../../src/errands/errand.ts';
import { judgeErrand, type Setback } from '../../src/errands/setback.ts';
import { AwsError, SlackError, StoreError } from '../../src/errors.ts';
import { clientOptions } from '../../src/slack/clients.ts';
import { lasting, passing } from './workshop.ts';

const tooLong = new DOMException('a try took too long', 'TimeoutError');
const foundLater = new SlackError('There is no channel #war', { code: 'channel_not_found', retryable: true });
const foundNever = new SlackError('That is no address of Slack', { code: 'upload_address', retryable: false });
const down = new StoreError('The database failed', { code: 'SQLITE_BUSY', retryable: true });
const corrupt = new StoreError('The database failed', { code: 'SQLITE_CORRUPT', retryable: false });
const page = Object.assign(new Error('Statuspage knows no such page'), { code: '404', retryable: false });
const noWord = new AwsError('', { code: 'InternalServerException', retryable: true });

describe('an errand that failed', () => {
  it.each<[string, unknown, number, Setback]>([
    ['by what AWS puts off is tried again', passing(), 1, { kind: 'again', ms: 1000, problem: 'AWS throttled it' }],
    ['for the tenth time waits a minute', passing(), 10, { kind: 'again', ms: 60_000, problem: 'AWS throttled it' }],
    ['for the thousandth time waits no longer', noWord, 1000, { kind: 'again', ms: 60_000, problem: '' }],
    ['by what AWS forbids is refused', lasting(), 1, { kind: 'refuse', problem: 'AWS denied access: allow it' }],
    ['by what Slack may have later', foundLater, 2, { kind: 'again', ms: 2000, problem: 'There is no channel #war' }],
    ['by what Slack will never have', foundNever, 1, { kind: 'refuse', problem: 'That is no address of Slack' }],
    ['by what another service will never do', page, 1, { kind: 'refuse', problem: 'Statuspage knows no such page' }],
    ['by the database is tried again', down, 3, { kind: 'again', ms: 4000, problem: 'SQLITE_BUSY' }],
    ['by a broken database waits for its repair', corrupt, 1, { kind: 'again', ms: 1000, problem: 'SQLITE_CORRUPT' }],
    ['by taking too long is tried again', tooLong, 1, { kind: 'again', ms: 1000, problem: 'TimeoutError' }],
    ['by a bug is tried again', new TypeError('x'), 2, { kind: 'again', ms: 2000, problem: 'internal' }],
    ['by a bug for the third time is refused', new TypeError('x'), 3, { kind: 'refuse', problem: 'internal' }],
    ['by what is no error at all is taken for a bug', 'oh', 3, { kind: 'refuse', problem: 'internal' }],
    ['for it came too early waits as it says', new NotYet('no', 200), 99, { kind: 'wait', ms: 200, problem: null }],
    ['for it came far too early', new NotYet('no', 600_000), 1, { kind: 'wait', ms: 60_000, problem: null }],
  ])('%s', (_what, error, tries, setback) => expect(judgeErrand(error, tries)).toEqual(setback));
});

describe('an errand to the real client of Slack', () => {
  let slack: SlackSandbox;
  beforeAll(async () => {
    slack = await startSlack();
  });
  afterEach(() => slack.heal());
  afterAll(() => slack.stop());

  it.each<[string, Fault, number, Setback]>([
    ['waits when Slack asks to', { retryAfter: 7 }, 1, { kind: 'wait', ms: 7000, problem: null }],
    ['is tried again when Slack fails', { status: 500 }, 1, { kind: 'again', ms: 1000, problem: 'HTTP 500' }],
    [
      'waits until a right is given',
      { error: 'missing_scope' },
      9,
      { kind: 'wait', ms: 30_000, problem: 'missing_scope' },
    ],
    ['waits to be let in', { error: 'not_in_channel' }, 9, { kind: 'wait', ms: 30_000, problem: 'not_in_channel' }],
    ['about what is gone is refused', { error: 'user_not_found' }, 1, { kind: 'refuse', problem: 'user_not_found' }],
    ['that is wrong is refused', { error: 'invalid_arguments' }, 1, { kind: 'refuse', problem: 'invalid_arguments' }],
    ['tries a strange error again', { error: 'name_taken' }, 4, { kind: 'again', ms: 8000, problem: 'name_taken' }],
    ['takes it for lasting in the end', { error: 'name_taken' }, 5, { kind: 'refuse', problem: 'name_taken' }],
  ])('%s', async (_what, fault, tries, setback) => {
    slack.fail('conversations.create', fault);
    const client = new WebClient(slack.botToken, clientOptions(slack.apiUrl, pino({ level: 'silent' }), 1000));
    const error = await client.conversations.create({ name: 'inc' }).catch((reason: unknown) => reason);
    expect(judgeErrand(error, tries)).toEqual(setback);
  });
});
