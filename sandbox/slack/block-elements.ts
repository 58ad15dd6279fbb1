import {
  boxOption,
  confirmation,
  conversationFilter,
  dispatchConfig,
  identifier,
  imageFields,
  initialIsOffered,
  menuOption,
  optionGroup,
  overflowOption,
  plainText,
} from './block-parts.ts';
import { type Check, exactlyOne, flag, list, object, oneOf, pattern, type Shape, text, whole } from './check.ts';
import { richText } from './rich-text.ts';

// The limits are those of https://docs.slack.dev/reference/block-kit/block-elements and of @slack/types.

const id = text(255);
const date = pattern(/^\d{4}-\d{2}-\d{2}$/, 'a date, YYYY-MM-DD');
const time = pattern(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time, HH:mm');
const action = { action_id: identifier };
const focus = { ...action, focus_on_load: flag };
const menu = { ...focus, confirm: confirmation, placeholder: plainText(150) };
const field = { ...focus, placeholder: plainText(150), dispatch_action_config: dispatchConfig };
const several = { max_selected_items: whole(1, 100) };
const choices = { options: list(menuOption, 100), option_groups: list(optionGroup, 100) };

const both =
  (...checks: readonly Check[]): Check =>
  (value, at, problems) => {
    for (const check of checks) check(value, at, problems);
  };
const offersOptions = both(exactlyOne('options', 'option_groups'), initialIsOffered);
const shape = (must: Record<string, Check>, may: Record<string, Check>, also?: Check): Check =>
  object({ must, may, ...(also ? { also } : {}) } satisfies Shape);

const button = shape(
  { text: plainText(75) },
  {
    ...action,
    value: text(2000),
    url: text(3000),
    style: oneOf('primary', 'danger'),
    confirm: confirmation,
    accessibility_label: text(75),
  },
);

const boxes = { ...focus, confirm: confirmation };

const singleMenus: Record<string, Check> = {
  static_select: shape({}, { ...menu, ...choices, initial_option: menuOption }, offersOptions),
  external_select: shape({}, { ...menu, initial_option: menuOption, min_query_length: whole(0, 100) }),
  users_select: shape({}, { ...menu, initial_user: id }),
  conversations_select: shape(
    {},
    {
      ...menu,
      initial_conversation: id,
      default_to_current_conversation: flag,
      response_url_enabled: flag,
      filter: conversationFilter,
    },
  ),
  channels_select: shape({}, { ...menu, initial_channel: id, response_url_enabled: flag }),
};

const multiMenus: Record<string, Check> = {
  multi_static_select: shape(
    {},
    { ...menu, ...several, ...choices, initial_options: list(menuOption, 100) },
    offersOptions,
  ),
  multi_external_select: shape(
    {},
    { ...menu, ...several, initial_options: list(menuOption, 100), min_query_length: whole(0, 100) },
  ),
  multi_users_select: shape({}, { ...menu, ...several, initial_users: list(id, 100, 0) }),
  multi_conversations_select: shape(
    {},
    {
      ...menu,
      ...several,
      initial_conversations: list(id, 100, 0),
      default_to_current_conversation: flag,
      filter: conversationFilter,
    },
  ),
  multi_channels_select: shape({}, { ...menu, ...several, initial_channels: list(id, 100, 0) }),
};

const pickers: Record<string, Check> = {
  checkboxes: shape(
    { options: list(boxOption, 10) },
    { ...boxes, initial_options: list(boxOption, 10) },
    initialIsOffered,
  ),
  radio_buttons: shape({ options: list(boxOption, 10) }, { ...boxes, initial_option: boxOption }, initialIsOffered),
  datepicker: shape({}, { ...menu, initial_date: date }),
  timepicker: shape({}, { ...menu, initial_time: time, timezone: text(255) }),
  datetimepicker: shape({}, { ...boxes, initial_date_time: whole(1_000_000_000, 9_999_999_999) }),
};

const richTextInput = shape(
  {},
  { ...field, initial_value: richText, min_lines: whole(1, 100), max_lines: whole(1, 100) },
);

const fields: Record<string, Check> = {
  plain_text_input: shape(
    {},
    {
      ...field,
      initial_value: text(3000, 0),
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
  ),
  email_text_input: shape({}, { ...field, initial_value: text(3000) }),
  url_text_input: shape({}, { ...field, initial_value: text(3000) }),
  number_input: shape(
    { is_decimal_allowed: flag },
    { ...field, initial_value: text(100), min_value: text(100), max_value: text(100) },
  ),
  file_input: shape({}, { ...action, filetypes: list(text(20), 100), max_files: whole(1, 10) }),
};

const overflow = shape({ options: list(overflowOption, 5) }, { ...action, confirm: confirmation });

/** Elements that an `actions` block takes, by type. */
export const actionElements: Readonly<Record<string, Check>> = {
  button,
  overflow,
  ...pickers,
  ...singleMenus,
  ...multiMenus,
  rich_text_input: richTextInput,
};

/** Elements that may stand beside the text of a `section`, by type. */
export const accessoryElements: Readonly<Record<string, Check>> = {
  button,
  overflow,
  image: object(imageFields),
  ...pickers,
  ...singleMenus,
  ...multiMenus,
};

/** Elements that an `input` block takes, by type. */
export const inputElements: Readonly<Record<string, Check>> = {
  ...fields,
  ...pickers,
  ...singleMenus,
  ...multiMenus,
  rich_text_input: richTextInput,
};
