import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { withKey } from './minimal.ts';

const ROTATION = 'arn:aws:ssm-contacts:eu-west-1:123456789012:rotation/ic';

const SWITCHED_ON: [key: string, value: string][] = [
  ['alarms.slow_sql.enabled', 'true'],
  ['duty.ic.incident_manager_rotation', ROTATION],
  ['duty.oncall.incident_manager_rotation', ROTATION],
  ['incidents.backend', 'incident-manager'],
  ['incidents.response_plans', '{ database: { impact: 1, engage: [oncall, U01AAAAAA], playbook: rds.md } }'],
  ['incidents.may_open', '[S01AAAAAA]'],
];

describe('what is not built', () => {
  it.each(SWITCHED_ON)('is refused as such: %s: %s', (key, value) => {
    const { text, line, column } = withKey(key, value);
    expect(readConfig(text, 'watchbill.yml').problems).toEqual([
      `watchbill.yml:${line}:${column} ${key}: is not built yet in this version; leave it off`,
    ]);
  });

  it('is refused for incidents that open by themselves', () => {
    const value = '{ response_plans: { db: { impact: 2 } }, auto: [{ alarm: "db-*", response_plan: db }] }';
    expect(readConfig(withKey('incidents', value).text, 'watchbill.yml').problems).toEqual([
      'watchbill.yml:14:14 incidents.response_plans: is not built yet in this version; leave it off',
      'watchbill.yml:14:53 incidents.auto: is not built yet in this version; leave it off',
    ]);
  });

  it.each([
    ['alarms.slow_sql.enabled', 'false'],
    ['duty.oncall.incident_manager_rotation', 'null'],
    ['incidents.backend', 'local'],
    ['incidents.response_plans', '{}'],
    ['incidents.auto', '[]'],
    ['incidents.may_open', 'everyone'],
  ])('passes while it is off: %s: %s', (key, value) => {
    expect(readConfig(withKey(key, value).text, 'watchbill.yml').problems).toEqual([]);
  });
});
