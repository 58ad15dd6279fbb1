import { emojiTable, stateOf } from '../../src/triage/emoji.ts';
import { formIsFilled } from './form-filled.ts';
import { findMessage, isOfCards, noMessage } from './messages.ts';
import type { Stage } from './stage.ts';

/** How long the bot may take to follow what people do. */
const FOLLOWS_MS = 5000;
/** How long to wait for what may change nothing. */
const MAYBE_MS = 1000;

const triageEmoji = emojiTable({});

/** `react EMOJI [NAME]`. @returns a hint when something was wrong with it. */
export async function react(typed: string, stage: Stage): Promise<string | null> {
  return putOrTake('react', typed, stage);
}

/** `unreact EMOJI [NAME]`. */
export async function unreact(typed: string, stage: Stage): Promise<string | null> {
  return putOrTake('unreact', typed, stage);
}

async function putOrTake(how: 'react' | 'unreact', typed: string, stage: Stage): Promise<string | null> {
  const {
    workspace,
    watch,
    hands: { you, channel },
  } = stage;
  const [given = '', ...name] = typed.split(/\s+/);
  const emoji = given.replace(/^:|:$/g, '');
  if (emoji === '') return `Which emoji? One of: ${[...triageEmoji.keys()].join(', ')}; or any other.`;
  const message = findMessage(stage, name.join(' '));
  if (!message) return noMessage(stage, name.join(' '));
  const from = watch.shown();
  try {
    workspace.slack[how](you, { channel, ts: message.ts }, emoji);
  } catch (error) {
    return refusals[(error as Error).message] ?? (error as Error).message;
  }
  // The emoji itself is news, and so is the alert that follows it.
  const follows = isOfCards(channel) && stateOf(emoji, triageEmoji) !== null;
  const withinMs = how === 'react' ? FOLLOWS_MS : MAYBE_MS;
  await watch.settled({ from, atLeast: follows ? 2 : 1, withinMs });
  return null;
}

const refusals: Readonly<Record<string, string>> = {
  already_reacted: 'You have put that emoji there already. Take it off with: unreact EMOJI',
  no_reaction: 'You have not put that emoji there.',
};

/** `say TEXT`, in the thread of the newest alert or ticket when you are in #alerts or #bugs, elsewhere to everybody there. */
export async function say(text: string, stage: Stage): Promise<string | null> {
  const {
    workspace,
    watch,
    hands: { you, channel },
  } = stage;
  const card = isOfCards(channel) ? findMessage(stage, '') : undefined;
  if (isOfCards(channel) && !card) return noMessage(stage, '');
  if (text === '') return 'Say what? Such as: say @bob please look, or: say SHOP-12';
  const from = watch.shown();
  workspace.slack.say(you, channel, text, card ? { threadTs: card.ts } : {});
  await watch.settled({ from, atLeast: card ? 2 : 1, withinMs: MAYBE_MS });
  return null;
}

/** A slash command of the manifest, typed in the channel you are in. */
export async function slash(name: string, text: string, stage: Stage): Promise<string | null> {
  const { workspace, watch, hands } = stage;
  if (!workspace.slashCommands.includes(name)) {
    return `The app has no command ${name}. It has: ${workspace.slashCommands.join(', ')}`;
  }
  const from = watch.shown();
  await workspace.slack.command(hands.you, hands.channel, name, text);
  const came = await watch.settled({ from, atLeast: 1, withinMs: FOLLOWS_MS });
  await formIsFilled(stage);
  return came ? null : `${name} was acknowledged, and nothing appeared.`;
}
