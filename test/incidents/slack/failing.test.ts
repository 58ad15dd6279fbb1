import { afterEach, expect, it } from 'vitest';
import { onBothEngines } from '../house.ts';
import { stages } from './stage.ts';

onBothEngines('what somebody typed', (open) => {
  const stage = stages(open);
  const mending: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const mend of mending.splice(0)) await mend();
  });
  const failing = async () => {
    const all = await stage();
    const { schema } = all.house.db;
    /** Until the test ends incidents cannot be read. */
    const loseIncidents = async () => {
      await schema.alterTable('incident').renameTo('lost').execute();
      mending.push(() => schema.alterTable('lost').renameTo('incident').execute());
    };
    return { ...all, loseIncidents };
  };

  it('stands in a form that could not be filled, with where else to tell it', async () => {
    const { slack, eve, form, loseIncidents, shown } = await failing();
    await loseIncidents();
    const view = await form('open Checkout < down', /did not work/);
    expect(slack.renderView(view)).toMatch(
      /That did not work just now\. Please try again, or tell it in #war\. You typed: Checkout < down/,
    );
    const told = await slack.until(() => slack.ephemerals(eve)[0], { what: 'an answer' });
    expect(shown(told)).toBe('That did not work just now. You typed: open Checkout < down');
  });

  it('stands there too when Slack fails to show the form, but not when it fails once', async () => {
    const { slack, form } = await failing();
    slack.fail('views.update', { status: 500 });
    expect(slack.renderView(await form('open Checkout is down', /Title/))).toContain('Checkout is down');
    slack.fail('views.update', { status: 500, times: 2 });
    await form('open Search is slow', /did not work just now.*You typed: Search is slow/);
  });

  it('comes back when the command fails, and pings nobody', async () => {
    const { type, shown, loseIncidents, dan } = await failing();
    await loseIncidents();
    const told = await type('note INC-7 a < b & <!channel> ask @dan');
    expect(shown(told)).toBe('That did not work just now. You typed: note INC-7 a < b & <!channel> ask @dan');
    expect(JSON.stringify(told)).toContain(`<@${dan}>`);
    expect(JSON.stringify(told)).not.toContain('<!channel');
    expect(shown(await type('list'))).toBe('That did not work just now. You typed: list');
  });

  it('comes back whole when it is too long', async () => {
    const { house, type, shown } = await failing();
    await house.open();
    const text = `${'&'.repeat(700)} ${'long '.repeat(460)}end`;
    const told = shown(await type(`update ${text}`));
    expect(told).toMatch(/^An update has room for 2000 characters\. You typed: update &&&/);
    expect(told.match(/&/g)).toHaveLength(700);
    expect(told.match(/long/g)).toHaveLength(460);
    expect(told).toMatch(/end$/);
  });

  it('comes back when the incident is over, or not there', async () => {
    const { house, type, shown } = await failing();
    const { id, name } = await house.open();
    expect(shown(await type('note INC-99 rolled back'))).toBe('There is no INC-99. You typed: note INC-99 rolled back');
    await type(`resolve ${name} the cache`);
    expect(shown(await type(`update INC-${id} late`))).toBe(
      `${name} is resolved. Reopen it first, if it goes on. You typed: update ${name} late`,
    );
    expect(shown(await type('note late'))).toMatch(/^No incident is open\..* You typed: note late$/);
  });

  it('comes back when the incident’s name is wanted with it', async () => {
    const { house, type, shown } = await failing();
    for (const title of ['Checkout is down', 'Search is slow']) await house.open({ title });
    expect(shown(await type(`note ${'long '.repeat(500)}end`))).toMatch(
      /^Several incidents could be meant\. Please name it.* You typed: note long .*end$/s,
    );
  });
});
