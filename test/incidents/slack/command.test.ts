import { expect, it } from 'vitest';
import { type House, onBothEngines } from '../house.ts';
import { stages } from './stage.ts';

const saidIn = async (house: House, channel: string) =>
  (await house.drain()).filter((said) => said.channel === channel && said.kind === 'post').map(({ text }) => text);

onBothEngines('/incident', (open) => {
  const stage = stages(open);

  it('says what there is to type', async () => {
    const { type, shown } = await stage();
    expect(shown(await type('help'))).toMatch(/\/incident or \/incident open `TITLE` opens one.*reopen/s);
    expect(shown(await type('help'))).toContain(
      'on any message where it is talked about, in its channel or its thread in #war',
    );
    expect(shown(await type('dance'))).toMatch(/That is nothing I know: there is `open TITLE`/);
  });

  it('lists the incidents that are open, the newest first', async () => {
    const { house, type, shown } = await stage();
    expect(shown(await type('list'))).toBe('No incident is open. `/incident open TITLE` opens one.');
    await house.open({ title: 'Checkout is down', impact: 1 });
    await house.open({ title: 'Search is slow <!channel>' });
    const list = shown(await type('list'));
    expect(list).toMatch(
      /INC-\d+ Search is slow <!channel> · High · @\w+ leads it · since .*\n.*Checkout is down · Critical/,
    );
  });

  it('means the incident in whose channel it is typed, also when that is over', async () => {
    const { house, type, shown, roomOf } = await stage();
    const one = await house.open({ title: 'Checkout is down' });
    await house.open({ title: 'Search is slow' });
    const channel = await roomOf(one.id);
    expect(shown(await type('note rolled back', { channel }))).toBe(`Noted on the timeline of ${one.name}.`);
    expect(await house.timeline(one.id)).toContainEqual(expect.stringMatching(/^U\w+: rolled back$/));
    await type('resolve it was the cache', { channel });
    expect(shown(await type('timeline', { channel }))).toMatch(/resolved it: it was the cache$/);
  });

  it('means the only incident that is open elsewhere, or the one it names', async () => {
    const { house, type, shown } = await stage();
    const one = await house.open({ title: 'Checkout is down' });
    expect(shown(await type('note first'))).toBe(`Noted on the timeline of ${one.name}.`);
    const two = await house.open({ title: 'Search is slow' });
    expect(shown(await type(`note ${two.name} second`))).toBe(`Noted on the timeline of ${two.name}.`);
    expect(shown(await type(`${one.name}`))).toContain(': first');
    expect(shown(await type('timeline INC-99'))).toBe('There is no INC-99.');
  });

  it('asks which incident is meant where several are open, and then does it', async () => {
    const { house, slack, eve, type, shown } = await stage();
    const one = await house.open({ title: 'Checkout is down' });
    await house.open({ title: 'Search is slow' });
    const question = await type('note a < b & @dan');
    expect(shown(question)).toMatch(/Which incident do you mean\?.*\n.*Search is slow.*Checkout is down/);
    const label = `${one.name} Checkout is down`;
    await slack.click(eve, { channel: 'random', ts: question.message.ts }, label);
    await slack.until(
      () => slack.ephemerals(eve).some((each) => shown(each) === `Noted on the timeline of ${one.name}.`),
      {
        what: 'the note',
      },
    );
    expect(slack.ephemerals(eve)).toHaveLength(1);
    expect(await house.timeline(one.id)).toContainEqual(expect.stringMatching(/^U\w+: a < b & @U\w+$/));
  });

  it('asks in #war too, where every incident is talked about', async () => {
    const { house, type, shown, channels } = await stage({ incidents: { room: 'war' } });
    await house.open({ title: 'Checkout is down' });
    await house.open({ title: 'Search is slow' });
    // As the configuration names it by its id.
    await house.db
      .updateTable('incident')
      .set({ room: channels.get('war') as string })
      .execute();
    expect(shown(await type('timeline', { channel: 'war' }))).toMatch(/Which incident do you mean/);
  });

  it('asks for the incident’s name where a text is too long to ask which', async () => {
    const { house, type, shown } = await stage();
    await house.open({ title: 'Checkout is down' });
    await house.open({ title: 'Search is slow' });
    expect(shown(await type(`note ${'long '.repeat(500)}`))).toMatch(
      /Several incidents could be meant\. Please name it/,
    );
  });

  it('says so when none is open', async () => {
    const { type, shown } = await stage();
    expect(shown(await type('note rolled back'))).toMatch(/^No incident is open\./);
    expect(shown(await type('reopen'))).toMatch(/^No incident was resolved lately\./);
  });

  it('hands over to somebody who is told, and never to a bot', async () => {
    const { house, type, shown, slack, dan } = await stage();
    const { id } = await house.open();
    expect(shown(await type('handoff @dan'))).toMatch(/^@dan leads INC-\d+ now\.$/);
    expect((await house.incident(id)).roles.ic).toBe(dan);
    expect((await saidIn(house, dan)).join()).toContain('hands it over to you');
    slack.user({ name: 'robot', isBot: true });
    expect(shown(await type('handoff @robot'))).toMatch(/@robot is a bot, and cannot lead/);
    expect((await house.incident(id)).roles.ic).toBe(dan);
  });

  it('hands over to nobody whose account is deactivated, and to anybody while Slack does not tell', async () => {
    const { house, type, shown, slack, dan, eve } = await stage();
    const { id } = await house.open();
    slack.deactivate(dan);
    expect(shown(await type('handoff @dan'))).toMatch(/^@dan cannot lead: that account is deactivated\.$/);
    expect((await house.incident(id)).roles.ic).not.toBe(dan);
    slack.fail('users.info', { status: 500 });
    expect(shown(await type('handoff @eve'))).toMatch(/^@eve leads INC-\d+ now\.$/);
    expect((await house.incident(id)).roles.ic).toBe(eve);
  });

  it('pages, updates, resolves and reopens', async () => {
    const { house, type, shown } = await stage();
    const { id, name } = await house.open();
    expect(shown(await type('page ic'))).toMatch(/Paged|page/);
    expect(shown(await type('update Orders work again'))).toBe(`Everybody who follows ${name} is told.`);
    expect((await house.incident(id)).update?.text).toBe('Orders work again');
    expect(shown(await type('resolve the cache was full'))).toBe(`${name} is resolved.`);
    expect(await house.incident(id)).toMatchObject({ state: 'resolved', resolution: 'the cache was full' });
    expect(shown(await type(`update ${name} late`))).toMatch(/is resolved\. Reopen it first|No incident is open/);
    expect(shown(await type(`reopen ${name}`))).toBe(`${name} is open again.`);
    expect((await house.incident(id)).state).toBe('open');
  });

  it('always asks which one is to be opened again', async () => {
    const { house, type, shown } = await stage();
    const { id } = await house.open({ title: 'Checkout is down' });
    await type('resolve cache');
    expect(shown(await type('reopen'))).toMatch(/Which incident do you mean/);
    expect((await house.incident(id)).state).toBe('resolved');
  });

  it('asks what fixed it when that is not said', async () => {
    const { house, form } = await stage();
    const { name } = await house.open();
    await form('resolve', new RegExp(`Resolve ${name}.*What fixed it`, 's'));
  });
});
