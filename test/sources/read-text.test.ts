import { describe, expect, it } from 'vitest';
import { clip } from '../../src/clip.ts';
import { isRegionCode, regionByName } from '../../src/sources/cloudwatch/region.ts';
import { oneLine, paragraph, storable } from '../../src/sources/read-text.ts';
import { parseEpoch, parseInstant } from '../../src/sources/read-time.ts';

describe('one line', () => {
  it.each([
    ['line breaks and control characters are spaces', 'a\r\n\tb\u0007\u0085c\u2028d', 'a b c d'],
    [
      'bidi controls and zero-width characters are gone',
      'pay\u202epal\u2066 \u200bx\u200d\ufeff\u00ad\u{e0041}',
      'paypal x',
    ],
    ['emoji stay whole', 'go 👩‍🚒 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇵🇱', 'go 👩‍🚒 ❤️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇵🇱'],
    ['letters of any script stay', 'żółć 東京 שלום', 'żółć 東京 שלום'],
    ['half a character is a mark', 'a\ud800', 'a\ufffd'],
  ])('%s', (_sentence, text, line) => {
    expect(oneLine(text, 100)).toBe(line);
  });

  it('is cut between characters as people see them', () => {
    expect(clip('abcdef', 6)).toBe('abcdef');
    expect(clip('abcdefg', 6)).toBe('abcde…');
    expect(clip(`abc${'👩‍🚒'.repeat(3)}`, 9)).toBe('abc👩‍🚒…');
    expect(clip(`a${'\u0301'.repeat(500)}`, 20)).toHaveLength(20);
  });
});

describe('text for a database', () => {
  it('keeps its lines and loses what PostgreSQL refuses', () => {
    expect(storable('a\r\nb\0c\td\udfff')).toBe('a\nb c\td\ufffd');
    expect(paragraph(' a\n\u202eb ')).toBe('a\nb');
    expect(paragraph('\u200b \n')).toBeNull();
    expect(paragraph('x'.repeat(9_000))).toHaveLength(4_000);
  });
});

describe('an instant', () => {
  it.each([
    ['2019-10-02T17:04:40.989+0000', '2019-10-02T17:04:40.989Z'],
    ['2016-08-01T13:27:08.008+03:00', '2016-08-01T10:27:08.008Z'],
    ['2017-08-03T15:17:37-04', '2017-08-03T19:17:37.000Z'],
    ['2026-11-20T09:10:21.97646943Z', '2026-11-20T09:10:21.976Z'],
    ['2026-11-20T09:10:21.9Z', '2026-11-20T09:10:21.900Z'],
    ['2019-02-12 15:45:24.091', '2019-02-12T15:45:24.091Z'],
  ])('%s is %s', (written, at) => {
    expect(parseInstant(written)).toEqual(new Date(at));
  });

  it.each([
    '',
    'soon',
    '2026-13-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '2100-01-01T00:00:00Z',
    1_795_165_200,
    null,
  ])('%j is none', (value) => {
    expect(parseInstant(value)).toBeNull();
  });

  it('may be counted from the epoch, in seconds or milliseconds', () => {
    expect(parseEpoch(1_498_861_543, 1_000)).toEqual(new Date('2017-06-30T22:25:43.000Z'));
    expect(parseEpoch('1795165200500', 1)).toEqual(new Date('2026-11-20T09:00:00.500Z'));
    expect([0, Number.NaN, 1e300, '', {}].map((value) => parseEpoch(value, 1))).toEqual([null, null, null, null, null]);
  });
});

describe('a region', () => {
  it.each([
    ['EU (Ireland)', 'eu-west-1'],
    ['Europe (Ireland)', 'eu-west-1'],
    ['EU - Ireland', 'eu-west-1'],
    ['US East (N. Virginia)', 'us-east-1'],
    ['US East (Northern Virginia)', 'us-east-1'],
    ['US - N. Virginia', 'us-east-1'],
    ['US (Virginia)', 'us-east-1'],
    ['US West (N. California)', 'us-west-1'],
    ['APAC - Tokyo', 'ap-northeast-1'],
    ['Asia Pacific (Osaka-Local)', 'ap-northeast-3'],
    ['South America (Sao Paulo)', 'sa-east-1'],
    ['South America (São Paulo)', 'sa-east-1'],
    ['Canada (Central)', 'ca-central-1'],
    ['Mexico (Central)', 'mx-central-1'],
    ['China (Beijing)', 'cn-north-1'],
    ['China (Ningxia)', 'cn-northwest-1'],
    ['AWS GovCloud (US-East)', 'us-gov-east-1'],
    ['AWS GovCloud (US-West)', 'us-gov-west-1'],
    ['AWS GovCloud (US)', 'us-gov-west-1'],
    ['US ISOB East (Ohio)', 'us-isob-east-1'],
    ['US East (Ohio)', 'us-east-2'],
    ['Elsewhere', null],
    ['', null],
  ])('%s has the code %s', (name, code) => {
    expect(regionByName(name)).toBe(code);
  });

  it('is told from what only looks like one', () => {
    expect(
      ['eu-west-1', 'us-gov-east-1', 'cn-northwest-1', 'us-isob-east-1', 'ap-southeast-12'].every(isRegionCode),
    ).toBe(true);
    expect(['REGION', '', 'eu-west', 'evil.example/eu-west-1', 'eu-west-1\n', null].some(isRegionCode)).toBe(false);
  });
});
