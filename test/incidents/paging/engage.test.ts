import { expect, it } from 'vitest';
import { ADA, ADMIN, BOB, CLEO, DAN, EVE, EVENING, NIGHT, onBothEngines } from '../house.ts';
import { allDay, openAllDay, pagedBy, pages, toldIn } from './pagers.ts';

const plan = (engage: string[], more = {}) => ({ response_plans: { database: { impact: 2, engage, ...more } } });

onBothEngines('opening an incident', (open) => {
  it('pages whoever is on call, by a direct message that says why and with which impact', async () => {
    const house = await open({ now: EVENING });
    const { id } = await house.open({ title: 'Orders <!channel> fail', impact: 1 });
    const said = await house.drain();
    expect(pagedBy(said)).toEqual([BOB]);
    expect(toldIn(said, BOB)).toEqual([
      ':rotating_light: *You are paged for INC-1: Orders &lt;!channel&gt; fail*\n🔴 Critical · You are on call.'.replace(
        'INC-1',
        `INC-${id}`,
      ),
    ]);
    expect(await house.timeline(id)).toContain(`Watchbill: paged @${BOB} (on call)`);
  });

  it('pages the Incident Commander while nobody is on call, and does not call that news', async () => {
    const house = await open();
    const { id } = await house.open();
    expect(pagedBy(await house.drain())).toEqual([ADA]);
    expect((await house.timeline(id)).filter((line) => line.startsWith('Watchbill'))).toEqual([
      `Watchbill: paged @${ADA} (IC)`,
    ]);
  });

  it.each([
    ['first whoever is on call', ['oncall', 'ic', 'admins'], BOB],
    ['first the Incident Commander', ['ic', 'oncall'], ADA],
  ])('pages the first of the chain alone when more are there: %s', async (_sentence, escalation, first) => {
    const { opening } = await openAllDay(open, { incidents: { escalation } });
    expect(pagedBy(opening)).toEqual([first]);
  });

  it('pages all admins at night, when nobody has a duty', async () => {
    const house = await open({ now: NIGHT, admins: [ADMIN, DAN] });
    await house.open();
    expect(pagedBy(await house.drain())).toEqual([ADMIN, DAN]);
  });

  it('pages whom the plan engages instead, each by a page of their own, and nobody twice', async () => {
    const { house, opening } = await openAllDay(
      open,
      { incidents: plan(['ic', DAN, ADA, 'oncall']) },
      { plan: 'database' },
    );
    expect(pagedBy(opening)).toEqual([ADA, DAN, BOB]);
    expect(await pages(house)).toEqual([
      ['ic', [ADA], 1],
      [DAN, [DAN], 1],
      ['oncall', [BOB], 1],
    ]);
  });

  it('pages the first of the chain for a plan that engages nobody, as without one', async () => {
    const { opening } = await openAllDay(open, { incidents: plan([]) }, { plan: 'database' });
    expect(pagedBy(opening)).toEqual([BOB]);
  });

  it('goes along the chain where nobody holds what the plan engages, and says so once there is a room', async () => {
    const house = await open({ incidents: plan(['oncall']) });
    const { id } = await house.open({ plan: 'database' });
    expect(pagedBy(await house.drain())).toEqual([ADA]);
    expect(await house.timeline(id)).toContain('Watchbill: Nobody is on call now.');
  });

  it('pages the first of the chain for a plan of Incident Manager, which engages people in AWS itself', async () => {
    const arn = 'arn:aws:ssm-incidents::123456789012:response-plan/database';
    const { opening } = await openAllDay(
      open,
      { incidents: { response_plans: { database: arn } } },
      { plan: 'database' },
    );
    expect(pagedBy(opening)).toEqual([BOB]);
  });

  it('without impact pages nobody, unless its plan does', async () => {
    const incidents = plan([DAN], { impact: 5 });
    const { house, opening } = await openAllDay(open, { incidents }, { impact: 5 });
    expect(pagedBy(opening)).toEqual([]);
    await house.open({ impact: 5, plan: 'database' });
    expect(pagedBy(await house.drain())).toEqual([DAN]);
  });

  it('does not page the commander on duty who opened it themself', async () => {
    const house = await open();
    await house.open({ by: ADA });
    expect(pagedBy(await house.drain())).toEqual([]);
    expect(await pages(house)).toEqual([]);
    await house.open({ by: EVE });
    expect(pagedBy(await house.drain())).toEqual([ADA]);
  });

  it('pages whoever is on call although the commander opened it', async () => {
    const { opening } = await openAllDay(open, {}, { by: ADA });
    expect(pagedBy(opening)).toEqual([BOB]);
  });

  it('pages once, however often the same request comes', async () => {
    const house = await open({ now: EVENING });
    await house.open({ askedAs: 'the same' });
    await house.open({ askedAs: 'the same' });
    expect(pagedBy(await house.drain())).toEqual([BOB]);
  });

  it('is loud in #war and to the admins when there is nobody at all to page', async () => {
    const house = await open({ now: NIGHT, incidents: { escalation: ['oncall', 'ic'] } });
    const { id } = await house.open();
    const said = await house.drain();
    const loud = expect.stringContaining(`There is nobody to page for INC-${id}: Checkout is down.`);
    expect(toldIn(said, 'war')).toContainEqual(loud);
    expect(toldIn(said, ADMIN)).toEqual([loud]);
    expect(await house.timeline(id)).toContain('Watchbill: found nobody to page');
  });

  it('passes somebody whom Slack does not know by their address, and says so once there is a room', async () => {
    const member = 'eve@example.com';
    const duty = { ...allDay, oncall: { ...allDay.oncall, members: [member, DAN] } };
    const house = await open({ duty });
    await house.give('ic', CLEO);
    await house.give('oncall', member);
    const { id } = await house.open();
    expect(pagedBy(await house.drain())).toEqual([CLEO]);
    const words = 'eve@example.com (on call) cannot be paged: Slack does not know that address.';
    expect(await house.timeline(id)).toContain(`Watchbill: ${words}`);
  });
});
