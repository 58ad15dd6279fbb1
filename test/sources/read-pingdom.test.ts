import { describe, expect, it } from 'vitest';
import { read } from '../../src/sources/read.ts';
import { readPingdom } from '../../src/sources/read-pingdom.ts';
import { delivery, fixtureJson, snsAlarm, theEvent } from './read-fixture.ts';

const check = (instead: Record<string, unknown> = {}) =>
  JSON.stringify({ ...fixtureJson('pingdom/http-down.json'), ...instead });
const eventOf = (instead?: Record<string, unknown>) => theEvent(readPingdom(check(instead), delivery));

describe("Pingdom's webhook", () => {
  it('tells all of a check', () => {
    const { id: _id, ...event } = eventOf({ custom_message: 'call the host', tags: ['prod', { name: 'web' }] });
    expect(event).toEqual({
      source: 'pingdom',
      key: '803318',
      alarm: 'Alerta API on OpenShift',
      condition: 'firing',
      at: new Date('2017-06-30T22:25:43.000Z'),
      title: 'DOWN: HTTP Error 503 (api.alerta.io)',
      description: 'call the host',
      reason: 'HTTP Server Error 503 Service Unavailable',
      account: null,
      region: null,
      metric: null,
      url: 'https://my.pingdom.com/app/reports/uptime#check=803318',
      tags: {},
      facts: [
        { label: 'Type', value: 'HTTP' },
        { label: 'Address', value: 'http://api.alerta.io/' },
        { label: 'Importance', value: 'HIGH' },
        { label: 'Before', value: 'UP' },
        { label: 'Seen from', value: 'Strasbourg 5, France' },
        { label: 'Confirmed from', value: 'Stockholm 2, Sweden' },
        { label: 'Tags', value: 'prod, web' },
      ],
      muted: null,
      topic: null,
    });
  });

  it.each([
    ['DOWN', 'firing'],
    ['FAILING', 'firing'],
    ['UP', 'recovered'],
    ['SUCCESS', 'recovered'],
  ])('%s is %s', (current_state, condition) => {
    expect(eventOf({ current_state }).condition).toBe(condition);
  });

  it('the same change again is the same event, the next one is another', () => {
    expect(eventOf().id).toBe(eventOf({ importance_level: 'LOW' }).id);
    expect(eventOf({ state_changed_timestamp: 1_498_861_544 }).id).not.toBe(eventOf().id);
  });

  it('the time may stand in words only', () => {
    expect(eventOf({ state_changed_timestamp: null }).at).toEqual(new Date('2017-06-30T22:25:43.000Z'));
  });

  it('a check needs a name or an id, not both', () => {
    expect(eventOf({ check_name: '' }).alarm).toBe('check 803318');
    expect(eventOf({ check_id: null }).key).toBe('Alerta API on OpenShift');
    expect(eventOf({ check_id: '../x' }).url).toBeNull();
  });

  it('secrets in the address are not shown', () => {
    const check_params = {
      hostname: 'h',
      full_url: 'https://user:hunter2@h/path?key=hunter2',
      header: 'Authorization: hunter2',
    };
    expect(JSON.stringify(eventOf({ check_params }))).not.toContain('hunter2');
  });

  it.each([
    ['a state that is none', check({ current_state: 'PAUSED' }), 'current_state is none of UP, DOWN, SUCCESS, FAILING'],
    [
      'a state of JavaScript',
      check({ current_state: 'constructor' }),
      'current_state is none of UP, DOWN, SUCCESS, FAILING',
    ],
    ['a check without name and id', check({ check_id: {}, check_name: null }), 'check_id and check_name are missing'],
    ["another system's body", snsAlarm(), 'it is no webhook body of Pingdom'],
    ['broken JSON', '{', 'it looks like JSON and is not'],
  ])('%s is rejected', (_what, payload, reason) => {
    expect(readPingdom(payload, delivery)).toEqual([{ kind: 'rejected', reason, payload }]);
  });

  it('a body is known without being told whose it is', () => {
    expect(theEvent(read(check(), delivery)).source).toBe('pingdom');
    expect(read(check({ current_state: 'PAUSED' }), delivery)[0]?.kind).toBe('rejected');
  });
});
