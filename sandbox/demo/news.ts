import { styleText } from 'node:util';
import type { Workspace } from '../play/workspace.ts';
import { emojiCharacter } from '../slack/emoji.ts';
import type { Message, Reaction } from '../slack/sandbox.ts';
import type { ShownIncident } from '../statuspage.ts';

const LONGEST_LINE = 300;

/** `shows` is what is told of it, when that is less than how it looks. */
type Item = { about: string; looks: string; title: string; redone: string; shows?: string };

/** Tells what has changed in Slack since it was last asked, as paragraphs for a terminal; what others are written in one line. */
export function createNews(workspace: Workspace, hands: { readonly you: string }): () => string[] {
  const seen = new Map<string, string>();
  const reactions = new Map<string, readonly Reaction[]>();
  const whispers = new Map<string, Message>();
  return () => {
    const news: string[] = [];
    for (const { about, looks, title, redone, shows = looks } of everything(workspace, hands.you)) {
      const before = seen.get(about);
      if (before === looks) continue;
      seen.set(about, looks);
      news.push(paragraph(before === undefined ? title : redone, shows));
    }
    news.push(...gone(workspace, whispers));
    for (const message of workspace.slack.channels().flatMap(({ id }) => workspace.slack.messages(id))) {
      news.push(...reactionNews(workspace, message, reactions.get(message.ts) ?? []));
      reactions.set(message.ts, structuredClone(message.reactions));
    }
    return news;
  };
}

function* everything(workspace: Workspace, you: string): Generator<Item> {
  const { slack } = workspace;
  for (const { id, name } of slack.channels()) {
    for (const message of slack.messages(id)) {
      yield itemOf(workspace, message, `#${name}`);
      const [, ...replies] = slack.thread(id, message.ts);
      for (const reply of replies) yield itemOf(workspace, reply, `  in the thread of ${headline(workspace, message)}`);
    }
  }
  for (const [user, name] of workspace.people) {
    for (const message of slack.directMessages(user)) {
      if (user === you) yield itemOf(workspace, message, 'direct message');
      else yield { ...itemOf(workspace, message, `direct message to @${name}`), shows: headline(workspace, message) };
    }
  }
  for (const { user, message } of slack.ephemerals()) {
    yield itemOf(workspace, message, `only @${workspace.people.get(user) ?? user} sees this`);
  }
  for (const incident of workspace.incidents.statuspage.incidents) yield customersRead(incident);
  const form = slack.views(you).at(-1);
  const title = `a form in front of @${workspace.people.get(you) ?? you}`;
  if (form) yield { about: form.id, looks: cut(slack.renderView(form)), title, redone: `${title}, changed` };
}

function customersRead({ id, name, status, updates }: ShownIncident): Item {
  const looks = [`${name}: ${status}`, `   ${updates.at(-1)?.body ?? ''}`].join('\n');
  return {
    about: `statuspage ${id}`,
    looks,
    title: 'the page for customers',
    redone: 'the page for customers, updated',
  };
}

/** A menu may offer a hundred choices, and a terminal folds no menus. */
function cut(looks: string): string {
  const short = (line: string) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …)` : line);
  return looks.split('\n').map(short).join('\n');
}

/** Without reactions and replies: those are told by themselves, and are no reason to show all of a message again. */
function itemOf(workspace: Workspace, message: Message, place: string): Item {
  const looks = [workspace.slack.renderMessage({ ...message, ts: '', reactions: [] }), ...filesOf(message)].join('\n');
  const title = `${place} · ${authorOf(workspace, message)} · ${timeOf(message)}`;
  return { about: message.ts, looks, title, redone: `${title}, rewritten` };
}

function authorOf({ people, slack }: Workspace, { bot_id, user }: Message): string {
  if (bot_id !== undefined || user === slack.botUserId) return 'Watchbill';
  return user === 'USLACKBOT' ? 'Slackbot' : `@${people.get(user) ?? user}`;
}

function timeOf({ ts }: Message): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(Number(ts) * 1000));
}

/** A terminal shows no pictures, so it tells of them. */
const filesOf = ({ files = [] }: Message): string[] =>
  files.map(({ name, size }) => `   ${name}, ${Math.ceil(Number(size) / 1000)} kB`);

/** The first line of a message, cut short. */
export function headline({ slack }: Workspace, message: Message): string {
  const [first = ''] = slack.renderMessage({ ...message, ts: '', reactions: [] }).split('\n');
  const plain = [...first.replace(/\p{Cc}\[\d+m/gu, '')];
  return plain.length > 60 ? `${plain.slice(0, 59).join('')}…` : plain.join('');
}

function reactionNews(workspace: Workspace, message: Message, before: readonly Reaction[]): string[] {
  const was = usersByEmoji(before);
  const is = usersByEmoji(message.reactions);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((emoji) => {
    const now = is.get(emoji) ?? [];
    const then = was.get(emoji) ?? [];
    const told = (users: readonly string[], how: (who: string) => string) =>
      users.map((user) => how(`@${workspace.people.get(user) ?? user}`) + headline(workspace, message));
    return [
      ...told(
        now.filter((user) => !then.includes(user)),
        (who) => `${who} puts ${emojiCharacter(emoji)} on `,
      ),
      ...told(
        then.filter((user) => !now.includes(user)),
        (who) => `${who} takes ${emojiCharacter(emoji)} off `,
      ),
    ];
  });
}

/** Whispers that the bot took away again, such as a question that was answered. */
function gone(workspace: Workspace, whispers: Map<string, Message>): string[] {
  const left = new Map(workspace.slack.ephemerals().map(({ message }) => [message.ts, message]));
  const lost = [...whispers].filter(([ts]) => !left.has(ts));
  whispers.clear();
  for (const [ts, message] of left) whispers.set(ts, message);
  return lost.map(([, message]) => styleText('dim', `gone: ${headline(workspace, message)}`));
}

function usersByEmoji(reactions: readonly Reaction[]): Map<string, readonly string[]> {
  return new Map(reactions.map(({ name, users }) => [name, users]));
}

function paragraph(title: string, looks: string): string {
  const lines = looks.split('\n').map((line) => `  ${styleText('dim', '│')} ${line}`);
  return [styleText('dim', title), ...lines].join('\n');
}
