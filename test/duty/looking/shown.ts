import { stripVTControlCharacters } from 'node:util';
import { expect } from 'vitest';
import { checkBlocks } from '../../../sandbox/slack/blocks.ts';
import { renderBlocks } from '../../../sandbox/slack/render-blocks.ts';
import { createWorld } from '../../../sandbox/slack/world.ts';
import type { Reply } from '../../../src/slack/reply.ts';

/** How a reader in New York sees an answer in Slack: plain lines. Fails when Slack would not take it. */
export function shown({ text, blocks = [] }: Reply, now: Date): string[] {
  expect(checkBlocks(blocks, { surface: 'message', files: new Map() })).toEqual([]);
  expect(text.length).toBeGreaterThan(0);
  expect(text.length).toBeLessThanOrEqual(4000);
  const world = createWorld({ appId: 'A1', clock: { now: () => now }, changed: () => {}, emit: () => {} });
  for (const name of ['ada', 'bob', 'cleo', 'dan', 'admin']) {
    const id = `U${name.toUpperCase()}`;
    world.users.set(id, { id, name, tz: 'America/New_York', isBot: false, email: null, deleted: false });
  }
  return renderBlocks(world, blocks).flatMap((line) => stripVTControlCharacters(line).split('\n'));
}
