import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePlaybook } from '../../src/playbooks/parse.ts';
import { type Playbook, showProblem } from '../../src/playbooks/playbook.ts';

function parsed(text: string): Playbook {
  const reading = parsePlaybook('page.md', text);
  if (reading.kind === 'problems') throw new Error(reading.problems.map(showProblem).join('\n'));
  return reading.playbook;
}

function problems(text: string): string[] {
  const reading = parsePlaybook('page.md', text);
  return reading.kind === 'problems' ? reading.problems.map(showProblem) : [];
}

const page = (body: string, front = "title: T\nalarms: ['*']"): string => `---\n${front}\n---\n${body}`;

describe('parsePlaybook', () => {
  it('reads front matter and Markdown', () => {
    const text = [
      '---',
      'title: Disk full # seen often',
      'owner: storage team',
      'alarms:',
      '  - "*disk*"',
      '  - { namespace: CWAgent, metric: disk_*, account: "0123*", tag: team=storage }',
      '---',
      '',
      '# Triage',
      'Look.',
    ];
    expect(parsed(text.join('\n'))).toEqual({
      file: 'page.md',
      title: 'Disk full',
      owner: 'storage team',
      alarms: [{ name: '*disk*' }, { namespace: 'CWAgent', metric: 'disk_*', account: '0123*', tag: 'team=storage' }],
      markdown: '# Triage\nLook.',
      sections: [{ title: 'Triage', markdown: 'Look.' }],
    });
  });

  it('reads files of Windows, with a byte order mark and without an owner', () => {
    const { title, owner, markdown } = parsed('\uFEFF---\r\ntitle: T\r\nalarms: [x]\r\n---\r\na\r\nb\r\n');
    expect({ title, owner, markdown }).toEqual({ title: 'T', owner: null, markdown: 'a\nb' });
  });

  it('leaves a later --- to the Markdown', () => {
    expect(parsed(page('a\n\n---\n\nb')).markdown).toBe('a\n\n---\n\nb');
  });

  it.each([
    ['no front matter', '# Title', 'page.md:1 must begin with front matter'],
    ['nothing at all', '', 'page.md:1 must begin with front matter'],
    ['front matter that never ends', '---\ntitle: T\n', 'page.md:1 the front matter never ends'],
    ['a missing title', "---\nalarms: ['*']\n---\n", 'page.md:2 title: missing'],
    ['a title of nothing', page('', "title: ' '\nalarms: ['*']"), 'page.md:2 title: " " is not allowed'],
    ['a title too long for a header', page('', `title: ${'x'.repeat(151)}\nalarms: [a]`), 'page.md:2 title: '],
    ['missing alarms', page('', 'title: T'), 'page.md:2 alarms: missing'],
    ['no alarms', page('', 'title: T\nalarms: []'), 'page.md:3 alarms: an empty list is not allowed'],
    ['one alarm that is no list', page('', 'title: T\nalarms: cpu*'), 'page.md:3 alarms: "cpu*" is not allowed'],
    [
      'an unknown key',
      page('', "title: T\nalarms: ['*']\nowners: me"),
      'page.md:4 owners: unknown key, did you mean owner?',
    ],
    ['a number as account', page('', 'title: T\nalarms:\n  - account: 123'), 'page.md:4 alarms[0].account: 123 is not'],
    ['a pattern of nothing', page('', 'title: T\nalarms:\n  - a\n  - {}'), 'page.md:5 alarms[1]: '],
    ['an unknown field', page('', 'title: T\nalarms:\n  - metrik: a'), 'page.md:4 alarms[0].metrik: unknown key'],
    ['an empty glob', page('', "title: T\nalarms:\n  - a\n  - ''"), 'page.md:5 alarms[1]: "" is not allowed'],
    ['a glob without end', page('', `title: T\nalarms:\n  - ${'x'.repeat(501)}`), 'page.md:4 alarms[0]: '],
    ['broken YAML', page('', 'alarms: [a]\ntitle: "T'), 'page.md:3 not valid YAML'],
    [
      'a key that stands twice',
      page('', "title: T\nalarms: ['*']\ntitle: U"),
      'page.md:4 title: stands here a second time',
    ],
    ['a list as front matter', page('', '- a'), 'page.md:2 a list is not allowed'],
  ])('refuses %s with the line', (_what, text, start) => {
    expect(problems(text)).toEqual([expect.stringContaining(start)]);
  });

  it('names every mistake, each at its line', () => {
    const found = problems(page('', 'titel: T\nalarms:\n  - a\n  - metric: 5\nowner: []'));
    expect(found.map((line) => line.replace(/^(\S+ \S+):.*/, '$1')).sort()).toEqual([
      'page.md:2 titel',
      'page.md:2 title',
      'page.md:5 alarms[1].metric',
      'page.md:6 owner',
    ]);
  });

  it('names what empty front matter lacks', () => {
    expect(problems('---\n---\n')).toEqual([
      expect.stringContaining('page.md:2 title: missing'),
      expect.stringContaining('page.md:2 alarms: missing'),
    ]);
  });

  it('says how to write a glob that YAML takes for a reference', () => {
    expect(problems(page('', 'title: T\nalarms:\n  - *cpu*'))).toEqual([
      expect.stringMatching(/^page\.md:4 .*a glob that begins with \* stands in quotes/),
    ]);
  });

  it('never throws, whatever the text', () => {
    const line = fc.constantFrom(
      '---',
      'title: T',
      'alarms: [a]',
      '- *a',
      '# Triage',
      '```',
      '{',
      ': :',
      '\t',
      '&a [*a]',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n')),
    );
    fc.assert(
      fc.property(text, (given) => {
        const reading = parsePlaybook('page.md', given);
        if (reading.kind === 'problems') expect(reading.problems.length).toBeGreaterThan(0);
        else expect(reading.playbook.alarms.length).toBeGreaterThan(0);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the sections of a playbook', () => {
  const titles = (body: string): string[] => parsed(page(body)).sections.map(({ title }) => title);

  it('are found at levels 1 to 3, in any case, closed or coloured', () => {
    expect(titles('# TRIAGE\n## diagnosis ##\n### **Mitigation**:\n#### Recovery')).toEqual([
      'Triage',
      'Diagnosis',
      'Mitigation',
    ]);
  });

  it('hold what is below them, with their own headings', () => {
    const body = '## Triage\na\n### Deeper\nb\n## Other\nc\n## Recovery\nd';
    expect(parsed(page(body)).sections).toEqual([
      { title: 'Triage', markdown: 'a\n### Deeper\nb' },
      { title: 'Recovery', markdown: 'd' },
    ]);
  });

  it('end at the next known heading even when that is deeper', () => {
    expect(parsed(page('# Triage\na\n## Diagnosis\nb')).sections).toEqual([
      { title: 'Triage', markdown: 'a' },
      { title: 'Diagnosis', markdown: 'b' },
    ]);
  });

  it('are not begun by comments in code', () => {
    expect(titles('# Triage\n```sh\n# Recovery\n```\n~~~\n```\n# Mitigation\n~~~\n# Diagnosis')).toEqual([
      'Triage',
      'Diagnosis',
    ]);
  });

  it('need a heading of their own: words around the name make another heading', () => {
    expect(titles('# Triage of alarms\n#Recovery\ntext\nTriage')).toEqual([]);
  });
});
