import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlocks, type Surface } from '../../sandbox/slack/blocks.ts';
import { checkView } from '../../sandbox/slack/views.ts';

const files = new Map();
const problemsOf = (blocks: readonly unknown[], surface: Surface = 'message') =>
  checkBlocks(blocks, { surface, files });
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const x = (count: number) => 'x'.repeat(count);
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_none, index) => item(index));
const button = (more: object = {}) => ({ type: 'button', text: plain('Go'), ...more });
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (value: string, text = 'One') => ({ text: plain(text), value });
const select = (more: object) => ({ type: 'static_select', options: [option('1')], ...more });
const input = (element: object) => ({ type: 'input', label: plain('Label'), element });

/** For each length limit: its number, where it holds, and a block with a text of so many characters there. */
const limits: [string, number, string, (count: number) => object][] = [
  ['header text', 150, '/blocks/0/text/text', (n) => ({ type: 'header', text: plain(x(n)) })],
  ['section text', 3000, '/blocks/0/text/text', (n) => ({ type: 'section', text: mrkdwn(x(n)) })],
  ['a field', 2000, '/blocks/0/fields/0/text', (n) => ({ type: 'section', fields: [mrkdwn(x(n))] })],
  ['button text', 75, '/blocks/0/elements/0/text/text', (n) => actions(button({ text: plain(x(n)) }))],
  ['button value', 2000, '/blocks/0/elements/0/value', (n) => actions(button({ value: x(n) }))],
  ['button url', 3000, '/blocks/0/elements/0/url', (n) => actions(button({ url: x(n) }))],
  ['action_id', 255, '/blocks/0/elements/0/action_id', (n) => actions(button({ action_id: x(n) }))],
  ['block_id', 255, '/blocks/0/block_id', (n) => ({ type: 'divider', block_id: x(n) })],
  [
    'option text',
    75,
    '/blocks/0/elements/0/options/0/text/text',
    (n) => actions(select({ options: [option('1', x(n))] })),
  ],
  ['option value', 75, '/blocks/0/elements/0/options/0/value', (n) => actions(select({ options: [option(x(n))] }))],
  ['placeholder', 150, '/blocks/0/elements/0/placeholder/text', (n) => actions(select({ placeholder: plain(x(n)) }))],
  [
    'confirm text',
    300,
    '/blocks/0/elements/0/confirm/text/text',
    (n) => actions(button({ confirm: { text: plain(x(n)) } })),
  ],
  ['alt_text', 2000, '/blocks/0/alt_text', (n) => ({ type: 'image', image_url: 'https://x/y.png', alt_text: x(n) })],
  ['markdown', 12_000, '/blocks/0/text', (n) => ({ type: 'markdown', text: x(n) })],
  ['context text', 3000, '/blocks/0/elements/0/text', (n) => ({ type: 'context', elements: [mrkdwn(x(n))] })],
  [
    'input label',
    2000,
    '/blocks/0/label/text',
    (n) => ({ ...input({ type: 'plain_text_input' }), label: plain(x(n)) }),
  ],
];

/** For each limit on how many: its number, where it holds, and a block with so many. */
const counts: [string, number, string, (count: number) => object][] = [
  ['fields', 10, '/blocks/0/fields', (n) => ({ type: 'section', fields: many(n, () => mrkdwn('f')) })],
  ['context elements', 10, '/blocks/0/elements', (n) => ({ type: 'context', elements: many(n, () => mrkdwn('f')) })],
  ['actions', 25, '/blocks/0/elements', (n) => actions(...many(n, () => button()))],
  ['options', 100, '/blocks/0/elements/0/options', (n) => actions(select({ options: many(n, (i) => option(`${i}`)) }))],
  [
    'overflow options',
    5,
    '/blocks/0/elements/0/options',
    (n) => actions({ type: 'overflow', options: many(n, (i) => option(`${i}`)) }),
  ],
  [
    'radio options',
    10,
    '/blocks/0/elements/0/options',
    (n) => actions({ type: 'radio_buttons', options: many(n, (i) => option(`${i}`)) }),
  ],
  [
    'table rows',
    100,
    '/blocks/0/rows',
    (n) => ({ type: 'table', rows: many(n, () => [{ type: 'raw_text', text: 'c' }]) }),
  ],
  [
    'table cells',
    20,
    '/blocks/0/rows/0',
    (n) => ({ type: 'table', rows: [many(n, () => ({ type: 'raw_text', text: 'c' }))] }),
  ],
];

describe('blocks', () => {
  it.each(limits)('hold %s of up to %i characters, and at least one', (_what, max, at, block) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 * max }), (length) => {
        const expected = length <= max ? [] : [`must be less than ${max + 1} characters [json-pointer:${at}]`];
        expect(problemsOf([block(length)])).toEqual(expected);
      }),
      { numRuns: 20, examples: [[max], [max + 1]] },
    );
    expect(problemsOf([block(0)])).toEqual([`must be more than 0 characters [json-pointer:${at}]`]);
  });

  it.each(counts)('hold up to %s × %i, and at least one', (_what, max, at, block) => {
    expect(problemsOf([block(1)])).toEqual([]);
    expect(problemsOf([block(max)])).toEqual([]);
    expect(problemsOf([block(max + 1)])).toEqual([`no more than ${max} items allowed [json-pointer:${at}]`]);
    expect(problemsOf([block(0)])).toEqual([`no fewer than 1 items allowed [json-pointer:${at}]`]);
  });

  it('are fifty in a message and a hundred in a form', () => {
    const dividers = (count: number) => many(count, () => ({ type: 'divider' }));
    expect(problemsOf(dividers(50))).toEqual([]);
    expect(problemsOf(dividers(51))).toEqual(['no more than 50 items allowed [json-pointer:/blocks]']);
    expect(problemsOf(dividers(100), 'modal')).toEqual([]);
    expect(problemsOf(dividers(101), 'home')).toHaveLength(1);
  });

  it.each([
    ['an unknown block', { type: 'banner' }, 'unsupported type: banner [json-pointer:/blocks/0/type]'],
    [
      'an unknown element',
      actions({ type: 'slider' }),
      'unsupported type: slider [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'an unknown field',
      { type: 'divider', colour: 'red' },
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    ['a missing field', { type: 'header' }, 'missing required field: text [json-pointer:/blocks/0]'],
    [
      'mrkdwn in a header',
      { type: 'header', text: mrkdwn('*x*') },
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a section that says nothing',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    ['a number for text', { type: 'markdown', text: 7 }, 'must be a string [json-pointer:/blocks/0/text]'],
    [
      'another style',
      actions(button({ style: 'warning' })),
      'must be one of: primary, danger [json-pointer:/blocks/0/elements/0/style]',
    ],
    [
      'a picture from two places',
      { type: 'image', alt_text: 'a', image_url: 'u', slack_file: { id: 'F1' } },
      'must define exactly one of image_url, slack_file [json-pointer:/blocks/0]',
    ],
    [
      'a first choice that is none',
      actions(select({ initial_option: option('2') })),
      'initial option is not an option [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'an input element among actions',
      actions({ type: 'plain_text_input' }),
      'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
    ],
  ])('do not hold %s', (_what, block, problem) => {
    expect(problemsOf([block])).toContain(problem);
  });

  it('have ids of their own, and their elements within them', () => {
    const twins = [
      { type: 'divider', block_id: 'a' },
      { type: 'divider', block_id: 'a' },
    ];
    expect(problemsOf(twins)).toEqual(['block_id already exists: a [json-pointer:/blocks/1]']);
    const go = button({ action_id: 'go' });
    expect(problemsOf([actions(go, go)])).toEqual(['action_id already exists: go [json-pointer:/blocks/0]']);
    expect(problemsOf([actions(go), actions(go)])).toEqual([]);
  });

  it('of messages have no place in a form, and tables stand alone', () => {
    expect(problemsOf([{ type: 'markdown', text: 'x' }], 'modal')).toHaveLength(1);
    const halves = many(2, () => ({ type: 'markdown', text: x(6001) }));
    expect(problemsOf(halves)).toEqual(['markdown blocks are too long together [json-pointer:/blocks]']);
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'c' }]] };
    expect(problemsOf([table, table])).toEqual(['only one table allowed [json-pointer:/blocks]']);
  });

  it('of a richer kind are taken as Slack sends them itself', () => {
    const styled = { type: 'text', text: 'x', style: { bold: true } };
    const section = { type: 'rich_text_section', elements: [styled, { type: 'user', user_id: 'U1' }] };
    const bullets = { type: 'rich_text_list', style: 'bullet', elements: [section] };
    const code = { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x' }] };
    expect(problemsOf([{ type: 'rich_text', elements: [section, bullets, code] }])).toEqual([]);
  });

  it('survive anything that JSON can hold', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (blocks) => {
        expect(Array.isArray(problemsOf(blocks))).toBe(true);
      }),
    );
  });
});

describe('a view', () => {
  const modal = { type: 'modal', title: plain('Title'), blocks: [] };
  const problems = (view: object) => checkView(view, { type: 'modal', files });

  it.each([
    ['title', { title: plain(x(25)) }, '/view/title/text', 24],
    ['submit', { submit: plain(x(25)) }, '/view/submit/text', 24],
    ['close', { close: plain(x(25)) }, '/view/close/text', 24],
    ['private_metadata', { private_metadata: x(3001) }, '/view/private_metadata', 3000],
    ['callback_id', { callback_id: x(256) }, '/view/callback_id', 255],
  ])('has a %s of limited length', (_what, part, at, max) => {
    expect(problems({ ...modal, ...part })).toEqual([`must be less than ${max + 1} characters [json-pointer:${at}]`]);
  });

  it('with fields needs a button to send them', () => {
    const blocks = [input({ type: 'plain_text_input' })];
    expect(problems({ ...modal, blocks })).toEqual(['missing required field: submit [json-pointer:/view]']);
    expect(problems({ ...modal, blocks, submit: plain('Send') })).toEqual([]);
  });

  it('is refused for a wrong type, a missing title or blocks that are none', () => {
    expect(problems({ ...modal, type: 'home' })).toContain('unsupported type: home [json-pointer:/view/type]');
    expect(problems({ type: 'modal', blocks: [] })).toEqual(['missing required field: title [json-pointer:/view]']);
    expect(problems({ ...modal, blocks: 'x' })).toEqual(['must be an array [json-pointer:/view/blocks]']);
    expect(problems({ ...modal, blocks: [{ type: 'x' }] })).toEqual([
      'unsupported type: x [json-pointer:/view/blocks/0/type]',
    ]);
  });
});
