import { expect, it } from 'vitest';
import { runHandovers } from '../../src/reports/handover.ts';
import { batch, fires } from '../alerts/event.ts';
import { type House, type Open, onBothEngines, onPostgres } from '../alerts/house.ts';
import { ADA, BOB, faults, give, letters, openBoth, openOffice } from './house.ts';

const at = (day: number, time: string) => new Date(`2026-11-${day}T${time}:00.000Z`);
/** The week from Thursday, 19 November 2026; the IC's hours end at 14:00 UTC. */
const THURSDAY = 19;
const FRIDAY = 20;
const MONDAY = 23;
const TUESDAY = 24;

/** Bob is IC on Thursday, Ada on Friday and Monday, Bob on Tuesday. */
async function openWeek(open: Open, more: Parameters<Open>[0] = {}) {
  const { house, office } = await openBoth(open, {}, more);
  house.time.now = at(THURSDAY, '05:00');
  await office.schedule.refresh();
  for (const [day, to] of [
    [THURSDAY, BOB],
    [FRIDAY, ADA],
    [MONDAY, ADA],
    [TUESDAY, BOB],
  ] as const)
    await give(house, { rotation: 'ic', day: `2026-11-${day}`, to });
  const run = async (when: Date) => {
    house.time.now = when;
    await runHandovers(office);
    return letters(house);
  };
  return { house, office, run };
}

/** An alarm fires now, and its alert is on Slack. */
async function alarm(house: House, name: string, when: Date, more = {}) {
  house.time.now = when;
  await house.tell(fires((when.getTime() - at(FRIDAY, '12:00').getTime()) / 60_000, { alarm: name, ...more }));
  await house.drain();
}

async function triage(house: House, name: string, emoji: string) {
  const ts = (await house.alerts()).find((alert) => alert.alarm === name)?.ts ?? '';
  await house.react({ ts, at: `${house.time.now.getTime() / 1000}.000000`, emoji });
  await house.drain();
}

const detail = (house: House, name: string, change: { assignee?: string; ticket?: string }) =>
  house.db.updateTable('alert').set(change).where('alarm', '=', name).execute();

onBothEngines('the handover', (open) => {
  it('goes to the one who leaves and the one who comes, at the end of the shift and not before', async () => {
    const { run } = await openWeek(open);
    expect(await run(at(THURSDAY, '13:59'))).toEqual([]);
    const sent = await run(at(THURSDAY, '14:00'));
    expect(sent.map(({ to }) => to)).toEqual([BOB, ADA]);
    expect(sent[0]?.shown).toBe(
      `IC handover @${BOB} was IC; @${ADA} is from @time. A quiet day: no alerts since @time, and none is open.`,
    );
  });

  it('tells what is open with who and since when, what went to whom, which ticket waits, and what was closed', async () => {
    const { house, run } = await openWeek(open);
    for (const name of ['a-new', 'b-seen', 'c-given', 'd-ticket', 'e-fixed', 'f-false'])
      await alarm(house, name, at(THURSDAY, '10:00'));
    await triage(house, 'b-seen', 'eyes');
    await triage(house, 'c-given', 'arrow_right');
    await detail(house, 'c-given', { assignee: 'U0EVE' });
    await triage(house, 'd-ticket', 'outbox_tray');
    await detail(house, 'd-ticket', { ticket: 'https://jira.example.org/browse/SHOP-12' });
    await triage(house, 'e-fixed', 'heavy_check_mark');
    await triage(house, 'f-false', 'no_entry_sign');
    const [sent] = await run(at(THURSDAY, '14:00'));
    const title = (name: string) => `🔴 ${name}: CPUUtilization is high at minute -1560`;
    expect(sent?.shown).toBe(
      [
        `IC handover @${BOB} was IC; @${ADA} is from @time.`,
        'Since @time: ❔ 1 untriaged · 👀 1 looking · ➡️ 1 delegated · 📤 1 ticket · ✔️ 1 fixed · 🚫 1 ignored',
        `❔ *Untriaged* (1) ${title('a-new')} · fired @time`,
        `👀 *Looking* (1) ${title('b-seen')} · @UADA @time`,
        `➡️ *Delegated* (1) ${title('c-given')} · to @U0EVE by @UADA @time`,
        `📤 *Ticket* (1) ${title('d-ticket')} · SHOP-12 by @UADA @time`,
      ].join(' '),
    );
    expect(sent?.content.text).toMatch(/^IC handover: ❔ 1 untriaged/);
    const links = JSON.stringify(sent?.content.blocks);
    expect(links).toContain('https://acme.slack.com/archives/C0ALERTS/p1763640000000001');
    expect(links).toContain('"url":"https://jira.example.org/browse/SHOP-12"');
  });

  it('is sent once, over later runs and restarts', async () => {
    const { house, run } = await openWeek(open);
    expect(await run(at(THURSDAY, '14:00'))).toHaveLength(2);
    expect(await run(at(THURSDAY, '14:01'))).toEqual([]);
    await runHandovers(openOffice(house));
    expect(await letters(house)).toEqual([]);
    expect(await run(at(FRIDAY, '13:00'))).toEqual([]);
  });

  it('is one message when the same person goes on', async () => {
    const { run } = await openWeek(open);
    await run(at(THURSDAY, '14:00'));
    const sent = await run(at(FRIDAY, '14:00'));
    expect(sent.map(({ to }) => to)).toEqual([ADA]);
    expect(sent[0]?.shown).toContain(`@${ADA} was IC and is again from @time`);
  });

  it("comes again when Monday's IC begins, with what came since Friday", async () => {
    const { house, run } = await openWeek(open);
    await run(at(THURSDAY, '14:00'));
    await alarm(house, 'friday-noon', at(FRIDAY, '12:00'));
    await triage(house, 'friday-noon', 'heavy_check_mark');
    await run(at(FRIDAY, '14:00'));
    await alarm(house, 'saturday-night', at(21, '23:00'));
    await alarm(house, 'sunday', at(22, '10:00'));
    await triage(house, 'sunday', 'no_entry_sign');
    expect(await run(at(22, '12:00'))).toEqual([]);
    const sent = await run(at(MONDAY, '06:00'));
    expect(sent.map(({ to }) => to)).toEqual([ADA]);
    expect(sent[0]?.shown).toMatch(
      /@U0ADA is IC until @time\. This is what came while there was none\. Since @time: ❔ 1 untriaged · 🚫 1 ignored .*saturday-night/,
    );
    expect(sent[0]?.shown).not.toContain('fixed');
    expect(await run(at(MONDAY, '06:01'))).toEqual([]);
  });

  it('that was missed is made up for once, and only until the next shift has ended', async () => {
    const { run } = await openWeek(open);
    const sent = await run(at(MONDAY, '08:00'));
    expect(sent.map(({ to, shown }) => [to, /what came while there was none/.test(shown)])).toEqual([
      [ADA, false],
      [ADA, true],
    ]);
    expect(await run(at(MONDAY, '08:01'))).toEqual([]);
    expect(await run(at(TUESDAY, '15:00'))).not.toEqual([]);
  });

  it('says that nobody comes, and goes to whoever is there, else to the admins', async () => {
    const { house, run } = await openWeek(open);
    await give(house, { rotation: 'ic', day: '2026-11-20', to: null });
    const [thursday, ...others] = await run(at(THURSDAY, '14:00'));
    expect([thursday?.to, others]).toEqual([BOB, []]);
    expect(thursday?.shown).toContain('nobody can be IC from @time');
    await run(at(FRIDAY, '13:59')); // a gap of today is filled where it can be
    for (const day of [FRIDAY, MONDAY]) await give(house, { rotation: 'ic', day: `2026-11-${day}`, to: null });
    const friday = await run(at(FRIDAY, '14:00'));
    expect(friday.map(({ to }) => to)).toEqual(['U0ADMIN']);
    expect(friday[0]?.shown).toContain('Nobody was IC; 🚨 nobody can be IC from @time');
  });

  it('keeps what nobody closed for a week', async () => {
    const { house, run } = await openWeek(open);
    await alarm(house, 'old', at(13, '13:59'));
    await alarm(house, 'week-old', at(13, '14:01'));
    house.time.now = at(FRIDAY, '14:00');
    const [sent] = await run(at(FRIDAY, '14:00'));
    expect(sent?.shown).toContain('(1) 🔴 week-old');
  });

  it('names the alarms that fired several times since then, or often in a week', async () => {
    const { house, run } = await openWeek(open);
    for (const day of [14, 15, 16, 17, 18]) await alarm(house, 'daily', at(day, '10:00'));
    for (const time of ['08:00', '08:10', '11:00']) await alarm(house, 'flapping', at(THURSDAY, time));
    for (const time of ['08:00', '11:00']) await alarm(house, 'twice-last-week', at(14, time));
    await alarm(house, 'once', at(THURSDAY, '09:00'));
    const [sent] = await run(at(THURSDAY, '14:00'));
    expect(sent?.shown).toContain(
      '🔁 *Recurring alarms* (2) flapping · 3× since then, 3× in the last 7 days daily · 0× since then, 5× in the last 7 days',
    );
  });

  it('sums a storm up, and a thousand alerts still make a good message', async () => {
    const { house, run } = await openWeek(open);
    house.time.now = at(THURSDAY, '09:00');
    const storm = Array.from({ length: 1000 }, (_, index) => fires(-1620, { alarm: `storm-${index}` }));
    await house.intake(batch(storm));
    await house.drain();
    const [sent] = await run(at(THURSDAY, '14:00'));
    expect(sent?.shown).toMatch(
      /❔ 20 untriaged · 🌩️ 1 storm .*and 10 more 🌩️ \*Storms\* \(1\) 🌩️ Storm of 980 alerts · since @time · ❔ Untriaged$/,
    );
    expect(faults(sent?.content.blocks ?? [])).toEqual([]);
  });

  it('counts those of a thousand alerts that it does not show', async () => {
    const { house, run } = await openWeek(open, { storm: { alerts: 5000, within: 1 } });
    house.time.now = at(THURSDAY, '09:00');
    await house.intake(batch(Array.from({ length: 1000 }, (_, index) => fires(-1620, { alarm: `alarm-${index}` }))));
    await house.drain();
    const [sent] = await run(at(THURSDAY, '14:00'));
    expect(sent?.shown).toMatch(/\(1000\) 🔴 alarm-999: .* 🔴 alarm-990: .* and 990 more$/);
    expect(faults(sent?.content.blocks ?? [])).toEqual([]);
  });

  it('takes any text from outside without pinging, formatting or growing too long', async () => {
    const { house, run } = await openWeek(open);
    const evil = `<!channel> <@U0EVIL> *b* & <https://evil.example|x>\n${'<&>😀é'.repeat(600)}`;
    for (let index = 0; index < 12; index += 1) {
      await alarm(house, `e${index} ${evil}`, at(THURSDAY, '09:00'), { title: evil, key: `k${index}` });
      await alarm(house, `e${index} ${evil}`, at(THURSDAY, '11:00'), { title: evil, key: `k${index}` });
    }
    const [sent] = await run(at(THURSDAY, '14:00'));
    expect(faults(sent?.content.blocks ?? [])).toEqual([]);
    expect(sent?.shown).toContain('and 12 more');
    const json = JSON.stringify(sent?.content);
    expect(json).not.toMatch(/<!channel|<@U0EVIL|"user_id":"U0EVIL"|"url":"https:\/\/evil/);
  });
});

onPostgres('the handover of two replicas', (open) => {
  it('is sent by one of them', async () => {
    const { house, office } = await openWeek(open);
    const other = await open();
    house.time.now = at(THURSDAY, '14:00');
    other.time.now = house.time.now;
    await Promise.all([runHandovers(office), runHandovers(openOffice(other))]);
    expect(await letters(house)).toHaveLength(2);
  });
});
