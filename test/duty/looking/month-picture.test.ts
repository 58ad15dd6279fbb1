import { expect, it } from 'vitest';
import { drawMonth } from '../../../src/duty/looking/draw-month.ts';
import { postMonthPicture } from '../../../src/duty/looking/month-picture.ts';
import { type HouseOptions, onBothEngines } from '../house.ts';

const PNG = [0x89, 0x50, 0x4e, 0x47];

onBothEngines('the picture of the month', (open) => {
  async function drawing(options: HouseOptions = {}) {
    const house = await open(options);
    const asked: string[] = [];
    const nameOf = async (user: string) => {
      asked.push(user);
      return `name of ${user}`;
    };
    const { schedule, holidays, clock, zone, outbox } = house;
    return { ...house, asked, parts: { schedule, holidays, clock, zone, outbox, nameOf } };
  }

  it('is shared in the channel where somebody pressed for it', async () => {
    const { db, parts } = await drawing();
    const reply = await postMonthPicture({ user: 'UADA', channel: 'C01WAR', month: '2026-12' }, parts);
    expect(reply.text).toMatch(/^The picture of December 2026 is on its way/);
    const rows = await db.selectFrom('outbox').selectAll().where('kind', '=', 'file').execute();
    expect(rows.map(({ channel }) => channel)).toEqual(['C01WAR']);
    const { bytes, ...words } = JSON.parse(rows[0]?.payload ?? '') as { bytes: string };
    expect(words).toMatchObject({
      name: 'duty-2026-12.png',
      title: 'Duty in December 2026',
      comment: 'Duty in December 2026, asked for by <@UADA>',
    });
    expect([...Buffer.from(bytes, 'base64').subarray(0, 4)]).toEqual(PNG);
  });

  it('shows the shifts of all days of the month, planned if need be, with people by their names', async () => {
    const { parts, holders, asked, db } = await drawing({ now: new Date('2026-11-23T09:00:00Z') });
    await drawMonth('2027-02', parts);
    const days = [...(await holders()).keys()];
    expect(days).toContain('oncall 2027-02-28');
    expect(asked.sort()).toEqual(['UADA', 'UBOB', 'UCLEO', 'UDAN']);
    await db.updateTable('shift').set({ member: 'UGONE' }).where('day', '=', '2027-02-01').execute();
    await drawMonth('2027-02', parts);
    expect(asked).toContain('UGONE');
  });

  it.each(['9999-12', '0001-01'])('plans nothing for %s, and is empty', async (month) => {
    const { parts, holders, schedule } = await drawing({ duty: { country: 'IR' } });
    await schedule.refresh();
    const before = (await holders()).size;
    expect([...(await drawMonth(month, parts)).subarray(0, 4)]).toEqual(PNG);
    expect((await holders()).size).toBe(before);
  });
});
