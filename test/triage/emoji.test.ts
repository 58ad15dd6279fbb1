import { describe, expect, it } from 'vitest';
import { emojiTable, stateOf } from '../../src/triage/emoji.ts';
import { helpText } from '../../src/triage/help.ts';

describe('emoji', () => {
  it.each([
    ['eyes', 'looking'],
    ['repeat', 'repeat'],
    ['arrows_counterclockwise', 'repeat'],
    ['heavy_check_mark', 'fixed'],
    ['white_check_mark', 'fixed'],
    ['arrow_right', 'delegated'],
    ['outbox_tray', 'ticketed'],
    ['no_entry_sign', 'ignored'],
    ['no_entry', 'ignored'],
    ['eyes::skin-tone-2', 'looking'],
    ['eyes::skin-tone-6', 'looking'],
    ['eyes::skin-tone-7', null],
    ['tada', null],
    ['', null],
    ['constructor', null],
    ['toString', null],
  ])('%s means %s', (emoji, state) => {
    expect(stateOf(emoji, emojiTable({}))).toBe(state);
  });

  it('can be configured: others beside those of the table, and others in their place', () => {
    const table = emojiTable({ fire: 'looking', eyes: 'ignored' });
    expect(stateOf('fire', table)).toBe('looking');
    expect(stateOf('eyes', table)).toBe('ignored');
    expect(stateOf('repeat', table)).toBe('repeat');
  });

  it('is explained by the help as it is configured', () => {
    const help = helpText(emojiTable({ fire: 'looking', eyes: 'ignored' }));
    expect(help).toContain('/triage');
    expect(help).toMatch(/^:fire: \*looking\*/m);
    expect(help).toMatch(/:no_entry_sign:.*\*ignored\*/);
    expect(help).not.toContain('untriaged*');
  });
});
