import { describe, expect, it } from 'vitest';
import { SlackError } from '../../src/errors.ts';
import { judgeFor } from '../../src/outbox/judge-for.ts';
import { judge } from '../../src/outbox/verdict.ts';

const failed = (code: string) => new SlackError('failed', { code, retryable: true });
const channel = { kind: 'message', channel: 'alerts' } as const;
const person = { kind: 'message', channel: 'U01AAAAAA' } as const;
const topic = { kind: 'topic', channel: 'bugs' } as const;
const group = { kind: 'group', channel: 'S01AAAAAA' } as const;
const file = { kind: 'file', channel: 'alerts' } as const;
const whisper = { kind: 'whisper', channel: 'alerts' } as const;

describe('an error', () => {
  it.each([
    [channel, 'missing_scope', { kind: 'held', whole: true }],
    [person, 'missing_scope', { kind: 'held', whole: false }],
    [topic, 'missing_scope', { kind: 'held', whole: false }],
    [file, 'missing_scope', { kind: 'held', whole: false }],
    [group, 'missing_scope', { kind: 'hopeless' }],
    [topic, 'not_in_channel', { kind: 'held', whole: false }],
    [person, 'is_archived', { kind: 'hopeless' }],
    [channel, 'is_archived', { kind: 'held', whole: false }],
    [person, 'user_not_found', { kind: 'hopeless' }],
    [whisper, 'user_not_found', { kind: 'gone' }],
    [person, 'message_not_found', { kind: 'gone' }],
    [person, 'invalid_blocks', { kind: 'refused' }],
    [topic, 'too_long', { kind: 'hopeless' }],
    [file, 'upload_address', { kind: 'hopeless' }],
    [file, 'upload_failed', { kind: 'passing', ambiguous: true }],
    [group, 'permission_denied', { kind: 'hopeless' }],
    [group, 'internal_error', { kind: 'passing', ambiguous: true }],
  ])('of %j, %s, is judged by what it was for', (job, error, verdict) => {
    expect(judgeFor(job, failed(error))).toEqual({ ...verdict, error });
  });

  it.each([channel, person, topic, group, file, whisper])('of the installation keeps everything, also %j', (job) => {
    expect(judgeFor(job, failed('token_revoked'))).toEqual({ kind: 'held', whole: true, error: 'token_revoked' });
  });

  it('of a message in a channel is judged by itself, and a mistake of ours never', () => {
    for (const code of ['no_text', 'out_of_coffee', 'ratelimited']) {
      expect(judgeFor(channel, failed(code))).toEqual(judge(failed(code)));
    }
    expect(judgeFor(topic, new RangeError('ours'))).toBeNull();
  });
});
