import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { literalCount, matchesGlob } from '../../src/playbooks/glob.ts';
import { chosenPlaybook, matchPlaybook, subjectNamed } from '../../src/playbooks/match.ts';
import type { AlarmPattern, Playbook } from '../../src/playbooks/playbook.ts';
import { playbook, subject } from './build.ts';

const covering = (file: string, ...alarms: AlarmPattern[]): Playbook => playbook({ file, alarms });
const fileFor = (playbooks: Playbook[], given: Parameters<typeof subject>[0]): string | undefined =>
  chosenPlaybook(matchPlaybook(playbooks, subject(given)))?.file;

describe('matchPlaybook', () => {
  it('finds none where no pattern covers the alarm', () => {
    expect(matchPlaybook([covering('a.md', { name: 'cpu*' })], subject({ alarm: 'disk' }))).toEqual({ kind: 'none' });
    expect(matchPlaybook([], subject())).toEqual({ kind: 'none' });
  });

  it('demands that each field of a pattern matches', () => {
    const pages = [covering('a.md', { namespace: 'AWS/RDS', metric: 'CPU*', account: '1*' })];
    const known = { namespace: 'AWS/RDS', metric: 'CPUUtilization', account: '123' };
    expect(fileFor(pages, known)).toBe('a.md');
    for (const field of ['namespace', 'metric', 'account'] as const) {
      expect(fileFor(pages, { ...known, [field]: 'other' })).toBeUndefined();
      expect(fileFor(pages, { ...known, [field]: null })).toBeUndefined();
    }
  });

  it('covers nothing unknown, not even with a star', () => {
    expect(fileFor([covering('a.md', { metric: '*' })], { metric: null })).toBeUndefined();
    expect(fileFor([covering('a.md', { tag: '*' })], { tags: {} })).toBeUndefined();
  });

  it.each([
    ['a key alone, whatever its value', 'team', true],
    ['globs on key and value', 't*=pay*', true],
    ['the first = as the one that parts them', 'team=pay=ments', false],
    ['not another value', 'team=search', false],
    ['not the value of another key', 'stage=payments', false],
    ['not a key by its beginning', 'tea', false],
  ])('reads a tag as %s', (_sentence, tag, matches) => {
    const tags = { stage: 'prod', team: 'payments' };
    expect(fileFor([covering('a.md', { tag })], { tags })).toBe(matches ? 'a.md' : undefined);
  });

  it('takes the value of a tag with = in it whole', () => {
    expect(fileFor([covering('a.md', { tag: 'q=a=b' })], { tags: { q: 'a=b' } })).toBe('a.md');
  });

  it('prefers the most literal characters, summed over the fields', () => {
    const pages = [
      covering('name.md', { name: '*ec2-cpu-high' }),
      covering('metric.md', { namespace: 'AWS/EC2', metric: 'CPUUtilization' }),
      covering('all.md', { name: '*' }),
    ];
    expect(fileFor(pages, { alarm: 'x-ec2-cpu-high' })).toBe('name.md');
    expect(fileFor(pages, { alarm: 'x-ec2-cpu-high', namespace: 'AWS/EC2', metric: 'CPUUtilization' })).toBe(
      'metric.md',
    );
    expect(fileFor(pages, { alarm: 'y' })).toBe('all.md');
  });

  it('counts a playbook with its best pattern, not with their number', () => {
    const pages = [
      covering('many.md', { name: '*cpu*' }, { name: '*cpu-*' }, { name: 'web*' }),
      covering('one.md', { name: 'web-cpu*' }),
    ];
    expect(fileFor(pages, { alarm: 'web-cpu-high' })).toBe('one.md');
  });

  it('tells a tie, and still gives the first by file name', () => {
    const pages = [
      covering('b.md', { name: 'x-*' }),
      covering('B.md', { name: '*-x' }),
      covering('a.md', { name: 'x*' }),
    ];
    const match = matchPlaybook(pages, subject({ alarm: 'x-x' }));
    expect(match).toMatchObject({ kind: 'tie', playbooks: [{ file: 'B.md' }, { file: 'b.md' }] });
    expect(chosenPlaybook(match)?.file).toBe('B.md');
  });

  it('knows only the name of a bare name', () => {
    const pages = [covering('a.md', { metric: '*' }), covering('b.md', { name: 'x' })];
    expect(chosenPlaybook(matchPlaybook(pages, subjectNamed('x')))?.file).toBe('b.md');
  });
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b', '-'), maxLength: 5 });
const globs = fc.string({ unit: fc.constantFrom('a', 'b', '-', '*', '?'), minLength: 1, maxLength: 6 });
const pattern = fc.record({ name: globs, metric: fc.option(globs, { nil: undefined }) });
const pages = fc
  .uniqueArray(
    fc.tuple(fc.constantFrom('a.md', 'b.md', 'c.md', 'd.md'), fc.array(pattern, { minLength: 1, maxLength: 3 })),
    {
      selector: ([file]) => file,
    },
  )
  .map((list) => list.map(([file, alarms]) => playbook({ file, alarms })));

/** Every pair of playbook and pattern, tried one by one. */
function naiveBest(list: Playbook[], alarm: string, metric: string): string[] {
  const scores = list.flatMap(({ file, alarms }) =>
    alarms
      .filter((each) => matchesGlob(each.name ?? '*', alarm) && matchesGlob(each.metric ?? '*', metric))
      .map((each) => ({ file, score: literalCount(each.name ?? '') + literalCount(each.metric ?? '') })),
  );
  const best = Math.max(...scores.map(({ score }) => score));
  return [...new Set(scores.filter(({ score }) => score === best).map(({ file }) => file))].sort();
}

describe('matchPlaybook, on anything', () => {
  it('agrees with trying each pattern one by one', () => {
    fc.assert(
      fc.property(pages, letters, letters, (list, alarm, metric) => {
        const match = matchPlaybook(list, subject({ alarm, metric }));
        const files = match.kind === 'none' ? [] : match.kind === 'tie' ? match.playbooks : [match.playbook];
        expect(files.map(({ file }) => file)).toEqual(naiveBest(list, alarm, metric));
      }),
      { numRuns: 1000 },
    );
  });

  it('does not depend on the order in which the playbooks come', () => {
    fc.assert(
      fc.property(pages, letters, (list, alarm) => {
        const there = matchPlaybook(list, subject({ alarm, metric: 'a' }));
        expect(matchPlaybook(list.toReversed(), subject({ alarm, metric: 'a' }))).toEqual(there);
      }),
    );
  });

  it('gives an alarm to whoever names it in full', () => {
    fc.assert(
      fc.property(pages, letters, (list, alarm) => {
        const others = list.map((each) => ({
          ...each,
          alarms: each.alarms.filter(({ metric }) => metric === undefined),
        }));
        const named = playbook({ file: '0.md', alarms: [{ name: alarm, metric: 'm' }] });
        expect(fileFor([...others, named], { alarm, metric: 'm' })).toBe('0.md');
      }),
    );
  });
});
