import { expect, it } from 'vitest';
import { JiraError } from '../../src/errors.ts';
import { addDetails } from '../../src/triage/details.ts';
import { ADA } from '../incidents/house.ts';
import { onBothEngines } from '../support-desk/house.ts';
import { withJira } from './desk.ts';

const form = [{ id: 'customfield_10010', name: 'Team', required: true }];
const Team = { customfield_10010: { value: 'Shop' } };

onBothEngines('an issue that Jira refuses', (open) => {
  it('is told in the thread, field by field, with the question for a key; put on again once mended it is made', async () => {
    const desk = await withJira(open, { form, fields: { nonsense: 1 } });
    const ref = await desk.alert();
    await desk.emoji(ref);
    await desk.house.drain();
    const [error] = await desk.run();
    expect(error).toBeInstanceOf(JiraError);
    expect(error).toMatchObject({ code: '400', retryable: false });
    const { messageId } = await desk.subject(ref);
    const said = (await desk.house.drain()).find(({ threadOf }) => threadOf === messageId);
    expect(said?.text).toBe(
      `⚠️ <@${ADA}>, no Jira issue could be made of this: Jira refuses it: nonsense: Field 'nonsense' cannot be set. It is not on the appropriate screen, or unknown; customfield_10010: Team is required.\nWhich Jira issue waits for this? Add it here, or post its key or link in the thread.`,
    );
    expect(JSON.parse(said?.blocks ?? '[]')[1]).toMatchObject({
      elements: [{ action_id: 'triage.ticket', value: ref }],
    });
    expect(await desk.run()).toEqual([]);
    await desk.emoji(ref, { added: false });
    await desk.emoji(ref);
    expect(await desk.runAs({ fields: Team })()).toEqual(['done', 'done']);
    await desk.stop();
  });

  it('can be named by hand', async () => {
    const desk = await withJira(open, { form });
    const ref = await desk.ticket();
    await desk.emoji(ref);
    await desk.run();
    expect(await desk.thread(ref)).toEqual([expect.stringContaining('customfield_10010: Team is required')]);
    const { key } = desk.jira.make('by hand');
    await addDetails({ ref, details: { ticket: key }, by: ADA }, desk.house.triage);
    expect(await desk.run()).toEqual(['done']);
    expect(desk.jira.issues[0]?.links).toHaveLength(1);
    await desk.stop();
  });

  it('in words from outside pings nobody', async () => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await desk.emoji(ref);
    const errors = { summary: '<!channel> is wrong.\nReally.' };
    desk.jira.fail('POST /rest/api/3/issue', { status: 400, body: { errorMessages: ['No.'], errors } });
    await desk.run();
    expect(await desk.thread(ref)).toEqual([
      expect.stringContaining('Jira refuses it: No; summary: &lt;!channel&gt; is wrong. Really.\n'),
    ]);
    await desk.stop();
  });
});

onBothEngines('what an operator can mend', (open) => {
  it.each([
    [401, /^Jira refuses the account watchbill@example\.com: set JIRA_TOKEN to a valid API token of it\.$/],
    [
      403,
      /^Jira does not allow watchbill@example\.com to do this: grant it the permission in the project\. It says: asked to\.$/,
    ],
  ])('is waited for after a %i, with a sentence that says so, and told once after a minute', async (status, words) => {
    const desk = await withJira(open);
    const ref = await desk.alert();
    await desk.emoji(ref);
    await desk.house.drain();
    for (const expected of [0, 1, 0]) {
      desk.jira.fail('POST /rest/api/3/issue', { status });
      const [error] = await desk.run();
      expect(error).toMatchObject({ code: String(status), retryable: true, message: expect.stringMatching(words) });
      expect(await desk.thread(ref)).toHaveLength(expected);
      desk.house.pass(60_000);
    }
    expect(await desk.run()).toEqual(['done', 'done']);
    await desk.stop();
  });

  it('as a wrong token is in no words of ours', async () => {
    const desk = await withJira(open, { token: 'a-secret-token' });
    const ref = await desk.alert();
    await desk.emoji(ref);
    desk.house.pass(60_000);
    const [error] = await desk.run();
    const said = JSON.stringify([String(error), (error as Error).stack, await desk.thread(ref)]);
    expect(said).toContain('is not made yet: Jira refuses the account');
    expect(said).not.toContain('a-secret-token');
    expect(said).not.toContain(Buffer.from('watchbill@example.com:a-secret-token').toString('base64'));
    expect(await desk.runAs({})()).toEqual(['done', 'done']);
    await desk.stop();
  });
});
