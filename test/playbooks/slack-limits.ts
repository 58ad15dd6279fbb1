import type { KnownBlock } from '@slack/types';
import { expect } from 'vitest';

/** What may stand between `<` and `>`: links to the web and mail, times, people and channels. */
const HARMLESS = /<(?:https?:\/\/|mailto:)[^<>|\s]+\|[^<>]+>|<!date\^\d+\^[^<>]+>|<@[UW][A-Z0-9]+>|<#C[A-Z0-9]+>/g;

/** The text of a section or a header; empty for other blocks. */
export function textOf(block: KnownBlock): string {
  return block.type === 'section' || block.type === 'header' ? (block.text?.text ?? '') : '';
}

/** All text of all pages, a block a paragraph. */
export function allText(pages: readonly (readonly KnownBlock[])[]): string {
  return pages.flat().map(textOf).join('\n\n');
}

/** Fails unless Slack takes the pages as they are. */
export function expectWithinLimits(pages: readonly (readonly KnownBlock[])[]): void {
  expect(pages.length).toBeGreaterThan(0);
  for (const page of pages) {
    expect(page.length).toBeGreaterThan(0);
    expect(page.length).toBeLessThanOrEqual(90);
    expect(page.reduce((sum, block) => sum + textOf(block).length, 0)).toBeLessThanOrEqual(20_000);
    for (const block of page) expectSound(block);
  }
}

function expectSound(block: KnownBlock): void {
  if (block.type === 'divider') return;
  const text = textOf(block);
  expect(text.trim()).not.toBe('');
  if (block.type === 'header') {
    expect(block.text).toMatchObject({ type: 'plain_text' });
    expect(text.length).toBeLessThanOrEqual(150);
  } else {
    expect(block).toMatchObject({ type: 'section', text: { type: 'mrkdwn', verbatim: true } });
    expect(text.length).toBeLessThanOrEqual(3000);
    expect(text.split('```').length % 2, 'fences come in pairs').toBe(1);
  }
  expect(text.isWellFormed()).toBe(true);
}

/** Fails when anything in the text could ping, or link to anything but what it shows or says. */
export function expectNothingLive(text: string): void {
  const rest = text.replace(HARMLESS, '');
  expect(rest).not.toMatch(/</);
  expect(text).not.toMatch(/<!(?!date\^)/);
  expect(rest.replace(/&(?:amp|lt|gt);/g, '')).not.toMatch(/&/);
}
