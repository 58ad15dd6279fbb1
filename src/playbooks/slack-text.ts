import { escaped } from '../slack/text.ts';

/** The longest link that is made; a longer one is written out. Sections have room for 3000 characters. */
const LONGEST_LINK = 1500;

/**
 * Text that is shown as it stands. As `mrkdwn` of `slack/text.ts`, but a marker between two letters or digits is left
 * alone, since Slack formats nothing there: `HTTPCode_ELB_5XX_Count` can then be copied without invisible characters.
 */
export function literal(text: string): string {
  const quiet = text
    .replace(/(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|`/gu, '\u2060$&')
    .replace(/^(\s*)>/gm, '$1\u2060>');
  return withoutBroadcasts(escaped(quiet));
}

/** Slack turns these words into mentions where it is left to guess, which not every client forgoes on `verbatim`. */
export function withoutBroadcasts(text: string): string {
  return text.replace(/@(?=(?:channel|here|everyone)\b)/gi, '@\u2060');
}

/** Code within a line. */
export function inlineCode(code: string): string {
  // Slack knows no way to write a backtick inside.
  return code.includes('`') ? literal(code) : `\`${escaped(code.replace(/\s+/g, ' '))}\``;
}

/** A block of code, on lines of its own; at most `escaped`'s and the fences' characters longer than the code. */
export function codeBlock(escapedCode: string): string {
  return `\`\`\`\n${escapedCode}\n\`\`\``;
}

/** Code made ready for `codeBlock`. Fences inside would end the block, so a word joiner parts their backticks. */
export function codeText(code: string): string {
  return escaped(code.replace(/`(?=`)/g, '`\u2060'));
}

/**
 * A link that is live only for web and mail addresses. A label that is itself an address must not belie the target,
 * so the target is shown instead.
 */
export function webLink(url: string, label: string): string {
  const target = url.replace(/[\s<>|]/g, (character) => encodeURIComponent(character));
  const words = label.replace(/\s+/g, ' ').trim();
  const shown = words === '' || /^[a-z]+:\/\//i.test(words) ? url : words;
  const live = `<${escaped(target)}|${literal(shown)}>`;
  if (/^(?:https?:\/\/|mailto:)/i.test(target) && URL.canParse(target) && live.length <= LONGEST_LINK) return live;
  return shown === url ? literal(url) : `${literal(shown)} (${literal(url)})`;
}
