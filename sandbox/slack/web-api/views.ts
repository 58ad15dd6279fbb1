import { nestedOf, textOf } from '../arguments.ts';
import type { Json, View } from '../shapes.ts';
import { buildView, checkView, revised } from '../views.ts';
import { openView } from '../world.ts';
import { type Call, invalidArguments, type Method, Refusal, required } from './call.ts';

// https://docs.slack.dev/interactivity/handling-user-interaction
const TRIGGER_LIVES_MS = 3000;
const MAX_STACK = 3;

/** https://docs.slack.dev/reference/methods?family=views */
export const viewMethods: Readonly<Record<string, Method>> = {
  'views.open': { tier: 4, run: open },
  'views.push': { tier: 4, run: push },
  'views.update': { tier: 4, run: update },
  'views.publish': { tier: 4, run: publish },
};

/** The view that was sent, checked. @throws {Refusal} `invalid_arguments` with a JSON pointer for each problem. */
function sentView(call: Call, type: View['type']): Json {
  const given = nestedOf(call.args, 'view');
  if (given === undefined) throw invalidArguments(['missing required field: view']);
  if (given === 'broken') throw invalidArguments(['invalid JSON [json-pointer:/view]']);
  const problems = checkView(given.value, { type, files: call.world.files });
  if (problems.length > 0) throw invalidArguments(problems);
  const view: Json = { ...Object(given.value) };
  const external = textOf(view, 'external_id');
  const sameId = external === undefined ? undefined : viewByExternalId(call, external);
  if (sameId && sameId.id !== textOf(call.args, 'view_id')) throw new Refusal('duplicate_external_id');
  return view;
}

function viewByExternalId({ world }: Call, id: string): View | undefined {
  return [...world.stacks.values()].flat().find(({ external_id }) => external_id === id);
}

/** Uses a trigger up. Whose it was decides who sees the form. */
function exchange(call: Call): { user: string; viewId: string | null } {
  const { world } = call;
  const trigger = world.triggers.get(required(call, 'trigger_id'));
  if (!trigger) throw new Refusal('invalid_trigger_id');
  if (trigger.exchanged) throw new Refusal('exchanged_trigger_id');
  if (world.clock.now().getTime() - trigger.issuedAt > TRIGGER_LIVES_MS) throw new Refusal('expired_trigger_id');
  trigger.exchanged = true;
  return trigger;
}

function open(call: Call) {
  const sent = sentView(call, 'modal');
  const { user } = exchange(call);
  const view = buildView(call.world, sent, null);
  call.world.stacks.set(user, [view]);
  call.world.changed();
  return { view };
}

function push(call: Call) {
  const sent = sentView(call, 'modal');
  const { user, viewId } = exchange(call);
  const stack = call.world.stacks.get(user) ?? [];
  const top = stack.at(-1);
  if (!top || viewId === null) throw new Refusal('not_found');
  if (stack.length >= MAX_STACK) throw new Refusal('push_limit_reached');
  const view = buildView(call.world, sent, top);
  stack.push(view);
  call.world.changed();
  return { view };
}

function update(call: Call) {
  const { world, args } = call;
  const id = textOf(args, 'view_id') ?? viewByExternalId(call, required(call, 'external_id'))?.id ?? '';
  const found = openView(world, id);
  const home = [...world.homes].find(([, view]) => view.id === id);
  const current = found?.view ?? home?.[1];
  if (!current) throw new Refusal('not_found');
  args['view_id'] = current.id;
  const sent = sentView(call, current.type);
  const hash = textOf(args, 'hash');
  if (hash !== undefined && hash !== current.hash) throw new Refusal('hash_conflict');
  const view = revised(world, current, sent);
  if (home) world.homes.set(home[0], view);
  const stack = world.stacks.get(found?.user ?? '');
  stack?.splice(stack.indexOf(current), 1, view);
  world.changed();
  return { view };
}

function publish(call: Call) {
  const { world, args, grants } = call;
  if (!grants.homeTab) throw new Refusal('not_enabled');
  const user = required(call, 'user_id');
  if (!world.users.has(user)) throw new Refusal('user_not_found');
  const sent = sentView(call, 'home');
  const current = world.homes.get(user);
  const hash = textOf(args, 'hash');
  if (hash !== undefined && current && hash !== current.hash) throw new Refusal('hash_conflict');
  const view = current ? revised(world, current, sent) : buildView(world, sent, null);
  world.homes.set(user, view);
  world.changed();
  return { view };
}
