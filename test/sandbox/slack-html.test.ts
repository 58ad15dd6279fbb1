import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksHtml, messageHtml } from '../../sandbox/slack/html.ts';
import { threadPage } from '../../sandbox/slack/html-page.ts';
import { mrkdwnHtml } from '../../sandbox/slack/html-text.ts';

const tell = (token: string) => ({ '<@U1>': '@ada', '<!date^0^{time}|then>': '01:00' })[token] ?? '?';
const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });

/** The texts of a page, tags left out. */
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, '\n')
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');

describe('a text in HTML', () => {
  it.each([
    ['bold and italic', '*big* _deal_', '<b>big</b> <i>deal</i>'],
    ['nothing of names in snake case', 'my_queue_name 2*3*4', 'my_queue_name 2*3*4'],
    ['a mention as a name', '<@U1>', '<span class="mention">@ada</span>'],
    ['a date', 'at <!date^0^{time}|then>', 'at 01:00'],
    [
      'a link by its words',
      '<https://a.example/?x=1&amp;y=2|the *console*>',
      '<a href="https://a.example/?x=1&amp;y=2">the *console*</a>',
    ],
    ['no link to a script', '<javascript:alert(1)|click>', 'click'],
    ['code as it was typed', '`*a* &lt;b&gt;`', '<code>*a* &lt;b&gt;</code>'],
    ['what was escaped once', 'a &lt;b&gt; &amp;amp; "c"', 'a &lt;b&gt; &amp;amp; &quot;c&quot;'],
    ['emoji and line breaks', ':eyes:\nnow', '👀<br>now'],
  ])('has %s', (_what, text, html) => {
    expect(mrkdwnHtml(text, tell)).toBe(html);
  });

  it('never becomes a tag of its own, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('<', '>', '&', '"', '*', '_', '`', '|', 'a', '\uE000', '0', '\uE001') }),
        (text) => {
          const html = mrkdwnHtml(text, () => '<script>');
          expect(html.replace(/<\/?(b|i|br|code|pre|span class="mention")>|<\/span>/g, '')).not.toMatch(/[<>]/);
        },
      ),
    );
  });
});

describe('a message in HTML', () => {
  it('shows every kind of block, who wrote it, and the reactions', () => {
    const blocks = [
      { type: 'header', text: plain('🔴 cpu &gt; 50') },
      { type: 'section', text: plain('It *burns*'), fields: [mrkdwn('*Since* now'), plain('Region\neu-west-1')] },
      { type: 'divider' },
      { type: 'context', elements: [mrkdwn('First time')] },
      { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] }] },
      {
        type: 'actions',
        elements: [
          { type: 'button', text: plain('Playbook') },
          { type: 'users_select', placeholder: plain('Who') },
        ],
      },
    ];
    const reactions = [{ name: 'eyes', users: ['U1'], count: 1 }];
    const message = { type: 'message', ts: '1.0', team: 'T1', user: 'U0', text: 'hidden', blocks, reactions } as const;
    const html = messageHtml(
      { ...message, reactions, blocks },
      { name: 'Watchbill', isApp: true, time: '12:00' },
      tell,
    );
    expect(wordsOf(html)).toEqual(
      ['W', 'Watchbill', 'APP', '12:00', '🔴 cpu &gt; 50', 'It *burns*', 'Since', 'now', 'Region', 'eu-west-1'].concat([
        'First time',
        '@ada',
        'Playbook',
        'Who ▾',
        '👀',
        '1',
      ]),
    );
    expect(html).toContain('<hr>');
  });

  it('shows the styles of rich text, lists and links', () => {
    const text = (words: string, style = {}) => ({ type: 'text', text: words, style });
    const elements = [
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [{ type: 'rich_text_section', elements: [text('one', { bold: true })] }],
      },
      {
        type: 'rich_text_section',
        elements: [{ type: 'link', url: 'https://a.example', text: 'a<b' }, text('x', { code: true })],
      },
    ];
    expect(blocksHtml([{ type: 'rich_text', elements }], tell)).toBe(
      '<ul><li><div class="text"><b>one</b></div></li></ul>' +
        '<div class="text"><a href="https://a.example">a&lt;b</a><code>x</code></div>',
    );
  });

  it('stands on a page above its replies', () => {
    expect(wordsOf(threadPage('alerts', ['<p>card</p>', '<p>reply</p>'])).slice(-4, -1)).toEqual([
      'card',
      '1 reply',
      'reply',
    ]);
  });
});
