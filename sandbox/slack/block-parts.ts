import { byType, type Check, exactlyOne, flag, isObject, list, object, oneOf, problem, text } from './check.ts';

// The limits are those of https://docs.slack.dev/reference/block-kit/composition-objects and of @slack/types.

const plain = (max: number) => object({ must: { text: text(max) }, may: { emoji: flag } });
const mrkdwn = (max: number) => object({ must: { text: text(max) }, may: { verbatim: flag } });

/** A `plain_text` object of at most `max` characters. */
export const plainText = (max: number): Check => byType({ plain_text: plain(max) });

/** A `plain_text` or `mrkdwn` object of at most `max` characters. */
export const anyText = (max: number): Check => byType({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

/** A text object of any kind, with the rule for it by its type. */
export const textTypes = (max: number): Record<string, Check> => ({ plain_text: plain(max), mrkdwn: mrkdwn(max) });

/** An `action_id`, `block_id` or `callback_id`. */
export const identifier: Check = text(255);

/** The question before an action. */
export const confirmation: Check = object({
  must: { text: anyText(300) },
  may: { title: plainText(100), confirm: plainText(30), deny: plainText(30), style: oneOf('primary', 'danger') },
});

// Newer pages allow 150 characters of value; the client library says 75, and what fits that fits everywhere.
const OPTION_VALUE = 75;

function option(label: Check, urls: boolean): Check {
  const may = { description: anyText(75), ...(urls ? { url: text(3000) } : {}) };
  return object({ must: { text: label, value: text(OPTION_VALUE) }, may });
}

/** An option of a menu. */
export const menuOption: Check = option(plainText(75), false);
/** An option of an overflow menu, which may be a link. */
export const overflowOption: Check = option(plainText(75), true);
/** An option of radio buttons or checkboxes, which may be formatted. */
export const boxOption: Check = option(anyText(75), false);

/** A group of options under a label. */
export const optionGroup: Check = object({ must: { label: plainText(75), options: list(menuOption, 100) } });

/** What was chosen from the start must be among the options, letter by letter. */
export const initialIsOffered: Check = (value, at, problems) => {
  if (!isObject(value)) return;
  const groups = Array.isArray(value['option_groups']) ? value['option_groups'] : [];
  const grouped: unknown[] = groups.flatMap((group: unknown) => (isObject(group) ? group['options'] : []));
  const options = Array.isArray(value['options']) ? value['options'] : grouped;
  const offered = new Set(options.map((each) => (isObject(each) ? each['value'] : undefined)));
  const initial = value['initial_option'] === undefined ? value['initial_options'] : [value['initial_option']];
  for (const each of Array.isArray(initial) ? initial : []) {
    if (isObject(each) && !offered.has(each['value'])) problems.push(problem('initial option is not an option', at));
  }
};

/** A file of Slack's own, by its id or its address. */
export const slackFile: Check = object({ may: { id: text(255), url: text(3000) }, also: exactlyOne('id', 'url') });

/** The fields of an image, in a block or beside text. */
export const imageFields = {
  must: { alt_text: text(2000) },
  may: { image_url: text(3000), slack_file: slackFile, image_width: text(10), image_height: text(10) },
  also: exactlyOne('image_url', 'slack_file'),
};

/** When typing into a field tells the app. */
export const dispatchConfig: Check = object({
  must: { trigger_actions_on: list(oneOf('on_enter_pressed', 'on_character_entered'), 2) },
});

/** Which conversations a menu offers. */
export const conversationFilter: Check = object({
  may: {
    include: list(oneOf('im', 'mpim', 'private', 'public'), 4),
    exclude_external_shared_channels: flag,
    exclude_bot_users: flag,
  },
});
