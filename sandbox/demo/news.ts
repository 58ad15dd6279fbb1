import { styleText } from 'node:util';
import { CHANNELS, type Workspace } from '../play/workspace.ts';
import { emojiCharacter } from '../slack/emoji.ts';
import type { Message, Reaction } from '../slack/sandbox.ts';

type Item = { about: string; looks: string; title: string; redone: string };

/** Tells what has changed in Slack since it was last asked, as paragraphs for a terminal. */
export function createNews(workspace: Workspace, you: string): () => string[] {
  const seen = new Map<string, string>();
  const reactions = new Map<string, readonly Reaction[]>();
  const whispers = new Map<string, Message>();
  return () => {
    const news: string[] = [];
    for (const { about, looks, title, redone } of everything(workspace, you)) {
      const before = seen.get(about);
      if (before === looks) continue;
      seen.set(about, looks);
      news.push(paragraph(before === undefined ? title : redone, looks));
    }
    news.push(...gone(workspace, whispers));
    for (const message of CHANNELS.flatMap((channel) => workspace.slack.messages(channel))) {
      news.push(...reactionNews(workspace, message, reactions.get(message.ts) ?? []));
      reactions.set(message.ts, structuredClone(message.reactions));
    }
    return news;
  };
}

function* everything(workspace: Workspace, you: string): Generator<Item> {
  const { slack } = workspace;
  for (const channel of CHANNELS) {
    for (const message of slack.messages(channel)) {
      yield itemOf(workspace, message, `#${channel}`);
      const [, ...replies] = slack.thread(channel, message.ts);
      for (const reply of replies) yield itemOf(workspace, reply, `  in the thread of ${headline(workspace, message)}`);
    }
  }
  for (const message of slack.directMessages(you)) yield itemOf(workspace, message, 'direct message');
  for (const { user, message } of slack.ephemerals()) {
    yield itemOf(workspace, message, `only @${workspace.people.get(user) ?? user} sees this`);
  }
  const form = slack.views(you).at(-1);
  const title = `a form in front of @${workspace.people.get(you) ?? you}`;
  if (form) yield { about: form.id, looks: slack.renderView(form), title, redone: `${title}, changed` };
}

/** Without reactions and replies: those are told by themselves, and are no reason to show all of a message again. */
function itemOf(workspace: Workspace, message: Message, place: string): Item {
  const looks = workspace.slack.renderMessage({ ...message, ts: '', reactions: [] });
  const title = `${place} · ${authorOf(workspace, message)} · ${timeOf(message)}`;
  return { about: message.ts, looks, title, redone: `${title}, rewritten` };
}

function authorOf({ people }: Workspace, { bot_id, user }: Message): string {
  if (bot_id !== undefined) return 'Watchbill';
  return user === 'USLACKBOT' ? 'Slackbot' : `@${people.get(user) ?? user}`;
}

function timeOf({ ts }: Message): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' }).format(new Date(Number(ts) * 1000));
}

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
