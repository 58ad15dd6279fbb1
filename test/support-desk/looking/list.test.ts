import { expect, it } from 'vitest';
import { followTicket, unfollowTicket } from '../../../src/support/followers.ts';
import { answerBug } from '../../../src/support/looking/answer-bug.ts';
import { readBug } from '../../../src/support/rules/typed-bug.ts';
import { shown } from '../../duty/looking/shown.ts';
import { ADA, BOB, EVE } from '../../incidents/house.ts';
import { onBothEngines, type SupportHouse } from '../house.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const hostile = `<!channel> <@${ADA}|x> <https://evil.example|here> ${'<&>é'.repeat(30)}`;

/** What somebody is answered who types that after `/bug list`. */
async function list(house: SupportHouse, text = '', user = EVE) {
  const command = readBug(`list ${text}`);
  if (command.act === 'raise') throw new Error('that raises a ticket');
  const reply = await answerBug(command, { user }, house.parts);
  return { raw: JSON.stringify(reply), lines: shown(reply, house.time.now) };
}

onBothEngines('/bug list', (open) => {
  it('shows the open tickets, the newest first, each linked, with who is on it and what it affects', async () => {
    const house = await open();
    expect((await list(house)).lines).toEqual(['No ticket is open. `/bug` raises one.']);
    const first = await house.raise({ title: 'Checkout is slow', deployments: ['shop-eu', 'shop-us'] });
    const second = await house.raise({ title: 'Search is down', impact: 3, deployments: [] });
    const over = await house.raise({ title: 'Typo' });
    await house.drain();
    await house.emoji(first.id, 'eyes', ADA);
    await house.emoji(over.id, 'heavy_check_mark', ADA);
    const { lines, raw } = await list(house);
    expect(lines).toEqual([
      '2 tickets are open.',
      expect.stringMatching(
        new RegExp(`^🟡 ${second.name} Search is down · Medium · ❔ Untriaged · since .*, due [^·]*$`),
      ),
      expect.stringMatching(
        new RegExp(
          `^🟠 ${first.name} Checkout is slow · High · 👀 Looking · @${ADA} · since [^,]* · shop-eu, shop-us$`,
        ),
      ),
    ]);
    expect(raw).toMatch(/<https:\/\/acme\.slack\.com\/archives\/C0BUGS\/p\d+\|T-\d+ Search is down>/);
  });

  it('says loudly that nobody looked in time', async () => {
    const house = await open();
    await house.raise({ impact: 1 });
    house.pass(HOUR);
    expect((await list(house)).lines[1]).toMatch(/, due /);
    house.pass(1);
    expect((await list(house)).lines[1]).toMatch(/⏰ overdue since /);
  });

  it('tells to whom a ticket was passed on, and which issue it waits for', async () => {
    const house = await open();
    const [passed, ticketed] = [await house.raise(), await house.raise()];
    await house.drain();
    await house.emoji(passed.id, 'arrow_right', ADA);
    await house.db.updateTable('ticket').set({ assignee: BOB }).where('id', '=', passed.id).execute();
    await house.emoji(ticketed.id, 'outbox_tray', ADA);
    const ticket = 'https://acme.atlassian.net/browse/OPS-7';
    await house.db.updateTable('ticket').set({ ticket }).where('id', '=', ticketed.id).execute();
    const { lines } = await list(house);
    expect(lines[1]).toContain(`📤 Ticket OPS-7 · @${ADA} · since`);
    expect(lines[2]).toContain(`➡️ Delegated to @${BOB} · since`);
  });

  it('shows somebody what they raised or follow: the open ones, then those closed in the last 30 days', async () => {
    const house = await open();
    expect((await list(house, 'mine')).lines[0]).toMatch(/^Tickets that you raised or follow: none is open, /);
    const old = await house.raise({ title: 'Long ago' });
    await house.drain();
    await house.emoji(old.id, 'no_entry', ADA);
    house.pass(1);
    const closed = await house.raise({ title: 'Lately' });
    await house.drain();
    await house.emoji(closed.id, 'white_check_mark', ADA);
    house.time.now = new Date(old.openedAt.getTime() + 30 * DAY + 1001);
    await house.raise({ title: 'Mine' });
    const followed = await house.raise({ title: 'Followed', by: { user: BOB } });
    await house.raise({ title: 'Not mine', by: { user: BOB } });
    await house.outbox.commit((trx) => followTicket(trx, followed.id, EVE));
    expect((await list(house, 'mine')).lines).toEqual([
      'Tickets that you raised or follow: 2 open, 1 closed in the last 30 days',
      expect.stringContaining('Followed'),
      expect.stringContaining('Mine'),
      expect.stringMatching(/Lately · High · ✔️ Fixed · .*, closed /),
    ]);
    await house.outbox.commit((trx) => unfollowTicket(trx, followed.id, EVE));
    expect((await list(house, 'mine')).lines[0]).toContain('1 open');
  });

  it('shows anybody what somebody else raised, but not what that one only follows', async () => {
    const house = await open();
    await house.raise({ title: 'Of Eve' });
    const other = await house.raise({ title: 'Of Bob', by: { user: BOB } });
    await house.outbox.commit((trx) => followTicket(trx, other.id, EVE));
    expect((await list(house, `<@${EVE}|eve>`, ADA)).lines).toEqual([
      `Tickets that @${EVE} raised: 1 open`,
      expect.stringContaining('Of Eve'),
    ]);
    expect((await list(house, `<@${ADA}>`, EVE)).lines[0]).toMatch(/none is open, and none was closed/);
    expect((await list(house, 'all', ADA)).lines[0]).toBe('Tickets: 2 open');
  });

  it('shows anybody the tickets of a deployment, however its name is written', async () => {
    const house = await open({ deployments: ['Shop Europe', 'shop-us'] });
    await house.raise({ title: 'In Europe', deployments: ['Shop Europe', 'other'] });
    await house.raise({ title: 'Elsewhere', deployments: ['other'] });
    expect((await list(house, 'shop  EUROPE', BOB)).lines).toEqual([
      'Tickets of Shop Europe: 1 open',
      expect.stringContaining('In Europe'),
    ]);
    expect((await list(house, 'shop-us')).lines[0]).toMatch(/^Tickets of shop-us: none is open/);
  });

  it('shows the tickets that a program raised for somebody, by the name that it gave', async () => {
    const house = await open();
    await house.raise({ title: 'By the API', source: 'api', by: { client: 'portal', creator: 'grace@example.com' } });
    const { lines } = await list(house, '<mailto:Grace@example.com|Grace@example.com>');
    expect(lines).toEqual(['Tickets of grace@example.com: 1 open', expect.stringContaining('By the API')]);
  });

  it('knows no deployment that nobody ever named, and says which one is nearest', async () => {
    const house = await open({ deployments: ['Shop-EU'] });
    await house.raise({ deployments: ['billing <api>'] });
    const answer = async (text: string) => (await list(house, text)).lines.join(' ');
    expect(await answer('shop-uE')).toBe(
      'No deployment that I know is called shop-uE, but perhaps you mean Shop-EU. To raise a ticket type `/bug` alone.',
    );
    expect(await answer('biling &lt;api&gt;')).toContain('perhaps you mean billing <api>.');
    expect(await answer('warehouse')).toContain('called warehouse, and no name that I know is like it.');
    expect(await answer('@ada')).toMatch(/^Slack did not tell me who that is/);
  });

  it('shows no more than twenty, and counts the rest', async () => {
    const house = await open();
    for (let number = 1; number <= 23; number++) await house.raise({ title: `Number ${number}` });
    const { lines } = await list(house);
    expect(lines[0]).toBe('23 tickets are open.');
    expect(lines[1]).toContain('Number 23 ·');
    expect(lines).toHaveLength(22);
    expect(lines.at(-1)).toBe('and 3 more');
  });

  it('never pings nor grows too long, however hostile titles and names are', async () => {
    const house = await open();
    const deployments = Array.from({ length: 40 }, (_, index) => `${index} ${hostile}`.slice(0, 70));
    for (let number = 1; number <= 23; number++) await house.raise({ title: hostile.slice(0, 200), deployments });
    await house.drain();
    for (const text of ['open', 'mine', deployments[0], hostile]) {
      const { raw, lines } = await list(
        house,
        text?.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
      );
      expect(raw).not.toMatch(/<!channel|<https:\/\/evil|<@U0000ADA/);
      expect(raw.length).toBeLessThan(12_000);
      if (text === 'open') expect(lines.at(-1)).toBe(`and ${23 - (lines.length - 2)} more`);
    }
  });
});
