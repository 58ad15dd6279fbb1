import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomName } from '../../../src/incidents/rules/room-name.ts';

const at = new Date('2026-11-20T23:30:00Z');
const named = (title: string, taken?: number) =>
  roomName({ title, at, zone: 'UTC', ...(taken !== undefined && { taken }) });

describe('roomName', () => {
  it.each([
    ['Checkout is down', 'inc-20261120-checkout-is-down'],
    ['  DB: 100% CPU (prod)!  ', 'inc-20261120-db-100-cpu-prod'],
    ["Can't log in, it’s broken", 'inc-20261120-cant-log-in-its-broken'],
    ['Zażółć gęślą jaźń, Übergröße', 'inc-20261120-zazolc-gesla-jazn-ubergrosse'],
    ['Ærø Ðorđe Œuvre ışık', 'inc-20261120-aero-dorde-oeuvre-isik'],
    ['ﬁle №７ ℡', 'inc-20261120-file-no7-tel'],
    ['api_gateway -- 5xx', 'inc-20261120-api_gateway-5xx'],
    ['_-_ a _-_', 'inc-20261120-a'],
    ['数据库 db 故障', 'inc-20261120-db'],
    ['данные', 'inc-20261120'],
    ['🔥🔥🔥', 'inc-20261120'],
    ['', 'inc-20261120'],
    ['<!channel> #war @here', 'inc-20261120-channel-war-here'],
  ])('calls the room of %j %s', (title, name) => {
    expect(named(title)).toBe(name);
  });

  it('takes the day of the zone', () => {
    expect(roomName({ title: 'x', at, zone: 'Europe/Warsaw' })).toBe('inc-20261121-x');
    expect(roomName({ title: 'x', at, zone: 'America/New_York' })).toBe('inc-20261120-x');
  });

  it('counts on from -2 when names are taken', () => {
    expect([0, 1, 2, 3].map((taken) => named('Down', taken))).toEqual([
      'inc-20261120-down',
      'inc-20261120-down-2',
      'inc-20261120-down-3',
      'inc-20261120-down-4',
    ]);
    expect(named('', 1)).toBe('inc-20261120-2');
  });

  it('takes as many words of a long title as 40 characters have room for', () => {
    const title = 'orders-5xx: HTTPCode_Target_5XX_Count 137 > 10 for LoadBalancer app/checkout';
    expect(named(title)).toBe('inc-20261120-orders-5xx-httpcode_target_5xx_count-137');
    expect(named(title, 1)).toBe('inc-20261120-orders-5xx-httpcode_target_5xx_count-137-2');
    expect(named(`${'x'.repeat(40)} y`)).toBe(`inc-20261120-${'x'.repeat(40)}`);
    expect(named(`${'x'.repeat(39)} yz`)).toBe(`inc-20261120-${'x'.repeat(39)}`);
    expect(named('x'.repeat(200))).toBe(`inc-20261120-${'x'.repeat(40)}`);
  });

  it('is a name that Slack takes, whatever the title, and another one each time', () => {
    const title = fc.oneof(fc.string({ unit: 'binary', maxLength: 150 }), fc.string({ maxLength: 150 }));
    fc.assert(
      fc.property(title, fc.integer({ min: 1, max: 2000 }), (given, taken) => {
        for (const name of [named(given), named(given, taken)]) {
          expect(name).toMatch(/^inc-20261120(-[a-z0-9_-]*[a-z0-9])?$/);
          expect(name.length).toBeLessThanOrEqual(80);
        }
        expect(named(given, taken)).not.toBe(named(given, taken + 1));
      }),
    );
  });
});
