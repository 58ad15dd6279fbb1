import { byType, type Check, flag, list, object, oneOf, text, whole } from './check.ts';

// https://docs.slack.dev/reference/block-kit/blocks/rich-text-block

const style = object({ may: { bold: flag, code: flag, italic: flag, strike: flag, underline: flag, unlink: flag } });
const id = text(255);
const piece = (must: Record<string, Check>, may: Record<string, Check> = {}) =>
  object({ must, may: { ...may, style } });

const pieces = byType({
  text: piece({ text: text(40_000) }),
  link: piece({ url: text(3000) }, { text: text(40_000), unsafe: flag }),
  emoji: piece({ name: text(100) }, { unicode: text(100), url: text(3000), skin_tone: whole(2, 6) }),
  user: piece({ user_id: id }),
  usergroup: piece({ usergroup_id: id }),
  channel: piece({ channel_id: id }),
  team: piece({ team_id: id }),
  broadcast: piece({ range: oneOf('here', 'channel', 'everyone') }),
  color: piece({ value: text(20) }),
  date: piece({ timestamp: whole(0, 99_999_999_999), format: text(255) }, { url: text(3000), fallback: text(255) }),
});

const MANY = 10_000;
const section = object({ must: { elements: list(pieces, MANY, 0) } });
const framed = object({ must: { elements: list(pieces, MANY, 0) }, may: { border: oneOf(0, 1) } });
const code = object({ must: { elements: list(pieces, MANY, 0) }, may: { border: oneOf(0, 1), language: text(100) } });
const bullets = object({
  must: { elements: list(byType({ rich_text_section: section }), MANY), style: oneOf('bullet', 'ordered') },
  may: { indent: whole(0, 8), border: oneOf(0, 1), offset: whole(0, MANY) },
});

/** The elements of a `rich_text` block. */
export const richTextElements: Check = list(
  byType({
    rich_text_section: section,
    rich_text_list: bullets,
    rich_text_quote: framed,
    rich_text_preformatted: code,
  }),
  MANY,
);

/** A whole `rich_text` block. */
export const richText: Check = byType({
  rich_text: object({ must: { elements: richTextElements }, may: { block_id: id } }),
});
