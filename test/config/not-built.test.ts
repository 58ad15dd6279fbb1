import { expect, it } from 'vitest';
import { readConfig } from '../../src/config/read-config.ts';
import { withKey } from './minimal.ts';

it('what is not built is refused as such', () => {
  const { text, line, column } = withKey('alarms.slow_sql.enabled', 'true');
  expect(readConfig(text, 'watchbill.yml').problems).toEqual([
    `watchbill.yml:${line}:${column} alarms.slow_sql.enabled: is not built yet in this version; leave it off`,
  ]);
});

it('what is not built passes while it is off', () => {
  expect(readConfig(withKey('alarms.slow_sql.enabled', 'false').text, 'watchbill.yml').problems).toEqual([]);
});
