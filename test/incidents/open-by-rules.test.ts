import { expect, it } from 'vitest';
import { lookedUntil } from '../../src/incidents/auto-store.ts';
import { openByRules } from '../../src/incidents/open-by-rules.ts';
import { fires, recovers } from '../alerts/event.ts';
import { ADA, type House, onBothEngines, onPostgres } from './house.ts';

const auto = [
  { alarm: 'prod-db-*', response_plan: 'database' },
  { alarm: 'prod-*', response_plan: 'other' },
];
const response_plans = { database: { impact: 1 }, other: { impact: 4 } };
const incidents = { auto, response_plans };
const minutes = (at: Date) => (at.getTime() - Date.parse('2026-11-20T12:00:00Z')) / 60_000;

const opened = async ({ db }: House) =>
  (await db.selectFrom('incident').selectAll().orderBy('id').execute()).map(({ title, plan, impact, source }) =>
    [source, plan, impact, title].join(' '),
  );
/** An alarm fires now. */
const firing = (house: House, alarm: string, more = {}) =>
  house.tell(fires(minutes(house.time.now), { alarm, title: 'high', ...more }));

onBothEngines('incidents.auto', (open) => {
  it('opens an incident for an alarm that a rule names, by the first rule that does, with its plan’s impact', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    await firing(house, 'prod-db-cpu');
    await firing(house, 'prod-web');
    await firing(house, 'test-web');
    await openByRules(house.parts);
    expect(await opened(house)).toEqual(['rule database 1 prod-db-cpu: high', 'rule other 4 prod-web: high']);
    expect((await house.alerts()).map(({ alarm, incident }) => [alarm, incident !== null])).toEqual(
      expect.arrayContaining([
        ['prod-db-cpu', true],
        ['prod-web', true],
        ['test-web', false],
      ]),
    );
  });

  it('has the usual impact where no plan of ours tells one', async () => {
    const arn = 'arn:aws:ssm-incidents::123456789012:response-plan/web';
    const house = await open({ incidents: { response_plans: { other: arn }, auto: auto.slice(1) } });
    await openByRules(house.parts);
    await firing(house, 'prod-web');
    await openByRules(house.parts);
    expect(await opened(house)).toEqual(['rule other 2 prod-web: high']);
  });

  it('opens one once for a firing, also when it fires again, and another for the next alert', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    await firing(house, 'prod-web');
    await openByRules(house.parts);
    house.pass(60_000);
    await firing(house, 'prod-web');
    await openByRules(house.parts);
    expect(await opened(house)).toHaveLength(1);
    house.pass(3 * 3_600_000);
    await firing(house, 'prod-web');
    await openByRules(house.parts);
    expect(await opened(house)).toHaveLength(2);
  });

  it('opens one for all that a rule names in a storm, and ties them to it', async () => {
    const house = await open({ incidents, alarms: { storm: { alerts: 1, within: '1m' } } });
    await openByRules(house.parts);
    for (const alarm of ['prod-1', 'prod-2', 'prod-3', 'prod-db-1', 'prod-4']) await firing(house, alarm);
    await openByRules(house.parts);
    expect(await opened(house)).toEqual([
      'rule other 4 prod-1: high',
      'rule other 4 prod-2: high',
      'rule database 1 prod-db-1: high',
    ]);
    const together = Map.groupBy(await house.alerts(), ({ incident }) => incident);
    expect([...together.values()].map((alerts) => alerts.map(({ alarm }) => alarm).sort())).toEqual(
      expect.arrayContaining([['prod-1'], ['prod-2', 'prod-3', 'prod-4'], ['prod-db-1']]),
    );
  });

  it('opens nothing for what was there before a rule was set', async () => {
    const house = await open({ incidents: { response_plans, auto: auto.slice(0, 1) } });
    await firing(house, 'prod-db-old');
    await openByRules(house.parts);
    await firing(house, 'prod-web');
    const later = await open({ incidents });
    await openByRules(later.parts);
    expect(await opened(house)).toEqual([]);
    await firing(later, 'prod-web-2');
    await openByRules(later.parts);
    expect(await opened(house)).toEqual(['rule other 4 prod-web-2: high']);
  });

  it('opens what fired under a rule while nobody looked, also when the rules changed meanwhile', async () => {
    const house = await open({ incidents: { response_plans, auto: auto.slice(0, 1) } });
    await openByRules(house.parts);
    await firing(house, 'prod-db-cpu');
    const later = await open({ incidents });
    await openByRules(later.parts);
    expect(await opened(house)).toEqual(['rule database 1 prod-db-cpu: high']);
  });

  it('opens nothing for what fired while its rule was taken out', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    const without = await open();
    await openByRules(without.parts);
    await firing(without, 'prod-web');
    await openByRules(house.parts);
    await openByRules(house.parts);
    expect(await opened(house)).toEqual([]);
  });

  it('looks at more alerts than it reads at once', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    for (let number = 0; number < 101; number++) await firing(house, `test-${number}`);
    await firing(house, 'prod-web');
    await openByRules(house.parts);
    expect(await opened(house)).toHaveLength(1);
    const [newest] = await house.db.selectFrom('alert').select('id').orderBy('id', 'desc').execute();
    expect(await lookedUntil(house.db)).toMatchObject({ alert: newest?.id });
  });

  it('opens none twice when it ended before it could keep up to where it had come', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    const looked = await house.db.selectFrom('setting').selectAll().where('name', '=', 'incident_rules').execute();
    await firing(house, 'prod-web');
    await openByRules(house.parts);
    await house.db
      .updateTable('setting')
      .set({ value: looked[0]?.value ?? '' })
      .where('name', '=', 'incident_rules')
      .execute();
    await house.db.updateTable('alert').set({ incident: null }).execute();
    await openByRules(house.parts);
    expect(await opened(house)).toHaveLength(1);
  });

  it('calls nobody for an alert of an incident, an alarm that AWS holds back, or what was over before it was told', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    await firing(house, 'prod-web');
    const [alert] = await house.db.selectFrom('alert').select('id').execute();
    await house.open({ alerts: [alert?.id as number] });
    await firing(house, 'prod-muted', { muted: 'by a mute rule' });
    const now = minutes(house.time.now);
    await house.tell(recovers(now - 5, { alarm: 'prod-late' }), fires(now - 10, { alarm: 'prod-late' }));
    await openByRules(house.parts);
    expect(await opened(house)).toEqual(['form  2 Checkout is down']);
  });

  it('opens one for what fired and recovered between two looks', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    await firing(house, 'prod-web');
    house.pass(1000);
    await house.tell(recovers(minutes(house.time.now), { alarm: 'prod-web' }));
    await openByRules(house.parts);
    expect(await opened(house)).toHaveLength(1);
  });

  it('mentions nobody whom the alarm’s text seems to name', async () => {
    const house = await open({ incidents });
    await openByRules(house.parts);
    await firing(house, 'prod-web', { title: `<@${ADA}> @${ADA} ${'long '.repeat(100)}` });
    await openByRules(house.parts);
    const [title] = await opened(house);
    expect(title).toMatch(/prod-web: .*…$/);
    expect(title).not.toContain(`@${ADA}`);
  });
});

onPostgres('incidents.auto with two replicas', (open) => {
  it('opens one incident when both look at once', async () => {
    const [one, two] = [await open({ incidents }), await open({ incidents })];
    await openByRules(one.parts);
    for (let number = 0; number < 5; number++) await firing(one, `prod-${number}`);
    await Promise.all([openByRules(one.parts), openByRules(two.parts)]);
    expect(await opened(one)).toHaveLength(5);
  });
});
