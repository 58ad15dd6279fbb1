import type { Json } from './shapes.ts';
import type { World } from './world.ts';

const KEPT =
  /(<(?:@[UW][A-Z0-9]+|#C[A-Z0-9]+|![a-z]+(?:\^[A-Z0-9]+)?|https?:\/\/[^<>\s]+|mailto:[^<>\s]+)(?:\|[^<>]*)?>)/;
const URL_IN_TEXT = /\bhttps?:\/\/[^\s<>]+[^\s<>.,;:!?)\]}'"]/g;

/**
 * What somebody typed, as Slack hands it to the app: `&<>` escaped, links in angle brackets, and `@name`, `#channel`,
 * `@here` turned into mentions. What already stands in angle brackets as a mention or link stays as it is.
 */
export function typedText(world: World, text: string): string {
  return text
    .split(KEPT)
    .map((part, index) => (index % 2 === 1 ? part : mentions(world, escapeText(part).replace(URL_IN_TEXT, '<$&>'))))
    .join('');
}

/** The text of a command. Mentions are turned into ids, with their names, only when the manifest asks for it. */
export function commandText(world: World, text: string, escapes: boolean): string {
  const plain = escapeText(text);
  if (!escapes) return plain;
  const withUsers = plain.replace(/@([\p{L}\p{N}._-]+)/gu, (whole, name: string) => {
    const user = [...world.users.values()].find((each) => each.name === name);
    const group = [...world.groups.values()].find((each) => each.handle === name);
    return user ? `<@${user.id}|${name}>` : group ? `<!subteam^${group.id}|@${name}>` : whole;
  });
  return withUsers.replace(/#([\p{L}\p{N}_-]+)/gu, (whole, name: string) => {
    const channel = [...world.channels.values()].find((each) => each.name === name);
    return channel ? `<#${channel.id}|${name}>` : whole;
  });
}

/** What an app sent as a topic, as Slack keeps it: escaped, but for mentions and links that stand in angle brackets. */
export function keptText(text: string): string {
  return text
    .split(KEPT)
    .map((part, index) => (index % 2 === 1 ? part : escapeText(part)))
    .join('');
}

/** Escapes the three characters that mean something in mrkdwn. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Undoes `escapeText`. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function mentions(world: World, text: string): string {
  return text
    .replace(/(?<![\p{L}\p{N}/])@([\p{L}\p{N}._-]+)/gu, (whole, name: string) => {
      if (name === 'here' || name === 'channel' || name === 'everyone') return `<!${name}>`;
      const user = [...world.users.values()].find((each) => each.name === name);
      const group = [...world.groups.values()].find((each) => each.handle === name);
      return user ? `<@${user.id}>` : group ? `<!subteam^${group.id}>` : whole;
    })
    .replace(/(?<![\p{L}\p{N}/&])#([\p{L}_-][\p{L}\p{N}_-]*)/gu, (whole, name: string) => {
      const channel = [...world.channels.values()].find((each) => each.name === name);
      return channel ? `<#${channel.id}>` : whole;
    });
}

/** The rich text that Slack's composer makes of a message, beside its `text`. */
export function richTextOf(world: World, text: string): Json {
  const pieces = text.split(/(<[^<>]+>)/).filter((piece) => piece !== '');
  const section = { type: 'rich_text_section', elements: pieces.map(pieceOf) };
  return { type: 'rich_text', block_id: world.newId('b'), elements: [section] };
}

function pieceOf(piece: string): Json {
  const [target = '', label] = /^<.+>$/.test(piece) ? piece.slice(1, -1).split('|') : [];
  if (target === '') return { type: 'text', text: unescapeText(piece) };
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice('!subteam^'.length) };
  if (target.startsWith('!')) return { type: 'broadcast', range: target.slice(1) };
  return { type: 'link', url: unescapeText(target), ...(label === undefined ? {} : { text: unescapeText(label) }) };
}
