import { elementsOf } from './blocks.ts';
import { isObject } from './check.ts';
import type { Json, View } from './shapes.ts';
import type { World } from './world.ts';

/** What a person puts into a field: text, an option's label or value, a user, a date; several of them, or nothing. */
export type Given = string | number | null | readonly string[];

type Kind = { selected: string; many: boolean };

const CHOICES: Readonly<Record<string, Kind>> = {
  users_select: { selected: 'selected_user', many: false },
  multi_users_select: { selected: 'selected_users', many: true },
  conversations_select: { selected: 'selected_conversation', many: false },
  multi_conversations_select: { selected: 'selected_conversations', many: true },
  channels_select: { selected: 'selected_channel', many: false },
  multi_channels_select: { selected: 'selected_channels', many: true },
  datepicker: { selected: 'selected_date', many: false },
  timepicker: { selected: 'selected_time', many: false },
  datetimepicker: { selected: 'selected_date_time', many: false },
};

const OPTION_KINDS: Readonly<Record<string, Kind>> = {
  static_select: { selected: 'selected_option', many: false },
  external_select: { selected: 'selected_option', many: false },
  radio_buttons: { selected: 'selected_option', many: false },
  overflow: { selected: 'selected_option', many: false },
  multi_static_select: { selected: 'selected_options', many: true },
  multi_external_select: { selected: 'selected_options', many: true },
  checkboxes: { selected: 'selected_options', many: true },
};

/** Every option an element offers. */
export function optionsOf(element: Json): Json[] {
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'].filter(isObject) : [];
  const lists = [element['options'], ...groups.map((group) => group['options'])];
  return lists.flatMap((options) => (Array.isArray(options) ? options.filter(isObject) : []));
}

/** The words on a text object. */
export function wordsOf(value: unknown): string {
  return isObject(value) && typeof value['text'] === 'string' ? value['text'] : '';
}

function pickOption(options: readonly Json[], given: string): Json {
  const found = options.find((each) => each['value'] === given || wordsOf(each['text']) === given);
  if (found) return found;
  const offered = options.map((each) => wordsOf(each['text'])).join(', ');
  throw new Error(`there is no option ${JSON.stringify(given)}; offered: ${offered}`);
}

/** Ids of users and channels may also be given by their names, `@ann` and `#alerts`. */
function resolveName(world: World, given: string): string {
  const name = given.slice(1);
  if (given.startsWith('@')) return [...world.users.values()].find((each) => each.name === name)?.id ?? given;
  if (given.startsWith('#')) return [...world.channels.values()].find((each) => each.name === name)?.id ?? given;
  return given;
}

/** The state of an element once somebody has put `given` into it. `options` are those it offers. */
export function stateOf(
  world: World,
  element: Json,
  given: Given,
  options: readonly Json[] = optionsOf(element),
): Json {
  const type = String(element['type']);
  const several = given === null ? [] : Array.isArray(given) ? given.map(String) : [String(given)];
  const byOption = OPTION_KINDS[type];
  if (byOption) {
    const picked = several.map((each) => pickOption(options, each));
    return { type, [byOption.selected]: byOption.many ? picked : (picked[0] ?? null) };
  }
  const choice = CHOICES[type];
  if (choice) {
    const picked = several.map((each) => (type === 'datetimepicker' ? Number(each) : resolveName(world, each)));
    return { type, [choice.selected]: choice.many ? picked : (picked[0] ?? null) };
  }
  return { type, value: several[0] ?? null };
}

const INITIAL =
  /^initial_(value|option|options|user|users|conversation|conversations|channel|channels|date|time|date_time)$/;

/** The state of an element that nobody has touched. */
export function untouched(element: Json): Json {
  const type = String(element['type']);
  const kind = OPTION_KINDS[type] ?? CHOICES[type];
  const initial = Object.entries(element).find(([name]) => INITIAL.test(name))?.[1];
  const empty = kind?.many ? [] : null;
  return { type, [kind?.selected ?? 'value']: initial ?? empty };
}

/** Tells a field that was left empty. */
export function isBlank(state: Json): boolean {
  const { type: _type, ...rest } = state;
  return Object.values(rest).every(
    (value) => value === null || value === '' || (Array.isArray(value) && value.length === 0),
  );
}

/** The inputs of a view with their blocks; `label` is what people read above them. */
export function inputsOf(view: View): { blockId: string; label: string; optional: boolean; element: Json }[] {
  return view.blocks
    .filter(({ type }) => type === 'input')
    .flatMap((block) =>
      elementsOf(block).map((element) => ({
        blockId: String(block['block_id']),
        label: wordsOf(block['label']),
        optional: block['optional'] === true,
        element,
      })),
    );
}
