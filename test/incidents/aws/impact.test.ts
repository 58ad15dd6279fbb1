import { expect, it } from 'vitest';
import { edit } from '../../../src/incidents/edit.ts';
import { EVE } from '../house.ts';
import { onBothEnginesWithAws, type Site } from './site.ts';

onBothEnginesWithAws('an impact that nobody chose', (open) => {
  const begun = ({ aws }: Site) => aws.calls('StartIncident').map(({ input }) => input);
  const changes = ({ aws }: Site) => aws.calls('UpdateIncidentRecord').map(({ input }) => input);

  it('is left to the response plan in AWS, and taken over from there', async () => {
    const site = await open();
    const { id } = await site.house.open({ plan: 'web', impact: null });
    expect((await site.house.incident(id)).impact).toBe(2);
    await site.settle();
    expect(begun(site)).toEqual([expect.not.objectContaining({ impact: expect.anything() })]);
    expect((await site.house.incident(id)).impact).toBe(1);
    expect(await site.house.timeline(id)).toContain('Watchbill: the response plan gives it the impact Critical');
    await site.look();
    expect(changes(site)).toEqual([]);
    expect(site.aws.records()).toMatchObject([{ impact: 1 }]);
  });

  it('is no change where the plan has the usual one', async () => {
    const site = await open();
    site.aws.plan({ name: 'web', title: 'The web is down', impact: 2 });
    const { id } = await site.house.open({ plan: 'web', impact: null });
    await site.settle();
    expect((await site.house.timeline(id)).join()).not.toContain('the response plan gives it');
  });

  it('gives way to what somebody chooses before AWS has begun it, however often that is tried', async () => {
    const site = await open();
    site.aws.fail('StartIncident', { cut: true });
    const { id, title } = await site.house.open({ plan: 'web', impact: null });
    await site.settle();
    site.house.pass(100);
    await edit({ id, by: EVE, title, impact: 4, summary: '', items: [] }, site.house.parts);
    await site.pass(2);
    const [first, second] = begun(site);
    expect(second).toEqual(first);
    expect((await site.house.incident(id)).impact).toBe(4);
    expect(site.aws.records()).toMatchObject([{ impact: 4 }]);
  });
});
