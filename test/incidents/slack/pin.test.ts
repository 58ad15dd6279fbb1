import { expect, it } from 'vitest';
import { pinMessage } from '../../../src/incidents/slack/pin.ts';
import { type House, onBothEngines } from '../house.ts';
import { stages } from './stage.ts';

const notes = ({ db }: House) =>
  db.selectFrom('incident_event').selectAll().where('kind', '=', 'note').orderBy('at').execute();

onBothEngines('the pushpin', (open) => {
  const stage = stages(open);
  /** An incident with a room of its own, and one message in it. */
  const inRoom = async () => {
    const all = await stage();
    const incident = await all.house.open();
    const room = await all.roomOf(incident.id);
    const ts = all.slack.say(all.dan, room, 'The cache of @eve is full & cold');
    const pin = (user = all.eve, at = { channel: room, ts }) => all.slack.react(user, at, 'pushpin');
    const noted = (count: number) =>
      all.slack.until(async () => ((await notes(all.house)).length === count ? notes(all.house) : null), {
        what: `${count} notes`,
      });
    return { ...all, incident, room, ts, pin, noted };
  };

  it('puts a message in an incident’s room on its timeline, as what its author said then', async () => {
    const { incident, ts, dan, eve, pin, noted } = await inRoom();
    pin();
    const at = new Date(Math.floor(Number(ts) * 1000)).toISOString();
    const text = `The cache of @${eve} is full & cold`;
    expect(await noted(1)).toMatchObject([{ incident_id: incident.id, by: dan, text, at }]);
  });

  it('puts it there once, however many pin it, and says nothing in the room', async () => {
    const { house, slack, dan, eve, room, pin, noted } = await inRoom();
    pin(eve);
    await noted(1);
    await house.drain();
    pin(dan);
    const ts = slack.say(dan, room, 'Warm again');
    pin(eve, { channel: room, ts });
    expect((await noted(2)).map(({ text }) => text)).toEqual([expect.stringMatching(/^The cache/), 'Warm again']);
    expect((await house.drain()).filter(({ kind, channel }) => kind === 'post' && channel === room)).toEqual([]);
  });

  it('takes what other apps posted too, and lets nothing in it name anybody', async () => {
    const { slack, parts, room, eve, pin, noted } = await inRoom();
    const text = `Deployed by &lt;@${eve}&gt; &lt;!channel&gt;`;
    const { ts } = await parts.client.chat.postMessage({ channel: room, text });
    pin(eve, { channel: room, ts: ts as string });
    const [note] = await noted(1);
    expect(note).toMatchObject({ by: slack.botUserId });
    expect(note?.text).not.toContain(`@${eve}`);
  });

  it('takes a reply in the thread of an incident’s message in #war, and no other message there', async () => {
    const { house, slack, eve, dan, incident, send, noted } = await inRoom();
    const war = await send('war');
    const reply = slack.say(dan, 'war', 'Rolled back', { threadTs: war.ts });
    const other = slack.say(dan, 'war', 'Lunch?');
    slack.react(eve, { channel: 'war', ts: other }, 'pushpin');
    slack.react(eve, { channel: 'war', ts: reply }, 'pushpin');
    expect(await noted(1)).toMatchObject([{ incident_id: incident.id, text: 'Rolled back', by: dan }]);
    expect(await house.timeline(incident.id)).not.toContainEqual(expect.stringContaining('Lunch'));
  });

  it('means nothing on other emoji, or in other channels, of which Slack is not even asked', async () => {
    const { house, slack, eve, dan, room, pin, noted } = await inRoom();
    slack.react(eve, { channel: 'random', ts: slack.say(dan, 'random', 'Lunch?') }, 'pushpin');
    slack.react(eve, { channel: room, ts: slack.say(dan, room, 'Hm') }, 'eyes');
    pin();
    await noted(1);
    expect(slack.calls('conversations.replies')).toHaveLength(1);
    expect(await notes(house)).toHaveLength(1);
  });

  it('cuts what is longer than a note, and names the files of a message without words', async () => {
    const { slack, dan, eve, room, pin, noted } = await inRoom();
    pin(eve, { channel: room, ts: slack.say(dan, room, 'long '.repeat(1000)) });
    pin(eve, { channel: room, ts: slack.say(dan, room, '', { files: ['graph.png'] }) });
    const texts = (await noted(2)).map(({ text }) => text);
    expect(texts).toContainEqual(expect.stringMatching(/^(long ){500}.*…$/));
    expect(texts).toContainEqual('graph.png');
  });

  it('is not taken as done when Slack cannot be asked, so that Slack sends it again', async () => {
    const { house, slack, parts, room, ts, eve } = await inRoom();
    slack.fail('conversations.replies', { status: 500 });
    const reacted = { channelId: room, ts, emoji: 'pushpin', by: eve };
    await expect(pinMessage(reacted, parts)).rejects.toThrow();
    await pinMessage(reacted, parts);
    expect(await notes(house)).toHaveLength(1);
  });

  it('is let be on a message that was deleted meanwhile', async () => {
    const { house, slack, parts, room, ts, eve } = await inRoom();
    slack.deleteMessage({ channel: room, ts });
    await pinMessage({ channelId: room, ts, emoji: 'pushpin', by: eve }, parts);
    expect(await notes(house)).toEqual([]);
  });
});
