import { describe, expect, it } from 'vitest';
import type { Note } from '../../src/playbooks/notes.ts';
import { renderPages } from '../../src/playbooks/render.ts';
import { playbook } from './build.ts';
import { allText, expectNothingLive, expectWithinLimits, textOf } from './slack-limits.ts';

const at = (time: string): Date => new Date(`2026-11-20T${time}:00Z`);

/** The page below its title, with the characters that only keep Slack from formatting made visible. */
async function shown(markdown: string): Promise<string> {
  const pages = await renderPages(playbook({ markdown }), []);
  return pages.flat().slice(1).map(textOf).join('\n---\n').replaceAll('\u2060', '¦').replaceAll('\u200b', '');
}

async function noted(...notes: Note[]): Promise<string> {
  return allText(await renderPages(playbook(), notes)).replaceAll('\u2060', '¦');
}

describe('a playbook as pages', () => {
  it('begins with its title and its owner', async () => {
    const pages = await renderPages(
      playbook({ title: 'Disk & <more>', owner: 'storage *team*', markdown: 'Look.' }),
      [],
    );
    expect(pages).toEqual([
      [
        { type: 'header', text: { type: 'plain_text', text: 'Disk &amp; &lt;more&gt;', emoji: false } },
        {
          type: 'section',
          text: { type: 'mrkdwn', text: 'Owner: storage \u2060*team\u2060*\n\nLook.', verbatim: true },
          expand: true,
        },
      ],
    ]);
  });

  it('is one page with its title when there is no text', async () => {
    expect(await renderPages(playbook({ title: 'T' }), [])).toMatchObject([[{ type: 'header' }]]);
  });

  it('shows headings as headers, and those too long for one as bold text', async () => {
    const long = 'word '.repeat(40).trim();
    const [page = []] = await renderPages(playbook({ markdown: `# A *b* \`c\`\n\n## ${long}` }), []);
    expect(page.slice(1).map(({ type }) => type)).toEqual(['header', 'section']);
    expect(page.slice(1).map(textOf)).toEqual(['A b c', `*${long}*`]);
  });

  it('turns to the next page before a header would stand alone at the foot of one', async () => {
    const markdown = `${'---\n\n'.repeat(88)}# Last\n\ntext\n\n---`;
    const pages = await renderPages(playbook({ markdown }), []);
    expect(pages.map((page) => page.length)).toEqual([89, 3]);
    expect(pages[1]?.[0]).toMatchObject({ type: 'header', text: { text: 'Last' } });
  });

  it('spreads long text over sections and pages, cut between paragraphs', async () => {
    const paragraph = 'x'.repeat(1400);
    const pages = await renderPages(playbook({ markdown: `${paragraph}\n\n`.repeat(20) }), []);
    expect(pages.map((page) => page.length)).toEqual([8, 3]);
    expect(pages[0]?.map(textOf)[1]).toBe(`${paragraph}\n\n${paragraph}`);
  });

  it('fences code again on both sides of a cut', async () => {
    const lines = Array.from({ length: 300 }, (_, index) => `echo line number ${index}`);
    const pages = await renderPages(playbook({ markdown: `\`\`\`sh\n${lines.join('\n')}\n\`\`\`` }), []);
    const sections = pages.flat().slice(1).map(textOf);
    expect(sections.length).toBeGreaterThan(1);
    for (const section of sections) expect(section).toMatch(/^```\n[^`]+\n```$/);
    expect(sections.map((section) => section.slice(4, -4)).join('\n')).toBe(lines.join('\n'));
  });
});

describe('Markdown in Slack', () => {
  it.each([
    ['bold, italic and struck words', '**a** *b* ~~c~~', '*a* _b_ ~c~'],
    ['styles within styles', '**a *b***', '*a _b_*'],
    ['a paragraph in lines as one line', 'a\nb', 'a b'],
    ['a hard line break', 'a\\\nb', 'a\nb'],
    ['paragraphs apart', 'a\n\nb', 'a\n\nb'],
    ['a quote', '> a\n>\n> b', '> a\n> b'],
    ['links', '[a](https://b.c/?d=1&e=2)', '<https://b.c/?d=1&amp;e=2|a>'],
    ['links defined elsewhere', '[a][x]\n\n[x]: https://b.c', '<https://b.c|a>'],
    ['bare addresses', 'see https://b.c.', 'see <https://b.c|https://b.c>.'],
    ['links within the repository as text', '[a](../b.md)', 'a (../b.md)'],
    ['images as links', '![a](https://b.c/d.png)', '<https://b.c/d.png|a>'],
    ['images without words', '![](https://b.c/d.png)', '<https://b.c/d.png|https://b.c/d.png>'],
    ['code in a line', '`a <b> & *c*`', '`a &lt;b&gt; &amp; *c*`'],
    ['code with a backtick in it', '``a ` b``', 'a ¦` b'],
    ['code without its language', '```sh\na <b>\n```', '```\na &lt;b&gt;\n```'],
    ['fences within code', '````\n```\na\n```\n````', '```\n`¦`¦`\na\n`¦`¦`\n```'],
    ['tight lists', '- a\n- b\n\ntext', '• a\n• b\n\ntext'],
    ['numbered lists from their number', '3. a\n4. b', '3. a\n4. b'],
    ['lists within lists', '1. a\n   - b\n     - c\n2. d', '1. a\n\u2003• b\n\u2003\u2003• c\n2. d'],
    ['tasks', '- [ ] a\n- [x] b', '• ☐ a\n• ☑ b'],
    ['paragraphs in a list', '- a\n\n  b', '• a\n\u2003b'],
    ['code in a list, between its lines', '1. a\n   ```\n   b\n   ```\n   c', '1. a\n```\nb\n```\n\u2003c'],
    ['a list that begins with code', '- ```\n  b\n  ```', '• \n```\nb\n```'],
    ['headings in a list', '- # a', '• \n\u2003*a*'],
    ['footnotes', 'a[^1]\n\n[^1]: b', 'a[1]\n\n[1] b'],
    ['tags of HTML gone', '<b>a</b><br>b <!-- c -->', 'a\nb'],
    ['blocks of HTML as their text', '<details>\n<summary>a</summary>\nb\n</details>', 'a\nb'],
    ['nothing of scripts', '<script>\nalert(1)\n</script>\n\na', 'a'],
    ['placeholders, which are no HTML', 'ssh <instance-id>', 'ssh &lt;instance-id&gt;'],
    ['marks that mean nothing here', '2 \\* 3 \\_ \\~', '2 ¦* 3 ¦_ ¦~'],
    ['names with underscores as they can be copied', 'HTTPCode_ELB_5XX_Count', 'HTTPCode_ELB_5XX_Count'],
  ])('shows %s', async (_what, markdown, text) => {
    expect((await shown(markdown)).trimEnd()).toBe(text.trimEnd());
  });

  it('shows a narrow table in columns', async () => {
    const table = '| Code | Means |\n| --- | --- |\n| 502 | cut *off* |\n| 503 | `<none>` |';
    expect(await shown(table)).toBe('```\nCode  Means\n----  -------\n502   cut off\n503   &lt;none&gt;\n```');
  });

  it('shows a table too wide for a phone row by row', async () => {
    const table = `| Code | Means |\n| --- | --- |\n| 502 | ${'words '.repeat(10)} |\n| 503 | b |`;
    expect(await shown(table)).toBe(
      `\`\`\`\nCode: 502\nMeans: ${'words '.repeat(10).trim()}\n\nCode: 503\nMeans: b\n\`\`\``,
    );
  });

  it('shows rules as dividers', async () => {
    const [page = []] = await renderPages(playbook({ markdown: 'a\n\n---\n\nb' }), []);
    expect(page.map(({ type }) => type)).toEqual(['header', 'section', 'divider', 'section']);
  });
});

describe('hostile Markdown', () => {
  it.each([
    ['<!channel> <!here> <!everyone> <!subteam^S123> <@U123> <#C123>'],
    ['`<!channel>` and\n\n```\n<!here>\n```'],
    ['[<!channel>](https://a.b) ![<!here>](https://a.b)'],
    ['&lt;!channel&gt; &#60;!here&#62; \\<!everyone\\>'],
    ['# <!channel>\n\n> <!here>\n\n- <@U123>'],
    ['| <!channel> |\n| --- |\n| <@U123> |'],
    ['[a][b]\n\n[b]: https://c.d/<!channel>|x'],
    ['[^1]\n\n[^1]: <!here>\n\n[^<!channel>]: x'],
    ['<!channel\n>\n\n<\n!here>'],
  ])('pings nobody: %j', async (markdown) => {
    const pages = await renderPages(playbook({ title: '<!channel>', owner: '<!here>', markdown }), []);
    expect(allText(pages)).not.toMatch(/<[!@#]/);
    expectNothingLive(allText(pages));
  });

  it('does not write words that Slack could take for a broadcast', async () => {
    expect(await shown('@channel @here @Everyone @channels')).toBe('@¦channel @¦here @¦Everyone @channels');
  });

  it.each([
    ['<http://evil.example|https://bank.example>', 'http://evil.example|https://bank.example'],
    ['[https://bank.example](https://evil.example)', '<https://evil.example|https://evil.example>'],
    ['[a](<https://evil.example|https://bank.example>)', 'a (https://evil.example|https://bank.example)'],
    ['[a](https://evil.example/x|y)', '<https://evil.example/x%7Cy|a>'],
    ['[a](javascript:alert)', 'a (javascript:alert)'],
    ['[a](https://)', 'a (https://)'],
  ])('shows where a link leads, or makes none: %s', async (markdown, text) => {
    expect(await shown(markdown)).toBe(text);
  });

  it('writes out a link too long to be one', async () => {
    const url = `https://a.b/${'x'.repeat(4000)}`;
    const pages = await renderPages(playbook({ markdown: `[a](${url})` }), []);
    expectWithinLimits(pages);
    expect(pages.flat().slice(1).map(textOf).join('')).toBe(`a (${url})`);
  });

  it.each([
    ['quotes within quotes', '>'.repeat(5000)],
    ['lists within lists', `${'- '.repeat(5000)}a`],
    ['styles within styles', '*a **b '.repeat(1000) + 'c** d* '.repeat(1000)],
    ['a stretch without end', '*a_ '.repeat(60_000)],
    ['a heap of accents', `a${'\u0301'.repeat(9000)}`],
    ['a heading of fences', `# a${'`'.repeat(500)}`],
    ['nothing to be seen', '\u200b \u2060\n\n&nbsp;\n\n# \u200b'],
  ])('gives pages that Slack takes for %s', async (_what, markdown) => {
    const pages = await renderPages(playbook({ markdown }), []);
    expectWithinLimits(pages);
    expectNothingLive(allText(pages));
  });
});

describe('what colleagues learned', () => {
  it('stands below the playbook, newest last, with who and when', async () => {
    const text = await noted(
      { by: 'U2', at: at('10:00'), text: 'second' },
      { by: 'U1', at: at('09:00'), text: 'first' },
    );
    expect(text).toBe(
      'A page\n\nWhat we learned\n\n' +
        '<@U1> · <!date^1795165200^{date_short_pretty} {time}|2026-11-20 09:00 UTC>\nfirst\n\n' +
        '<@U2> · <!date^1795168800^{date_short_pretty} {time}|2026-11-20 10:00 UTC>\nsecond',
    );
  });

  it('is not mentioned when there is nothing', async () => {
    expect(await noted()).toBe('A page');
  });

  it.each([
    ['keeps mentions of people and channels', 'ask <@U2|bob> in <#C3|ops>', 'ask <@U2> in <#C3>'],
    ['keeps formatting', '*bold* `code` &amp;', '*bold* `code` &amp;amp;'],
    ['shows broadcasts as text', '<!channel> <!here|x> @here', '&lt;!channel&gt; &lt;!here|x&gt; @¦here'],
    ['shows groups as text', '<!subteam^S1|ops>', '&lt;!subteam^S1|ops&gt;'],
    [
      'links addresses, without the full stop',
      'see https://a.b/c?d=1&e.',
      'see <https://a.b/c?d=1&amp;e|https://a.b/c?d=1&amp;e>.',
    ],
    ['fences code', 'so:\n```\na <b>\n```\nthen', 'so:\n```\na &lt;b&gt;\n```\nthen'],
    ['takes a single fence for text', 'a\n```\nb', 'a\nb'],
  ])('%s', async (_sentence, text, rendered) => {
    const page = await noted({ by: 'U1', at: at('09:00'), text });
    expect(page.slice(page.indexOf('UTC>\n') + 5)).toBe(rendered);
  });

  it('shows where a labelled link leads', async () => {
    const text = await noted({ by: 'U1', at: at('09:00'), text: '<http://evil.example|https://bank.example>' });
    expect(text).toContain('<http://evil.example|http://evil.example>');
    expectNothingLive(text);
  });

  it('does not let an author who is no user id become live', async () => {
    expectNothingLive(await noted({ by: '!channel', at: at('09:00'), text: 'a' }));
    expect(await noted({ by: '!channel', at: at('09:00'), text: 'a' })).toContain('!channel ·');
  });
});
