import { expect, it } from 'vitest';
import { comment } from '../../../src/support/comment.ts';
import { joinTicket } from '../../../src/support/join.ts';
import { answerBug, type BugQuestion } from '../../../src/support/looking/answer-bug.ts';
import { shown } from '../../duty/looking/shown.ts';
import { ADA, EVE } from '../../incidents/house.ts';
import { onBothEngines, type SupportHouse } from '../house.ts';

const hostile = `<!channel> <https://evil.example|here> ${'<&>é'.repeat(40)}`;

async function answer(house: SupportHouse, command: BugQuestion) {
  const reply = await answerBug(command, { user: EVE }, house.parts);
  return { raw: JSON.stringify(reply), lines: shown(reply, house.time.now) };
}

const show = (house: SupportHouse, id: number) => answer(house, { act: 'show', id });
const say = (house: SupportHouse, id: number, text: string) =>
  comment({ id, by: EVE, text, key: text.slice(0, 40), isInThread: false }, house.parts);

onBothEngines('/bug show', (open) => {
  it('tells all of a ticket to anybody, with what happened to it, in order', async () => {
    const house = await open();
    const { id, name } = await house.raise({ summary: 'Since noon', link: 'https://acme.slack.com/archives/C1/p1' });
    await house.drain();
    house.pass(12 * 60_000 - 1000);
    await house.emoji(id, 'eyes', ADA);
    await say(house, id, `<@${ADA}> it is worse now`);
    const { lines, raw } = await show(house, id);
    expect(lines.slice(0, 6)).toEqual([
      `🟠 ${name} Checkout is slow`,
      'Impact: High · Affected: shop-eu',
      expect.stringMatching(new RegExp(`^Reported by: @${EVE} · .* · the message it comes from$`)),
      expect.stringMatching(new RegExp(`^👀 Looking · @${ADA} · `)),
      expect.stringMatching(/^First look: .*, after 12 min \(promised by .*\)$/),
      expect.stringContaining('Since noon'),
    ]);
    const happened = lines.slice(lines.indexOf('What happened') + 1);
    expect(happened).toEqual([
      expect.stringMatching(new RegExp(`@${EVE} raised it: Checkout is slow$`)),
      expect.stringMatching(new RegExp(`@${ADA} is looking$`)),
      expect.stringMatching(new RegExp(`@${EVE}: @${ADA} it is worse now$`)),
    ]);
    expect(raw).toMatch(/\*<https:\/\/acme\.slack\.com\/archives\/C0BUGS\/p\d+\|T-\d+ Checkout is slow>\*/);
  });

  it('says by when somebody looks, and from then on that it is overdue', async () => {
    const house = await open();
    const { id } = await house.raise({ impact: 1, deployments: [] });
    expect((await show(house, id)).lines).toContainEqual(expect.stringMatching(/^Somebody looks by: /));
    house.pass(3_600_001);
    const { lines } = await show(house, id);
    expect(lines).toContainEqual(expect.stringMatching(/^⏰ Overdue: somebody was to look by /));
    expect(lines).toContain('Impact: Critical · Affected: not said');
  });

  it('tells what fixed it and when, and of what it is another report', async () => {
    const house = await open();
    const [main, again] = [await house.raise(), await house.raise({ title: 'Cannot pay' })];
    await house.drain();
    await joinTicket({ id: again.id, to: main.name, by: ADA }, house.parts);
    expect((await show(house, again.id)).lines).toContain(`Another report of: ${main.name}`);
    await house.emoji(main.id, 'heavy_check_mark', ADA);
    await house.db.updateTable('ticket').set({ resolution: 'Restarted', incident: 'INC-7' }).execute();
    const { lines } = await show(house, main.id);
    expect(lines).toEqual(expect.arrayContaining(['What fixed it: Restarted', 'Incident: INC-7']));
    expect(lines).toEqual(
      expect.arrayContaining([`Reported again as: ${again.name}`, expect.stringMatching(/^Closed: /)]),
    );
  });

  it('names whoever raised it through a program', async () => {
    const house = await open();
    const { id } = await house.raise({ source: 'api', by: { client: 'portal', creator: 'Grace <!here>' } });
    const { lines, raw } = await show(house, id);
    expect(lines).toContainEqual(expect.stringMatching(/^Reported by: Grace <!here>, by portal/));
    expect(raw).not.toContain('<!here>');
  });

  it('says that there is no such ticket', async () => {
    const house = await open();
    expect((await show(house, 999)).lines).toEqual(['There is no T-999. `/bug list` shows those that are open.']);
  });

  it('never pings nor grows too long: of a long history it shows the newest, and where the rest is', async () => {
    const house = await open();
    const deployments = Array.from({ length: 60 }, (_, index) => `${index} ${hostile}`.slice(0, 70));
    const texts = { title: hostile.slice(0, 200), summary: hostile.repeat(30), deployments };
    const { id, name } = await house.raise(texts);
    await house.drain();
    await house.emoji(id, 'no_entry', ADA);
    const long = { reason: hostile.repeat(10), ticket: `https://jira.example.com/${'x'.repeat(2900)}/browse/OPS-7` };
    await house.db.updateTable('ticket').set(long).execute();
    for (let number = 1; number <= 60; number++) await say(house, id, `${number} ${hostile.repeat(3)}`);
    const { raw, lines } = await show(house, id);
    expect(raw).not.toMatch(/<!channel|<https:\/\/evil/);
    expect(raw.length).toBeLessThan(13_000);
    expect(lines).toContainEqual(
      expect.stringMatching(new RegExp(`^_?\\d+ lines before: .*watchbill tickets ${name}`)),
    );
    expect(lines.at(-1)).toMatch(/: 60 /);
    await house.db.updateTable('ticket').set({ state: 'ticketed' }).execute();
    expect((await show(house, id)).raw.length).toBeLessThan(13_000);
  });
});

onBothEngines('/bug stats and /bug help', (open) => {
  it('tells how soon somebody looked, by impact, against what is promised', async () => {
    const house = await open();
    expect((await answer(house, { act: 'stats' })).lines).toEqual([
      'No ticket was raised in the last 30 days, and none is open.',
    ]);
    const [quick, slow] = [await house.raise({ impact: 1 }), await house.raise({ impact: 1 })];
    await house.raise({ impact: 4 });
    await house.drain();
    house.pass(600_000 - 1000);
    await house.emoji(quick.id, 'eyes', ADA);
    house.pass(3_600_000 - 1000);
    await house.emoji(slow.id, 'heavy_check_mark', ADA);
    await house.raise({ impact: 5 });
    const { raw } = await answer(house, { act: 'stats' });
    const rows = (JSON.parse(raw).blocks[1].rows as { text: string }[][]).map((row) =>
      row.map(({ text }) => text).join('|'),
    );
    expect(rows).toEqual([
      'Impact|Promised|Raised|In time|Late|Waiting|Median|Longest|Open now|Overdue now',
      '🔴 Critical|1 h|2|1|1|0|40 min|1 h 10 min|1|0',
      '🔵 Low|24 h on duty|1|0|0|1|-|-|1|0',
      '⚪ No impact|-|1|0|0|1|-|-|1|0',
    ]);
    expect(JSON.parse(raw).text).toContain('Critical: raised 2, in time 1, late 1, waiting 0, median 40 min');
  });

  it('says how to raise, find and reopen tickets, with the emoji that are configured', async () => {
    const house = await open();
    const { lines, raw } = await answer(house, { act: 'help' });
    for (const word of ['/bug list mine', '/bug show', '/bug stats', 'Raise as critical issue', 'Reopen'])
      expect(lines.join('\n')).toContain(word);
    expect(raw).toContain(':eyes: somebody looks');
    expect(JSON.parse(raw).blocks[0].text.text.length).toBeLessThan(2900);
  });
});
