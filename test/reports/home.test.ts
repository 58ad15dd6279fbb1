import { expect, it } from 'vitest';
import { insertIncident } from '../../src/incidents/incident-store.ts';
import { homeOf } from '../../src/reports/home.ts';
import { type HomeLook, homeBlocks } from '../../src/reports/home-blocks.ts';
import { followTicket } from '../../src/support/followers.ts';
import { at, batch, fires } from '../alerts/event.ts';
import { type House, type Open, onBothEngines } from '../alerts/house.ts';
import { someRow } from '../incidents/some-incident.ts';
import { onBothEngines as onBothDesks, type SupportHouse } from '../support-desk/house.ts';
import { ADA, BOB, CAT, faults, give, openBoth, shown, ZONE } from './house.ts';

const actions = { cover: 'home.cover', swap: 'home.swap', away: 'home.away' };
const look: HomeLook = { actions, admins: ['U0ADMIN'], zone: ZONE };

/** A house on Friday, 20 November 2026, where Ada is IC and Cat is on call, and Bob has both on the next day. */
async function openHomes(open: Open, ic = {}) {
  const { house, office } = await openBoth(open, { ic });
  house.time.now = new Date('2026-11-20T10:00:00Z');
  await office.schedule.refresh();
  await give(house, { rotation: 'ic', day: '2026-11-20', to: ADA });
  await give(house, { rotation: 'ic', day: '2026-11-23', to: BOB });
  await give(house, { rotation: 'oncall', day: '2026-11-20', to: CAT });
  await give(house, { rotation: 'oncall', day: '2026-11-21', to: BOB });
  const home = async (user: string) => {
    const blocks = homeBlocks(await homeOf(user, office, ZONE), look);
    expect(faults(blocks, 'home')).toEqual([]);
    return { blocks, shown: shown(blocks) };
  };
  return { house, home };
}

const alarms = async (house: House, count: number, title = 'high') => {
  const many = Array.from({ length: count }, (_, index) => fires(0, { alarm: `a${index}`, title, key: `k${index}` }));
  await house.intake(batch(many));
  await house.drain();
};

onBothEngines('the App Home', (open) => {
  it('tells who is on duty now and next', async () => {
    const { house, home } = await openHomes(open);
    expect((await home(ADA)).shown).toContain(
      `*Who is on duty* *IC:* @${ADA} until @time · next @${BOB} from @time *On call:* no duty hours now · next @${CAT} from @time`,
    );
    house.time.now = new Date('2026-11-20T14:00:00Z');
    expect((await home(ADA)).shown).toContain(
      `*IC:* no duty hours now · next @${BOB} from @time *On call:* @${CAT} until @time · next @${BOB} from @time`,
    );
  });

  it('says loudly when nobody can, and whom to ask', async () => {
    const { home } = await openHomes(open, { members: [{ user: ADA, away: ['2026-11-20'] }] });
    expect((await home(ADA)).shown).toContain('*IC:* 🚨 nobody, ask @U0ADMIN, until @time');
  });

  it('lists a shift until it has ended, and not longer', async () => {
    const { house, home } = await openHomes(open);
    const first = `<!date^${Date.parse('2026-11-20T06:00:00Z') / 1000}^`;
    house.time.now = new Date('2026-11-20T13:59:00Z');
    expect(JSON.stringify((await home(ADA)).blocks)).toContain(first);
    house.time.now = new Date('2026-11-20T14:00:00Z');
    expect(JSON.stringify((await home(ADA)).blocks)).not.toContain(first);
  });

  it("lists one's own next five shifts of both duties, the present one first", async () => {
    const { house, home } = await openHomes(open);
    house.time.now = new Date('2026-11-20T13:59:00Z');
    const { shown: all } = await home(ADA);
    expect(all).toMatch(/\*My next shifts\*( @time – @time · IC){5} Cover Swap Away/);
    const { shown: bobs } = await home(BOB);
    expect(bobs).toMatch(/\*My next shifts\* @time – @time · On call( @time – @time · (IC|On call)){4} Cover/);
  });

  it('has the buttons of the forms for members, and neither shifts nor buttons for anybody else', async () => {
    const { home } = await openHomes(open);
    const buttons = (await home(CAT)).blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
    expect(buttons.map((button) => button.action_id)).toEqual(['home.cover', 'home.swap', 'home.away']);
    const { blocks, shown: all } = await home('U0GUEST');
    expect(blocks.filter(({ type }) => type === 'actions')).toEqual([]);
    expect(all).toContain('*Who is on duty*');
    expect(all).not.toContain('My next shifts');
  });

  it('says where the links for calendars come from', async () => {
    const { home } = await openHomes(open);
    expect((await home('U0GUEST')).shown).toContain('`/duty calendar`');
  });

  it('lists the incidents that are open, the newest first, and counts the rest', async () => {
    const { house, home } = await openHomes(open);
    expect((await home('U0GUEST')).shown).toContain('🚨 *Open incidents* None. `/incident` opens one.');
    const incident = async (number: number, state = 'open') => {
      const row = someRow({ title: `Outage ${number} <!channel>`, state, room: `C0ROOM${number}`, card_id: 'card' });
      await house.outbox.commit((trx) => insertIncident(trx, row));
    };
    for (let number = 1; number <= 7; number++) await incident(number);
    await incident(8, 'resolved');
    const { shown: all } = await home('U0GUEST');
    expect(all).toMatch(
      /🚨 \*Open incidents\* \(7\) 🟠 \*<[^>]*\/C0ROOM7\|INC-\d+ Outage 7 .* Outage 3 [^🟠]* and 2 more: `\/incident list`/u,
    );
    expect(all).not.toContain('<!channel>');
  });

  it('links ten of the alerts that nobody looked at, the newest first, and counts the rest', async () => {
    const { house, home } = await openHomes(open);
    expect((await home(ADA)).shown).toContain('❔ *Untriaged alerts* None');
    await alarms(house, 12);
    await house.react({ ts: '1763640000.000012', at: '1763640001.000000', emoji: 'eyes' });
    const { shown: all, blocks } = await home(ADA);
    expect(all).toMatch(
      /❔ \*Untriaged alerts\* \(11\) 🔴 a10: high · fired @time .* a1: high · fired @time and 1 more/,
    );
    expect(JSON.stringify(blocks)).toContain('https://acme.slack.com/archives/C0ALERTS/p1763640000000011');
  });

  it('shows a storm as one line while nobody has looked at it', async () => {
    const { house, home } = await openHomes(open);
    await alarms(house, 25);
    expect((await home(ADA)).shown).toMatch(/\(20 and 1 storm\) 🌩️ Storm of 5 alerts · since @time · ❔ Untriaged 🔴/);
    await house.react({ ts: '1763640000.000021', at: '1763640001.000000', emoji: 'eyes' });
    expect((await home(ADA)).shown).toMatch(/\*Untriaged alerts\* \(20\) 🔴/);
  });

  it('shows the newest whenever it is made', async () => {
    const { house, home } = await openHomes(open);
    await alarms(house, 1);
    expect((await home(ADA)).shown).toContain('a0: high');
    house.time.now = at(60 * 24 * 8);
    expect((await home(ADA)).shown).not.toContain('a0: high');
  });

  it('takes any text from outside without pinging or growing too long', async () => {
    const { house, home } = await openHomes(open);
    await alarms(house, 12, `<!channel> <@U0EVIL> <https://evil.example|x> ${'<&>😀é'.repeat(600)}`);
    const { blocks } = await home(ADA);
    expect(JSON.stringify(blocks)).not.toMatch(/<!channel|<@U0EVIL|"url":"https:\/\/evil/);
  });
});

onBothDesks('my tickets in the App Home', (open) => {
  const [reporter, other, engineer] = ['U0000EVE', 'U0000DAN', 'U0000ADA'];
  const home = async (house: SupportHouse, user: string) => {
    const blocks = homeBlocks(await homeOf(user, house, ZONE), look);
    expect(faults(blocks, 'home')).toEqual([]);
    return { raw: JSON.stringify(blocks), shown: shown(blocks) };
  };

  it('are those that a person raised or follows: the open ones, then those closed within a week', async () => {
    const house = await open();
    expect((await home(house, reporter)).shown).toMatch(
      /\*Open incidents\* None\. .* 🎫 \*My tickets\* None\. `\/bug` raises one\. ❔ \*Untriaged alerts\*/,
    );
    const closed = await house.raise({ title: 'Closed' });
    await house.raise({ title: 'Open' });
    const followed = await house.raise({ title: 'Followed', by: { user: other } });
    await house.raise({ title: 'Not mine', by: { user: other } });
    await house.outbox.commit((trx) => followTicket(trx, followed.id, reporter));
    await house.drain();
    await house.emoji(closed.id, 'heavy_check_mark', engineer);
    const { shown: all, raw } = await home(house, reporter);
    expect(all).toMatch(/🎫 \*My tickets\* \(3\) 🟠 [^🟠]* Followed>[^🟠]*🟠 [^🟠]* Open>[^🟠]*🟠 [^🟠]* Closed>/u);
    expect(all).not.toContain('Not mine');
    expect(raw).toContain('https://acme.slack.com/archives/C0BUGS/p');
    expect((await home(house, engineer)).shown, 'who is on one needs no more').toContain('*My tickets* None.');
    house.pass(7 * 24 * 3_600_000);
    expect((await home(house, reporter)).shown).toContain('Closed>');
    house.pass(1);
    expect((await home(house, reporter)).shown).not.toContain('Closed>');
  });

  it('are at most five, and the rest is counted, however hostile their titles are', async () => {
    const house = await open();
    const title = `<!channel> <@U0EVIL> ${'<&>é'.repeat(40)}`;
    for (let number = 1; number <= 7; number++) await house.raise({ title: `${number} ${title}` });
    const { shown: all, raw } = await home(house, reporter);
    expect(all).toMatch(/\*My tickets\* \(7\) 🟠 \*T-\d+ 7 .* and 2 more: `\/bug list mine`/u);
    expect(raw).not.toMatch(/<!channel|<@U0EVIL/);
  });
});
