import { isObject } from './check.ts';
import { emojiCharacter } from './emoji.ts';
import { renderBlocks, renderText } from './render-blocks.ts';
import { bold, renderMrkdwn } from './render-text.ts';
import type { Json, Message, View } from './shapes.ts';
import type { World } from './world.ts';

/**
 * The message as Slack would show it, in plain lines: what it says, its files, reactions with their counts, and how
 * often it was answered. Text beside blocks is left out, as Slack leaves it.
 */
export function renderMessage(world: World, message: Message): string {
  const { blocks = [], attachments = [], files = [], reactions } = message;
  const hasRichText = message.bot_id === undefined || blocks.length === 0;
  const said = hasRichText ? renderMrkdwn(world, message.text).split('\n') : renderBlocks(world, blocks);
  const edited = message.edited ? ['(edited)'] : [];
  const drawn = reactions.map(({ name, count }) => `${emojiCharacter(name)} ${count}`).join('  ');
  const lines = [
    ...said,
    ...edited,
    ...attachments.flatMap((attachment) => renderAttachment(world, attachment)),
    ...files.map((file) => `📎 ${String(file['title'] ?? file['name'])}`),
    ...(drawn === '' ? [] : [drawn]),
    ...renderReplies(world, message),
  ];
  return lines.join('\n');
}

function renderAttachment(world: World, attachment: Json): string[] {
  const blocks = Array.isArray(attachment['blocks']) ? attachment['blocks'] : [];
  const words = ['pretext', 'title', 'text'].flatMap((name) =>
    typeof attachment[name] === 'string' ? renderMrkdwn(world, attachment[name]).split('\n') : [],
  );
  const lines = blocks.length > 0 ? renderBlocks(world, blocks) : words;
  return lines.map((line) => `▌ ${line}`);
}

function renderReplies(world: World, { ts }: Message): string[] {
  for (const { threads } of world.channels.values()) {
    const count = threads.get(ts)?.length ?? 0;
    if (count > 0) return [`↳ ${count} ${count === 1 ? 'reply' : 'replies'}`];
  }
  return [];
}

/** A form or App Home in plain lines, with the buttons at its foot. */
export function renderView(world: World, view: View): string {
  const title = view.title ? [bold(renderText(world, view.title))] : [];
  const feet = [view.close, view.submit].filter(isObject).map((each) => `[${renderText(world, each)}]`);
  return [...title, ...renderBlocks(world, view.blocks), ...(feet.length > 0 ? [feet.join(' ')] : [])].join('\n');
}
