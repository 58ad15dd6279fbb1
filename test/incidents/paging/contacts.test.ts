import { expect, it } from 'vitest';
import { incidentManagerBackend } from '../../../src/incidents/aws/incident-manager-backend.ts';
import { localBackend } from '../../../src/incidents/backend.ts';
import { acknowledge } from '../../../src/incidents/paging/acknowledge.ts';
import { type AcknowledgedInAws, acknowledgedInAws } from '../../../src/incidents/paging/acknowledged-in-aws.ts';
import { page } from '../../../src/incidents/paging/page.ts';
import { BOB, EVE, type House, MONDAY, type Open, onBothEngines, onPostgres } from '../house.ts';
import { after, allDay, newestPage, pagedBy, pages, pageTyped, rewritten, toldIn, WAIT } from './pagers.ts';

/** Kept in Incident Manager, of which every timeline line is noted that it is told. */
async function openWithContacts(open: Open) {
  const noted: string[] = [];
  const backend = {
    ...localBackend,
    name: 'incident-manager' as const,
    paged: incidentManagerBackend.paged,
    noted: async (_trx: unknown, _say: unknown, { events }: { events: readonly { text: string }[] }) => {
      noted.push(...events.map(({ text }) => text));
    },
  };
  const house = await open({ backend, duty: allDay });
  await house.give('oncall', BOB);
  const { id } = await house.open({ impact: 5 });
  const incident = await house.makeRoom({ id });
  await house.drain();
  await house.errands();
  return { house, incident, noted };
}

/** What AWS is asked to do. */
const askedOfAws = async (house: House) => (await house.errands()).filter(({ kind }) => kind.startsWith('aws.'));

const inAws = (house: House, seen: Omit<AcknowledgedInAws, 'engagement'>) =>
  house.outbox.commit((trx, say) => acknowledgedInAws(trx, say, { ...seen, engagement: 'there' }, house.parts));

onBothEngines('paging a contact of Incident Manager', (open) => {
  it('asks AWS for it, waiting for nothing else that AWS is asked of the incident, and tells the room', async () => {
    const { house, incident } = await openWithContacts(open);
    const paged = await pageTyped(house, incident, 'db & team');
    expect(paged).toMatchObject({ reply: { text: 'Paged db &amp; team in Incident Manager.' } });
    const payload = {
      incident: incident.id,
      page: await newestPage(house),
      contact: 'db & team',
      title: incident.title,
      impact: 5,
    };
    const line = `aws ${incident.name} page ${payload.page} db & team`;
    expect(await askedOfAws(house)).toEqual([{ kind: 'aws.engage', line, payload }]);
    const said = await house.drain();
    expect(pagedBy(said)).toEqual([]);
    expect(toldIn(said, incident.room as string)).toEqual([
      `:pager: <@${EVE}> paged db &amp; team in Incident Manager.`,
    ]);
    expect(await pages(house)).toEqual([['db & team', [], 1]]);
  });

  it('asks AWS once when the same is asked twice', async () => {
    const { house, incident } = await openWithContacts(open);
    await pageTyped(house, incident, 'db-team');
    await pageTyped(house, incident, 'db-team');
    expect(await askedOfAws(house)).toHaveLength(1);
  });

  it.each([
    ['is too long for one', 'x'.repeat(256)],
    ['names a link of the chain', 'oncall'],
    ['names a person', BOB],
  ])('refuses a name that %s', async (_sentence, name) => {
    const { house, incident } = await openWithContacts(open);
    const refused = await page({ id: incident.id, by: EVE, whom: { kind: 'contact', name } }, house.parts);
    expect(refused).toEqual({ problem: 'That is no name of a contact.' });
    expect(await askedOfAws(house)).toEqual([]);
  });

  it('takes the longest name', async () => {
    const { house, incident } = await openWithContacts(open);
    expect(await pageTyped(house, incident, 'x'.repeat(255))).not.toHaveProperty('problem');
  });

  it('goes on to the chain when the contact does not acknowledge, and does not ask AWS again', async () => {
    const { house, incident } = await openWithContacts(open);
    await pageTyped(house, incident, 'db-team');
    await house.errands();
    await house.drain();
    expect(pagedBy(await after(house, WAIT))).toEqual([BOB]);
    for (const _step of [1, 2, 3, 4]) await after(house, WAIT);
    expect(await askedOfAws(house)).toEqual([]);
  });

  it('is over once AWS tells that the contact acknowledged, which AWS is not told again', async () => {
    const { house, incident, noted } = await openWithContacts(open);
    await pageTyped(house, incident, 'db-team');
    await house.drain();
    noted.length = 0;
    const at = new Date(MONDAY.getTime() + 30_000);
    const id = await newestPage(house);
    await inAws(house, { page: id, who: { name: 'db-team' }, at });
    const said = await house.drain();
    expect(toldIn(said, incident.room as string)).toEqual([
      `:white_check_mark: ${incident.name}: db-team acknowledged the page in Incident Manager.`,
    ]);
    expect(rewritten(said).get(incident.room as string)?.text).toContain('Acknowledged by db-team');
    expect(await house.timeline(incident.id)).toContain('Watchbill: db-team acknowledged the page in Incident Manager');
    expect(noted).toEqual([]);
    expect(await after(house, WAIT)).toEqual([]);
    await inAws(house, { page: id, who: { name: 'db-team' }, at });
    expect(await house.drain()).toEqual([]);
  });

  it('tells a person by their name in Slack where AWS tells who it was', async () => {
    const { house, incident } = await openWithContacts(open);
    await pageTyped(house, incident, 'db-team');
    await house.drain();
    await inAws(house, { page: await newestPage(house), who: { user: BOB }, at: MONDAY });
    expect(toldIn(await house.drain(), incident.room as string)).toEqual([
      `:white_check_mark: ${incident.name}: <@${BOB}> acknowledged the page in Incident Manager.`,
    ]);
  });

  it('mentions nobody whom the name of a contact seems to name', async () => {
    const { house, incident } = await openWithContacts(open);
    await pageTyped(house, incident, 'db-team');
    await house.drain();
    await inAws(house, { page: await newestPage(house), who: { name: `<!channel> @${BOB} <@${BOB}>` }, at: MONDAY });
    const said = (await house.drain()).filter(({ text }) => text.includes('cknowledged'));
    expect(said.length).toBeGreaterThan(2);
    for (const { text, blocks } of said) expect(text + blocks).not.toMatch(/<!channel|<@U0000BOB>/);
  });

  it('keeps who was first, in Slack or in AWS, and knows no page that never was', async () => {
    const { house, incident } = await openWithContacts(open);
    await pageTyped(house, incident, 'db-team');
    const id = await newestPage(house);
    await acknowledge({ page: id, by: BOB }, house.parts);
    await house.drain();
    await inAws(house, { page: id, who: { name: 'db-team' }, at: MONDAY });
    await inAws(house, { page: 4711, who: { name: 'db-team' }, at: MONDAY });
    expect(await house.drain()).toEqual([]);
  });
});

onPostgres('a page that is acknowledged in Slack and in AWS at once', (open) => {
  it('is told once', async () => {
    const { house, incident } = await openWithContacts(open);
    await pageTyped(house, incident, 'db-team');
    const id = await newestPage(house);
    await Promise.all([
      inAws(house, { page: id, who: { name: 'db-team' }, at: MONDAY }),
      acknowledge({ page: id, by: BOB }, house.parts),
    ]);
    expect((await house.timeline(incident.id)).filter((line) => /acknowledged|took/.test(line))).toHaveLength(1);
  });
});
