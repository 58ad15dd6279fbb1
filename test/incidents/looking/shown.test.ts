import { expect, it } from 'vitest';
import { listReply } from '../../../src/incidents/looking/list-blocks.ts';
import { openIncidents } from '../../../src/incidents/looking/open-incidents.ts';
import { timelineReply } from '../../../src/incidents/looking/timeline-blocks.ts';
import { note } from '../../../src/incidents/note.ts';
import { timelineOf } from '../../../src/incidents/timeline.ts';
import { shown } from '../../duty/looking/shown.ts';
import { ADA, EVE, type House, onBothEngines } from '../house.ts';

const ZONE = 'Europe/Warsaw';
const hostile = `<!channel> <@${ADA}|x> <https://evil.example|here> ${'<&>é'.repeat(30)}`;

onBothEngines('what is shown of incidents', (open) => {
  const list = async (house: House, most = 20) => {
    const reply = listReply(await openIncidents(house.db, most), ZONE);
    return { raw: JSON.stringify(reply), lines: shown(reply, house.time.now) };
  };
  const timeline = async (house: House, id: number) => {
    const reply = timelineReply(await house.incident(id), await timelineOf(house.db, id), ZONE);
    return { raw: JSON.stringify(reply), lines: shown(reply, house.time.now) };
  };

  it('lists no more than is asked for, and counts the rest', async () => {
    const house = await open();
    for (const title of ['One', 'Two', 'Three']) await house.open({ title });
    const { lines } = await list(house, 2);
    expect(lines).toEqual([
      expect.stringContaining('Three · High'),
      expect.stringContaining('Two · High'),
      'and 1 more',
    ]);
  });

  it('leads to the channel of an incident, and before there is one to its message in #war', async () => {
    const house = await open();
    const { id } = await house.open();
    await house.drain();
    expect((await list(house)).raw).toMatch(
      /<https:\/\/acme\.slack\.com\/archives\/C0WAR\/p\d+\|INC-\d+ Checkout is down>/,
    );
    const { room } = await house.makeRoom({ id });
    expect((await list(house)).raw).toContain(`<https://acme.slack.com/archives/${room}|`);
  });

  it('never pings, however hostile a title or a note', async () => {
    const house = await open();
    const { id } = await house.open({ title: hostile.slice(0, 200) });
    await note({ id, by: EVE, text: hostile.slice(12) }, house.parts);
    for (const { raw } of [await list(house), await timeline(house, id)]) {
      expect(raw).not.toMatch(/<!channel|<https:\/\/evil/);
    }
  });

  it('tells who did what when, in order', async () => {
    const house = await open();
    const { id } = await house.open();
    house.pass(60_000);
    await note({ id, by: EVE, text: `<@${ADA}> rolled back` }, house.parts);
    const { lines } = await timeline(house, id);
    expect(lines[0]).toBe(`INC-${id} Checkout is down`);
    expect(lines[1]).toMatch(new RegExp(`@${EVE} opened it: Checkout is down$`));
    expect(lines.at(-1)).toMatch(new RegExp(`@${EVE}: @${ADA} rolled back$`));
  });

  it('shows the newest of a timeline that is longer than a message, and where the rest is', async () => {
    const house = await open();
    const { id } = await house.open();
    for (let number = 1; number <= 60; number++) {
      await note({ id, by: EVE, text: `${number} ${'<&>'.repeat(200)}` }, house.parts);
    }
    const { lines, raw } = await timeline(house, id);
    expect(raw.length).toBeLessThan(12_000);
    expect(lines[1]).toMatch(/^_\d+ lines before: `watchbill incidents INC-\d+/);
    expect(lines.at(-1)).toMatch(/: 60 /);
  });
});
