import { expect, it } from 'vitest';
import { NotYet } from '../../src/errands/errand.ts';
import { edit } from '../../src/incidents/edit.ts';
import { updateIncident } from '../../src/incidents/incident-store.ts';
import { INCIDENT_LOCK } from '../../src/incidents/open.ts';
import { reopen, resolve } from '../../src/incidents/resolve.ts';
import { onBothEngines } from './house.ts';
import { FIRST_NAME, type Rooms, workspaces } from './rooms.ts';

const ALWAYS = Number.POSITIVE_INFINITY;

onBothEngines('the channel of an incident', (open) => {
  const openRooms = workspaces(open);
  const names = ({ made }: Rooms) => made().map(({ name }) => name);

  it('has the first name that is free, found with two calls that make one, however many are taken', async () => {
    const rooms = await openRooms({ slack: { limits: true } });
    rooms.slack.channel({ name: FIRST_NAME });
    for (let taken = 2; taken <= 60; taken += 1) rooms.slack.channel({ name: `${FIRST_NAME}-${taken}` });
    rooms.slack.archive(`${FIRST_NAME}-60`);
    await rooms.begin();
    expect(names(rooms)).toEqual([`${FIRST_NAME}-61`]);
    const calls = (method: string) => rooms.slack.calls(method).length;
    expect([calls('conversations.create'), calls('conversations.list')]).toEqual([2, 1]);
  });

  it('passes a name that is taken by a private channel, which nobody shows to the bot', async () => {
    const rooms = await openRooms();
    for (const name of [FIRST_NAME, `${FIRST_NAME}-2`])
      rooms.slack.channel({ name, isPrivate: true, botIsMember: false });
    await rooms.begin();
    await rooms.pass(2);
    expect(names(rooms)).toEqual([`${FIRST_NAME}-3`]);
  });

  it('is the one that a try before made and could not tell of, also when the title was edited since', async () => {
    const rooms = await openRooms();
    const { house, slack, ada } = rooms;
    const { id } = await rooms.begin();
    await resolve({ id, by: ada, text: '' }, house.parts);
    await house.outbox.commit((trx) => updateIncident(trx, id, { archived_at: house.time.now.toISOString() }));
    slack.archive(FIRST_NAME);
    await rooms.pass(3600);
    slack.fail('conversations.create', { times: 1, error: 'name_taken' });
    slack.fail('conversations.create', { dropAfterPost: true });
    await reopen({ id, by: ada }, house.parts);
    await rooms.errands.settled();
    await edit({ id, by: ada, title: 'Something else', impact: 2, summary: '', items: [] }, house.parts);
    await rooms.pass(3);
    expect(names(rooms)).toEqual([FIRST_NAME, `${FIRST_NAME}-2`]);
    expect((await house.incident(id)).room).toBe(rooms.made()[1]?.id);
  });

  it('is never one of another incident that was opened at once under the same title', async () => {
    const { house, handlers, errands, made } = await openRooms();
    await errands.stop();
    const ids = [(await house.open()).id, (await house.open()).id];
    const making = handlers['room.make'] as Required<(typeof handlers)[string]>;
    const { signal } = new AbortController();
    const dones = [];
    for (const id of ids) {
      const errand = { id: 1, kind: 'room.make', line: '', token: '', attempts: 0, since: house.time.now };
      dones.push(await making.run({ ...errand, payload: { incident: id, title: 'Checkout is down' } }, signal));
    }
    const [first, second] = dones.map((done) => () => house.outbox.commit(done, INCIDENT_LOCK));
    await first?.();
    await expect(second).rejects.toThrow(NotYet);
    await errands.start();
    await errands.settled();
    const rooms = await Promise.all(ids.map(async (id) => (await house.incident(id)).room));
    expect(rooms).toEqual(made().map(({ id }) => id));
    expect(made().map(({ name }) => name)).toEqual([FIRST_NAME, `${FIRST_NAME}-2`]);
    const claimed = house.outbox.commit((trx) => updateIncident(trx, ids[1] as number, { room: rooms[0] as string }));
    await expect(claimed).rejects.toThrow();
  });

  it.each(['no_permission', 'access_denied', 'missing_scope', 'restricted_action', 'team_access_not_granted'])(
    'is #war at once when Slack answers %s',
    async (error) => {
      const rooms = await openRooms();
      rooms.slack.fail('conversations.create', { error, times: ALWAYS });
      const { name, room, cardId } = await rooms.begin();
      expect({ room, cardId }).toEqual({ room: 'war', cardId: null });
      expect(await rooms.said()).toContainEqual(
        expect.stringContaining(
          `No channel could be made for ${name} (Slack answers ${error}). It is talked over here.`,
        ),
      );
    },
  );

  it.each(['conversations.create', 'conversations.list'])(
    'is #war after three minutes in which Slack asks to wait with %s',
    async (method) => {
      const rooms = await openRooms();
      rooms.slack.channel({ name: FIRST_NAME });
      rooms.slack.fail(method, { retryAfter: 30, times: ALWAYS });
      const { id } = await rooms.begin();
      await rooms.pass(179);
      expect((await rooms.house.incident(id)).room).toBe(null);
      await rooms.pass(31);
      expect((await rooms.house.incident(id)).room).toBe('war');
    },
  );

  it('is its own after an hour in which Slack did not answer', async () => {
    const rooms = await openRooms();
    rooms.slack.fail('conversations.create', { status: 500, times: ALWAYS });
    await rooms.begin();
    await rooms.pass(3600);
    rooms.slack.heal();
    await rooms.pass(60);
    expect(names(rooms)).toEqual([FIRST_NAME]);
  });

  it('is #war when there are more channels than can be listed in time', async () => {
    let passTime = () => {};
    const faultOf = (method: string) => {
      if (method === 'conversations.list') passTime();
      return null;
    };
    const rooms = await openRooms({ slack: { faultOf } });
    passTime = () => rooms.house.pass(7000);
    rooms.slack.channel({ name: FIRST_NAME });
    for (let other = 0; other < 3000; other += 1) rooms.slack.channel({ name: `c${other}`, members: [] });
    expect((await rooms.begin()).room).toBe('war');
    expect(rooms.slack.calls('conversations.list')).toHaveLength(2);
  });

  it('is #war when all of many names are taken', async () => {
    const rooms = await openRooms();
    rooms.slack.channel({ name: FIRST_NAME });
    for (let taken = 2; taken <= 200; taken += 1) rooms.slack.channel({ name: `${FIRST_NAME}-${taken}` });
    expect((await rooms.begin()).room).toBe('war');
    expect(rooms.slack.calls('conversations.create')).toHaveLength(1);
  });
});
