import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readReply } from '../../src/triage/details.ts';
import { type Reaction, react } from '../../src/triage/react.ts';
import { batch, fires } from '../alerts/event.ts';
import { channelId, type House, onBothEngines } from '../alerts/house.ts';

const stamp = (second: number) => `${1_763_640_000 + second}.000200`;

/** A house with one alert that Slack shows. @returns it with ways to react to it. */
async function triaged(house: House) {
  await house.tell(fires(0));
  await house.drain();
  const ts = (await house.alerts())[0]?.ts ?? '';
  const put = (emoji: string, second: number, more: Partial<Reaction> = {}) =>
    house.react({ ts, emoji, at: stamp(second), ...more });
  const take = (emoji: string, second: number, more: Partial<Reaction> = {}) =>
    put(emoji, second, { added: false, ...more });
  const state = async () => {
    const [alert] = await house.alerts();
    return `${alert?.state} ${alert?.triagedBy} ${alert?.triagedAt?.slice(11, 19) ?? null}`;
  };
  const say = (text: string, user = 'UADA') =>
    readReply({ channelId: channelId('alerts'), threadTs: ts, user, text }, house.triage);
  return { house, ts, put, take, state, say };
}

const whispers = async (house: House) => (await house.drain()).filter(({ kind }) => kind === 'whisper');

onBothEngines('a reaction', (open) => {
  it('says where an alert stands, with who and when, and the card shows it', async () => {
    const { house, put, state } = await triaged(await open());
    await put('eyes', 5);
    expect(await state()).toBe('looking UADA 13:00:05');
    const [card] = await house.drain();
    expect(card).toMatchObject({ kind: 'rewrite' });
    expect(card?.text).toContain('<@UADA>');
    expect(await house.acts()).toMatchObject([
      { state: 'looking', emoji: 'eyes', by: 'UADA', at: stamp(5), means: 'emoji', inferred: 0, undone_at: null },
    ]);
  });

  it('that is newest wins, whoever put it there; taking it off falls back to the newest left', async () => {
    const { put, take, state, house } = await triaged(await open());
    await put('eyes', 1);
    await put('repeat', 2, { user: 'UBOB' });
    await put('heavy_check_mark', 3);
    expect(await state()).toBe('fixed UADA 13:00:03');
    await take('heavy_check_mark', 4);
    expect(await state()).toBe('repeat UBOB 13:00:02');
    await take('eyes', 5);
    expect(await state()).toBe('repeat UBOB 13:00:02');
    await take('repeat', 6, { user: 'UBOB' });
    expect(await state()).toBe('untriaged null null');
    expect((await house.acts()).map((act) => `${act.state} ${act.undone_by} ${act.undone_at}`)).toEqual([
      `looking UADA ${stamp(5)}`,
      `repeat UBOB ${stamp(6)}`,
      `fixed UADA ${stamp(4)}`,
    ]);
  });

  it('stands as long as one of those who made it leaves it there', async () => {
    const { put, take, state } = await triaged(await open());
    await put('eyes', 1);
    await put('eyes', 2, { user: 'UBOB' });
    await take('eyes', 3, { user: 'UBOB' });
    expect(await state()).toBe('looking UADA 13:00:01');
  });

  it('counts with an alias and with a skin tone', async () => {
    const { put, take, state } = await triaged(await open());
    await put('white_check_mark', 1);
    expect(await state()).toMatch(/^fixed/);
    await put('eyes::skin-tone-4', 2);
    expect(await state()).toMatch(/^looking/);
    await take('eyes::skin-tone-4', 3);
    expect(await state()).toMatch(/^fixed/);
  });

  it('of a bot, with another emoji, or on another message changes nothing', async () => {
    const { house, put, state, ts } = await triaged(await open());
    await put('eyes', 1, { user: 'UBOT1' });
    await put('tada', 2);
    await put('eyes', 3, { ts: '1763640000.999999' });
    await put('eyes', 3, { channelId: 'C0WAR' });
    await house.tell(fires(5));
    const line = (await house.drain()).find(({ threadOf }) => threadOf !== null);
    const place = await house.db
      .selectFrom('message')
      .selectAll()
      .where('id', '=', line?.messageId ?? '')
      .executeTakeFirst();
    expect(place?.ts).not.toBe(ts);
    await put('eyes', 4, { ts: place?.ts ?? '' });
    expect(await state()).toBe('untriaged null null');
    expect(await house.acts()).toEqual([]);
    expect(await house.drain()).toEqual([]);
  });

  it('that is told twice, or after its own end, changes nothing; history keeps it', async () => {
    const { house, put, take, state } = await triaged(await open());
    await put('eyes', 1);
    await house.drain();
    await put('eyes', 1);
    expect(await house.drain()).toEqual([]);
    await take('repeat', 5);
    await put('repeat', 4);
    expect(await state()).toBe('looking UADA 13:00:01');
    expect((await house.acts()).map((act) => `${act.state} ${act.undone_at}`)).toEqual([
      'looking null',
      `repeat ${stamp(5)}`,
    ]);
  });

  it('counts anew when it was taken off and put on again, though word of the taking off comes last', async () => {
    const { house, put, take, state } = await triaged(await open());
    await put('eyes', 1);
    await put('repeat', 2);
    await put('eyes', 4);
    await take('eyes', 3);
    expect(await state()).toBe('looking UADA 13:00:04');
    const acts = await house.acts();
    expect(acts.map((act) => `${act.at} ${act.undone_at === null}`)).toEqual([
      `${stamp(1)} false`,
      `${stamp(2)} true`,
      `${stamp(4)} true`,
    ]);
  });

  it('comes to the same in whatever order and however often Slack tells of it', async () => {
    const house = await open({ storm: { alerts: 1_000_000, within: 1 } });
    const step = fc.tuple(fc.constantFrom('eyes', 'repeat', 'no_entry'), fc.constantFrom('UADA', 'UBOB'));
    const told = fc.array(step, { minLength: 1, maxLength: 8 }).chain((steps) => {
      const on = new Set<string>();
      const events = steps.map(([emoji, user], second) => {
        const key = `${emoji} ${user}`;
        const added = !on.has(key);
        if (added) on.add(key);
        else on.delete(key);
        return { emoji, user, added, at: stamp(second) };
      });
      return fc.record({
        events: fc.constant(events),
        order: fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }),
      });
    });
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(told, async ({ events, order }) => {
        runs += 1;
        await house.tell(fires(0, { alarm: `a${runs}` }));
        await house.drain();
        const mine = async () => (await house.alerts()).find(({ alarm }) => alarm === `a${runs}`);
        const ts = (await mine())?.ts ?? '';
        for (const event of order) await house.react({ ts, ...event });
        const last = new Map(events.map((event) => [`${event.emoji} ${event.user}`, event]));
        const standing = [...last.values()]
          .filter(({ added }) => added)
          .toSorted((a, b) => (a.at < b.at ? -1 : 1))
          .at(-1);
        const means = { eyes: 'looking', repeat: 'repeat', no_entry: 'ignored' } as const;
        expect(await mine()).toMatchObject({
          state: standing ? means[standing.emoji as 'eyes'] : 'untriaged',
          triagedBy: standing?.user ?? null,
        });
      }),
      { numRuns: 20 },
    );
  });

  it.each([
    ['arrow_right', /who/i],
    ['outbox_tray', /jira/i],
    ['no_entry_sign', /why/i],
  ])('with %s asks, in the thread and seen by nobody else, what it leaves open', async (emoji, question) => {
    const { house, put } = await triaged(await open());
    await put(emoji, 1, { user: 'UBOB' });
    const [asked, ...more] = await whispers(house);
    expect(more).toEqual([]);
    expect(asked?.threadOf).not.toBeNull();
    expect(JSON.parse(asked?.text ?? '')).toMatchObject({ to: 'UBOB', text: expect.stringMatching(question) });
  });

  it.each(['eyes', 'repeat', 'heavy_check_mark'])('with %s asks nothing', async (emoji) => {
    const { house, put } = await triaged(await open());
    await put(emoji, 1);
    expect(await whispers(house)).toEqual([]);
  });

  it('that is not the newest, or told again, asks nothing; neither does taking one off', async () => {
    const { house, put, take } = await triaged(await open());
    await put('eyes', 5);
    await put('arrow_right', 1);
    await take('eyes', 6);
    expect(await whispers(house)).toEqual([]);
    await put('outbox_tray', 7);
    await put('outbox_tray', 7);
    expect(await whispers(house)).toHaveLength(1);
  });

  it('that comes before Slack has answered for the message waits for that answer', async () => {
    const house = await open();
    await house.tell(fires(0));
    const ts = '1763640000.000001';
    const reaction = { channelId: channelId('alerts'), ts, user: 'UADA', emoji: 'eyes', added: true, at: stamp(1) };
    await react(reaction, { ...house.triage, afterSending: async () => void (await house.drain()) });
    expect(await house.alerts()).toMatchObject([{ state: 'looking', ts }]);
  });

  it('is not taken in, so that Slack tells it again, while a message of that channel is on its way', async () => {
    const house = await open();
    await house.tell(fires(0));
    await house.db
      .insertInto('slack_name')
      .values({ kind: 'channel', name: 'alerts', id: channelId('alerts') })
      .execute();
    const ts = `${Math.floor(fires(0).at.getTime() / 1000)}.000001`;
    await expect(house.react({ ts, emoji: 'eyes', at: stamp(1) })).rejects.toMatchObject({
      code: 'message_not_known_yet',
    });
    await house.react({ ts, emoji: 'eyes', at: stamp(1), channelId: 'C0WAR' });
    await house.react({ ts, emoji: 'tada', at: stamp(1) });
    await house.react({ ts: '1700000000.000001', emoji: 'eyes', at: stamp(1) });
  });
});

onBothEngines('a reply in the thread of an alert', (open) => {
  it('names whom it was delegated to', async () => {
    const { house, put, say } = await triaged(await open());
    await say('<@UCAT> please'); // nobody delegated it yet
    await put('arrow_right', 1);
    expect(await house.alerts()).toMatchObject([{ assignee: null }]);
    await house.drain();
    await say('over to <@UBOB>');
    expect(await house.alerts()).toMatchObject([{ assignee: 'UBOB', ticket: null }]);
    expect((await house.drain())[0]?.text).toContain('<@UBOB>');
    const details = await house.db.selectFrom('triage_detail').selectAll().execute();
    expect(details).toMatchObject([{ kind: 'assignee', value: 'UBOB', by: 'UADA' }]);
  });

  it('names its ticket, once it is ticketed, by key or by link', async () => {
    const { house, put, say } = await triaged(await open());
    await say('SHOP-1');
    await put('outbox_tray', 1);
    await say('no number yet');
    expect(await house.alerts()).toMatchObject([{ ticket: null }]);
    await say('it is SHOP-12');
    expect(await house.alerts()).toMatchObject([{ ticket: 'SHOP-12' }]);
    await say('<https://example.atlassian.net/browse/SHOP-13>');
    expect(await house.alerts()).toMatchObject([{ ticket: 'https://example.atlassian.net/browse/SHOP-13' }]);
  });

  it('changes nothing in other threads and in that of a storm', async () => {
    const house = await open({ storm: { alerts: 0, within: 60_000 } });
    await house.intake(batch([fires(0), fires(0, { alarm: 'b' })]));
    await house.drain();
    const threadTs = (await house.alerts())[0]?.ts ?? '';
    await house.react({ ts: threadTs, emoji: 'arrow_right', at: stamp(1) });
    const reply = { channelId: channelId('alerts'), user: 'UADA', text: '<@UBOB>' };
    await readReply({ ...reply, threadTs }, house.triage);
    await readReply({ ...reply, threadTs: '1763640000.999999' }, house.triage);
    expect((await house.alerts()).map(({ state, assignee }) => `${state} ${assignee}`)).toEqual([
      'delegated null',
      'delegated null',
    ]);
  });
});
