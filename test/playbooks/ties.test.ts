import { describe, expect, it } from 'vitest';
import { subjectNamed } from '../../src/playbooks/match.ts';
import { findTies } from '../../src/playbooks/ties.ts';
import { playbook, subject } from './build.ts';

describe('findTies', () => {
  it('finds a pattern that stands in two playbooks, however it is spelt', () => {
    const pages = [
      playbook({ file: 'b.md', alarms: [{ name: 'cpu**' }] }),
      playbook({ file: 'a.md', alarms: [{ name: 'x' }, { name: 'cpu*' }] }),
    ];
    expect(findTies(pages)).toEqual([{ kind: 'pattern', files: ['a.md', 'b.md'], pattern: { name: 'cpu**' } }]);
  });

  it('takes the same globs on different fields for different patterns', () => {
    const pages = [
      playbook({ file: 'a.md', alarms: [{ name: 'cpu' }] }),
      playbook({ file: 'b.md', alarms: [{ metric: 'cpu' }] }),
    ];
    expect(findTies(pages)).toEqual([]);
  });

  it('minds no pattern that stands twice in one playbook', () => {
    expect(findTies([playbook({ alarms: [{ name: 'a' }, { name: 'a' }] })])).toEqual([]);
  });

  it('finds the alarms that two playbooks cover equally well', () => {
    const pages = [
      playbook({ file: 'a.md', alarms: [{ name: 'web*' }] }),
      playbook({ file: 'b.md', alarms: [{ name: '*cpu' }] }),
      playbook({ file: 'c.md', alarms: [{ metric: 'Errors' }] }),
    ];
    const alarms = [subjectNamed('web-cpu'), subjectNamed('web-disk'), subject({ alarm: 'web-cpu', metric: 'Errors' })];
    expect(findTies(pages, alarms)).toEqual([{ kind: 'alarm', files: ['a.md', 'b.md'], alarm: 'web-cpu' }]);
  });

  it('tells a pattern once, and not again for each of its alarms', () => {
    const pages = ['a.md', 'b.md'].map((file) => playbook({ file, alarms: [{ name: 'web*' }] }));
    expect(findTies(pages, [subjectNamed('web-1'), subjectNamed('web-2')])).toHaveLength(1);
  });
});
