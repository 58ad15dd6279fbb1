import { expect, it } from 'vitest';
import { archiveRooms } from '../../src/incidents/ending/archive-rooms.ts';
import { updateIncident } from '../../src/incidents/incident-store.ts';
import { note } from '../../src/incidents/note.ts';
import { reopen, resolve } from '../../src/incidents/resolve.ts';
import { callIn } from '../../src/incidents/room.ts';
import { giveRole } from '../../src/incidents/take-role.ts';
import { onBothEngines } from './house.ts';
import { FIRST_NAME, type Rooms, workspaces } from './rooms.ts';

const ALWAYS = Number.POSITIVE_INFINITY;
const DAY = 86_400_000;

onBothEngines('the room of an incident', (open) => {
  const openRooms = workspaces(open);
  const members = ({ slack }: Rooms, room: string) =>
    slack
      .channels()
      .find(({ id }) => id === room)
      ?.members.toSorted();
  const everybody = ({ slack, ada, bob, eve }: Rooms) => [slack.botUserId, ada, bob, eve].toSorted();

  it('lets everybody in who is to come, though its card cannot be pinned', async () => {
    const rooms = await openRooms();
    rooms.slack.fail('pins.add', { error: 'no_permission', times: ALWAYS });
    const { room, cardId } = await rooms.begin();
    expect(members(rooms, room as string)).toEqual(everybody(rooms));
    const ts = rooms.slack.say(rooms.ada, room as string, 'the card');
    await rooms.house.db.updateTable('message').set({ ts }).where('id', '=', cardId).execute();
    await rooms.pass(3);
    expect(rooms.slack.calls('pins.add')).not.toEqual([]);
  });

  it('has its card pinned once that is posted, which is looked for less and less often', async () => {
    const rooms = await openRooms();
    const { room, cardId } = await rooms.begin();
    await rooms.pass(40);
    const [pin, ...rest] = await rooms.waiting();
    expect(rest).toEqual([]);
    expect(Date.parse(pin?.next_at as string) - rooms.house.time.now.getTime()).toBeGreaterThan(10_000);
    const ts = rooms.slack.say(rooms.ada, room as string, 'the card');
    await rooms.house.db.updateTable('message').set({ ts }).where('id', '=', cardId).execute();
    await rooms.pass(60);
    expect(rooms.slack.pins(room as string)).toMatchObject([{ ts }]);
    expect(await rooms.waiting()).toEqual([]);
  });

  it('goes without a pin when Slack does not take the card', async () => {
    const rooms = await openRooms();
    const { cardId } = await rooms.begin();
    await rooms.house.db.updateTable('outbox').set({ dead: 1 }).where('message_id', '=', cardId).execute();
    await rooms.pass(1);
    expect(await rooms.waiting()).toEqual([]);
  });

  it.each(['org_user_not_in_team', 'user_disabled', 'no_user', 'user_is_ultra_restricted', 'user_not_found'])(
    'lets the others in when Slack answers %s about one, and says whom to call in',
    async (error) => {
      const rooms = await openRooms();
      rooms.slack.fail('conversations.invite', { error });
      const { room } = await rooms.begin();
      const { ada } = rooms;
      expect(members(rooms, room as string)).toEqual(everybody(rooms).filter((user) => user !== ada));
      const told = `:warning: Slack does not let me invite <@${ada}>: please call them in.`;
      expect(await rooms.said()).toContain(told);
    },
  );

  it('says whom to call in when Slack lets the bot invite nobody', async () => {
    const rooms = await openRooms();
    rooms.slack.fail('conversations.invite', { error: 'missing_scope', times: ALWAYS });
    await rooms.begin();
    const { ada, bob, eve } = rooms;
    const told = `Slack does not let me invite <@${ada}>, <@${bob}>, <@${eve}> (Slack answers missing_scope): please call`;
    expect(await rooms.said()).toContainEqual(expect.stringContaining(told));
  });

  it('lets everybody in after Slack asked to wait', async () => {
    const rooms = await openRooms();
    rooms.slack.fail('conversations.invite', { retryAfter: 5 });
    const { room } = await rooms.begin();
    await rooms.pass(6);
    expect(members(rooms, room as string)).toEqual(everybody(rooms));
  });

  it('is another one for an incident that goes on after somebody archived it, with whoever was called', async () => {
    const rooms = await openRooms();
    const { house, slack } = rooms;
    const dan = slack.user({ name: 'dan' });
    const incident = await rooms.begin();
    slack.archive(incident.room as string);
    await house.outbox.commit(async (_trx, say) => callIn(say, incident, [dan]));
    await rooms.errands.settled();
    const moved = await house.incident(incident.id);
    expect(moved).toMatchObject({ archivedAt: null, cardId: expect.any(String) });
    expect(rooms.made().map(({ name }) => name)).toEqual([FIRST_NAME, `${FIRST_NAME}-2`]);
    expect(members(rooms, moved.room as string)).toEqual([...everybody(rooms), dan].toSorted());
  });

  it('is another one for an incident that is opened again after somebody archived it, with its page', async () => {
    const rooms = await openRooms();
    const { house, slack, bob } = rooms;
    const { id, room } = await rooms.begin();
    await resolve({ id, by: bob, text: '' }, house.parts);
    slack.archive(room as string);
    await reopen({ id, by: bob }, house.parts);
    await rooms.errands.settled();
    expect(rooms.made().map(({ name }) => name)).toEqual([FIRST_NAME, `${FIRST_NAME}-2`]);
    expect((await house.incident(id)).room).toBe(rooms.made()[1]?.id);
  });

  it('tells the page that nobody has acknowledged again where it moved', async () => {
    const rooms = await openRooms();
    const { house, slack, bob } = rooms;
    const { id, room } = await rooms.begin();
    await rooms.said();
    slack.archive(room as string);
    await giveRole({ id, by: bob, role: 'scribe', to: bob }, house.parts);
    await rooms.errands.settled();
    const next = (await house.incident(id)).room;
    const said = (await house.drain()).filter(({ channel, kind }) => channel === next && kind === 'post');
    expect(said.filter(({ text }) => text.includes('Paged'))).toHaveLength(1);
  });

  it('hears nothing once it is archived', async () => {
    const rooms = await openRooms();
    const { house, eve } = rooms;
    const { id, room } = await rooms.begin();
    await resolve({ id, by: eve, text: '' }, house.parts);
    await house.outbox.commit((trx) => updateIncident(trx, id, { archived_at: house.time.now.toISOString() }));
    await house.drain();
    await note({ id, by: eve, text: 'One more thing' }, house.parts);
    expect((await house.drain()).filter(({ channel }) => channel === room)).toEqual([]);
  });

  it('that cannot be archived is asked for once, and costs no transaction from then on', async () => {
    const rooms = await openRooms();
    const { house, eve, slack } = rooms;
    const { id } = await rooms.begin();
    await resolve({ id, by: eve, text: '' }, house.parts);
    slack.fail('conversations.archive', { error: 'restricted_action', times: ALWAYS });
    house.pass(8 * DAY);
    await archiveRooms(house.parts);
    await rooms.errands.settled();
    expect(slack.calls('conversations.archive')).toHaveLength(1);
    let commits = 0;
    const commit: typeof house.outbox.commit = (...args) => {
      commits += 1;
      return house.outbox.commit(...args);
    };
    await archiveRooms({ ...house.parts, outbox: { ...house.outbox, commit } });
    expect(commits).toBe(0);
  });

  it('begins with the newest of what was said before, and with where the rest is', async () => {
    const rooms = await openRooms();
    const { house, eve, slack } = rooms;
    slack.fail('conversations.create', { retryAfter: 20 });
    const { id } = await rooms.begin();
    house.pass(1000);
    for (let line = 1; line <= 40; line += 1) {
      await note({ id, by: eve, text: `note ${line} ${'<'.repeat(200)}` }, house.parts);
    }
    await rooms.pass(21);
    const told = (await rooms.said()).find((text) => text.startsWith('*So far:*')) as string;
    expect(told.length).toBeLessThanOrEqual(3000);
    expect(told).toMatch(/^\*So far:\*\n_3\d lines before these: `\/incident timeline`\._\n• <@U\w+> note 3\d &lt;/);
    expect(told).toContain('note 40 ');
    expect(told).not.toContain('…');
  });
});
