import { elementsOf } from './blocks.ts';
import { findChannel, findUser } from './building.ts';
import { isObject } from './check.ts';
import type { Answer, Delivery, Parcel } from './deliver.ts';
import { type Given, optionsOf, stateOf, wordsOf } from './form.ts';
import type { Grants } from './manifest.ts';
import { shownMessage } from './messages.ts';
import { channelReference, issueTrigger, origin, responseUrlOf } from './payloads.ts';
import type { MessageAt } from './people.ts';
import { respond, whisper } from './response-url.ts';
import type { Channel, Json, Message, User, View } from './shapes.ts';
import { commandText } from './typed-text.ts';
import { Refusal } from './web-api/call.ts';
import { openView, type World } from './world.ts';

/** How the app took something. `error` is what Slack shows the person, such as `operation_timeout`. */
export type Outcome = { acked: boolean; ackMs: number; response: unknown; error: string | null };

/** Everything that interactions need. `baseUrl` is asked late, since the server's port is not known at first. */
export type Stage = { world: World; grants: Grants; delivery: Delivery; baseUrl: string };

/** Sends one parcel and times its answer. */
export async function ask({ delivery, world }: Stage, parcel: Parcel): Promise<Outcome> {
  const startedAt = performance.now();
  const answer: Answer = await delivery.ask(parcel);
  const ackMs = performance.now() - startedAt;
  world.changed();
  if (answer.acked) return { acked: true, ackMs, response: answer.payload, error: null };
  const late = answer.reason === 'timeout' || answer.reason === 'http_timeout';
  return { acked: false, ackMs, response: null, error: late ? 'operation_timeout' : 'dispatch_failed' };
}

/** The user of that id or name, whole. */
export function person(world: World, name: string): User {
  const user = world.users.get(findUser(world, name));
  if (!user) throw new Error(`the workspace has no user ${name}`);
  return user;
}

/** Types a slash command in a channel. What the app answers at once is shown as Slack shows it. */
export async function command(
  stage: Stage,
  who: string,
  where: string,
  typed: { name: string; text: string },
): Promise<Outcome> {
  const { world, grants } = stage;
  const user = person(world, who);
  const channel = findChannel(world, where);
  const known = grants.commands?.get(typed.name);
  if (grants.commands && !known) return { acked: false, ackMs: 0, response: null, error: 'invalid_command' };
  const at = { user: user.id, channel: channel.id, original: null };
  const payload = commandPayload(stage, { user, channel }, { ...typed, escapes: known?.escape ?? true });
  const outcome = await ask(stage, { type: 'slash_commands', payload });
  const { response } = outcome;
  const said = typeof response === 'string' ? { text: response } : isObject(response) ? response : {};
  if (outcome.error) {
    const text = `${typed.name} failed with the error "${outcome.error}"`;
    whisper(world, at, { user: 'USLACKBOT', text });
  } else if (Object.keys(said).length > 0) {
    const refused = refusal(() => respond(world, at, said));
    if (refused) return { ...outcome, error: refused };
  }
  return outcome;
}

function commandPayload(
  stage: Stage,
  { user, channel }: { user: User; channel: Channel },
  { name, text, escapes }: { name: string; text: string; escapes: boolean },
): Json {
  const { world } = stage;
  const answerAt = responseUrlOf(stage, { user: user.id, channel: channel.id, original: null });
  return {
    token: 'verification_token',
    team_id: world.team.id,
    team_domain: world.team.domain,
    channel_id: channel.id,
    channel_name: channelReference(channel)['name'],
    user_id: user.id,
    user_name: user.name,
    command: name,
    text: commandText(world, text, escapes),
    api_app_id: world.app.id,
    is_enterprise_install: 'false',
    response_url: answerAt.replace('/actions/', '/commands/'),
    trigger_id: issueTrigger(world, user.id, null),
  };
}

/** Slack's error when `act` was refused, else null. */
function refusal(act: () => void): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.error;
    throw error;
  }
}

/** What a person clicks in: a message (also one that only they see), or a form or App Home. */
export type ClickPlace = MessageAt | { view: string };

type Spot = { blocks: Json[]; parts: Json; viewId: string | null; view: View | null };

/** Uses a button or menu, found by its `action_id` or the words on it. @throws when there is none. */
export async function click(
  stage: Stage,
  who: string,
  place: ClickPlace,
  chosen: { element: string; selected?: Given },
): Promise<Outcome> {
  const { world } = stage;
  const user = person(world, who);
  const spot = 'view' in place ? inView(stage, user, place.view) : inMessage(stage, user, place);
  const { block, element } = findElement(spot.blocks, chosen.element);
  const ids = { action_id: element['action_id'], block_id: block['block_id'] };
  const used: Json = { ...ids, action_ts: world.nextTs(), ...useOf(world, element, chosen.selected) };
  if (spot.view && element['type'] !== 'button') {
    const state = stateOf(world, element, chosen.selected ?? null);
    spot.view.state.values[String(ids.block_id)] = { [String(ids.action_id)]: state };
  }
  return ask(stage, {
    type: 'interactive',
    payload: {
      type: 'block_actions',
      ...origin(world, user),
      ...spot.parts,
      trigger_id: issueTrigger(world, user.id, spot.viewId),
      actions: [used],
    },
  });
}

function useOf(world: World, element: Json, selected: Given | undefined): Json {
  const { type, text, value } = element;
  if (type !== 'button') return stateOf(world, element, selected ?? null, optionsOf(element));
  return { type, text, ...(value === undefined ? {} : { value }) };
}

function findElement(blocks: readonly Json[], name: string): { block: Json; element: Json } {
  const all = blocks.flatMap((block) => elementsOf(block).map((element) => ({ block, element })));
  const found =
    all.find(({ element }) => element['action_id'] === name) ??
    all.find(({ element }) => wordsOf(element['text']) === name) ??
    all.find(({ element }) => wordsOf(element['placeholder']) === name);
  if (found) return found;
  const offered = all.map(({ element }) => wordsOf(element['text']) || String(element['action_id'])).join(', ');
  throw new Error(`there is nothing called ${name} to click on; there is: ${offered || 'nothing'}`);
}

function inMessage(stage: Stage, user: User, { channel: where, ts }: MessageAt): Spot {
  const { world } = stage;
  const channel = findChannel(world, where);
  const hidden = world.ephemerals.find(({ message, user: to }) => message.ts === ts && to === user.id)?.message;
  const message = channel.messages.get(ts) ?? hidden;
  if (!message) throw new Error(`${user.name} sees no message ${ts} in #${channel.name}`);
  const container = { type: 'message', message_ts: ts, channel_id: channel.id, is_ephemeral: hidden !== undefined };
  return {
    blocks: [...(message.blocks ?? []), ...(message.attachments ?? []).flatMap(blocksWithin)],
    viewId: null,
    view: null,
    parts: {
      container: message.thread_ts === undefined ? container : { ...container, thread_ts: message.thread_ts },
      channel: channelReference(channel),
      ...(hidden ? {} : { message: seen(channel, message) }),
      state: { values: {} },
      response_url: responseUrlOf(stage, { user: user.id, channel: channel.id, original: ts }),
    },
  };
}

function seen(channel: Channel, message: Message): Json {
  return shownMessage(channel, message, { metadata: true });
}

function blocksWithin(attachment: Json): Json[] {
  return Array.isArray(attachment['blocks']) ? attachment['blocks'].filter(isObject) : [];
}

function inView({ world }: Stage, user: User, id: string): Spot {
  const home = world.homes.get(user.id);
  const view = openView(world, id)?.view ?? (home?.id === id ? home : undefined);
  if (!view) throw new Error(`no form or App Home ${id} is open`);
  const parts = { container: { type: 'view', view_id: view.id }, view };
  return { blocks: view.blocks, parts, viewId: view.id, view };
}

/** Uses a shortcut, on a message or from anywhere (`place` null). */
export async function shortcut(
  stage: Stage,
  who: string,
  place: MessageAt | null,
  callbackId: string,
): Promise<Outcome> {
  const { world, grants } = stage;
  const user = person(world, who);
  if (grants.shortcuts && !grants.shortcuts.has(callbackId)) throw new Error(`the app has no shortcut ${callbackId}`);
  const common = {
    ...origin(world, user),
    callback_id: callbackId,
    trigger_id: issueTrigger(world, user.id, null),
    action_ts: world.nextTs(),
  };
  if (!place) return ask(stage, { type: 'interactive', payload: { type: 'shortcut', ...common } });
  const channel = findChannel(world, place.channel);
  const message = channel.messages.get(place.ts);
  if (!message) throw new Error(`there is no message ${place.ts} in #${channel.name}`);
  const about = {
    channel: channelReference(channel),
    message_ts: message.ts,
    message: seen(channel, message),
    response_url: responseUrlOf(stage, { user: user.id, channel: channel.id, original: null }),
  };
  return ask(stage, { type: 'interactive', payload: { type: 'message_action', ...common, ...about } });
}
