import { expect, it } from 'vitest';
import { incidentManagerBackend } from '../../../src/incidents/aws/incident-manager-backend.ts';
import { escalatePages } from '../../../src/incidents/paging/escalate-pages.ts';
import { resolve } from '../../../src/incidents/resolve.ts';
import { onBothEngines } from '../house.ts';
import { workspaces } from './workspace.ts';

onBothEngines('paging in Slack', (open) => {
  const workspace = workspaces(open);

  it('lets whoever is paged acknowledge by the button in their message, which then says so', async () => {
    const { house, slack, bob, letter } = await workspace();
    const { id } = await house.open();
    const at = await letter(bob, /You are paged for INC-\d+: Checkout is down/);
    await slack.click(bob, at, 'Acknowledge');
    expect(await letter(bob, /Acknowledged by @bob/)).toEqual(at);
    expect(await house.timeline(id)).toContain(`${bob}: acknowledged the page`);
  });

  it('tells whoever comes late, and only them, who has it', async () => {
    const { house, slack, ada, bob, war, letter, inWar } = await workspace();
    await house.open();
    const { ts } = await inWar(/Checkout is down/);
    const inThread = () => slack.thread(war, ts).find((message) => /Paged: @bob/.test(slack.renderMessage(message)));
    const page = await slack.until(inThread, { what: 'the page in the thread' });
    const at = await letter(bob, /You are paged/);
    // The button is still there when the second presses it.
    slack.fail('chat.update', { error: 'internal_error', times: Number.POSITIVE_INFINITY });
    await slack.click(bob, at, 'Acknowledge');
    await slack.until(() => slack.thread(war, ts).find(({ text }) => text.includes('acknowledged the page')), {
      what: 'the word in the thread',
    });
    await slack.click(ada, { channel: war, ts: page.ts }, 'Acknowledge');
    const told = await slack.until(() => slack.ephemerals(ada)[0], { what: 'an answer' });
    expect(slack.renderMessage(told.message)).toMatch(/^@bob acknowledged it /);
    expect(slack.ephemerals()).toHaveLength(1);
  });

  it('offers with the button Page whoever holds a duty by name, and pages whom one chooses', async () => {
    const { house, slack, ada, eve, form, inWar, letter } = await workspace();
    await house.open({ impact: 5 });
    await slack.click(eve, await inWar(/Checkout is down/), 'Page');
    const view = await form(eve, /Who is on duty/);
    expect(JSON.stringify(view.blocks)).toMatch(/On call: bob.*IC: ada.*Admins: eve/);
    expect(slack.renderView(view)).not.toContain('contact');
    const sent = await slack.submit(eve, view.id, { 'Who is on duty': 'ic' });
    expect(sent).toMatchObject({ error: null, response_action: 'update' });
    expect(slack.renderView(await form(eve, /Paged/))).toContain('Paged @ada (IC).');
    await letter(ada, /@eve asks for you\. You are IC/);
  });

  it('pages a person, and asks for exactly one', async () => {
    const { house, slack, bob, eve, form, inWar, letter } = await workspace();
    await house.open({ impact: 5 });
    await slack.click(eve, await inWar(/Checkout is down/), 'Page');
    const view = await form(eve, /Who is on duty/);
    const both = { 'Who is on duty': 'oncall', 'Or a person': bob };
    const problem = { link: 'Choose one to page; for more, page again.' };
    expect(await slack.submit(eve, view.id, both)).toMatchObject({ response_action: 'errors', errors: problem });
    const none = { 'Who is on duty': null, 'Or a person': null };
    expect(await slack.submit(eve, view.id, none)).toMatchObject({ response_action: 'errors', errors: problem });
    await slack.submit(eve, view.id, { 'Who is on duty': null, 'Or a person': bob });
    await letter(bob, /@eve asks for you/);
  });

  it('offers contacts where incidents are kept in Incident Manager', async () => {
    const { house, slack, eve, form, inWar } = await workspace({ backend: incidentManagerBackend });
    await house.open({ impact: 5 });
    await slack.click(eve, await inWar(/Checkout is down/), 'Page');
    const view = await form(eve, /contact of Incident Manager/);
    await slack.submit(eve, view.id, { 'Or a contact of Incident Manager': ' db   team ' });
    expect(slack.renderView(await form(eve, /Paged/))).toContain('Paged db team in Incident Manager.');
    expect((await house.errands()).map(({ kind }) => kind)).toContain('aws.engage');
  });

  it('says above the form why it pages nobody', async () => {
    const { house, slack, eve, form, inWar } = await workspace();
    const { id } = await house.open({ impact: 5 });
    await slack.click(eve, await inWar(/Checkout is down/), 'Page');
    const view = await form(eve, /Who is on duty/);
    await resolve({ id, by: eve, text: '' }, house.parts);
    expect(await slack.submit(eve, view.id, { 'Who is on duty': 'ic' })).toMatchObject({ response_action: 'push' });
    expect(slack.renderView(await form(eve, /is resolved/))).toContain('Reopen it first');
  });

  it('goes on from somebody whose account was deactivated as soon as Slack tells so', async () => {
    const { house, slack, ada, bob, letter, settled } = await workspace();
    slack.deactivate(bob);
    const { id } = await house.open();
    const tried = () => slack.calls('conversations.open').length > 0;
    await slack.until(tried, { what: 'that Slack takes no message for Bob' });
    await settled();
    await escalatePages(house.parts);
    await letter(ada, /Nobody has acknowledged yet\. You are IC/);
    expect(await house.timeline(id)).toContain(
      `Watchbill: @${bob} cannot be paged: Slack takes no direct message for them. Is the account deactivated?`,
    );
  });
});
