/** Characters of the emoji that turn up in alerts and in people's reactions, by Slack's names for them. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['+1', '👍'],
  ['thumbsup', '👍'],
  ['-1', '👎'],
  ['alarm_clock', '⏰'],
  ['ambulance', '🚑'],
  ['arrow_down', '⬇️'],
  ['arrow_right', '➡️'],
  ['arrow_up', '⬆️'],
  ['arrows_counterclockwise', '🔄'],
  ['ballot_box_with_check', '☑️'],
  ['bangbang', '‼️'],
  ['beetle', '🐞'],
  ['bell', '🔔'],
  ['no_bell', '🔕'],
  ['black_circle', '⚫'],
  ['blue_book', '📘'],
  ['book', '📖'],
  ['boom', '💥'],
  ['bug', '🐛'],
  ['bulb', '💡'],
  ['calendar', '📆'],
  ['chart_with_downwards_trend', '📉'],
  ['chart_with_upwards_trend', '📈'],
  ['clock1', '🕐'],
  ['closed_book', '📕'],
  ['eyes', '👀'],
  ['exclamation', '❗'],
  ['fire', '🔥'],
  ['fire_engine', '🚒'],
  ['gear', '⚙️'],
  ['ghost', '👻'],
  ['grey_question', '❔'],
  ['hammer_and_wrench', '🛠️'],
  ['heart_eyes', '😍'],
  ['heavy_check_mark', '✔️'],
  ['hourglass', '⌛'],
  ['hourglass_flowing_sand', '⏳'],
  ['information_source', 'ℹ️'],
  ['large_blue_circle', '🔵'],
  ['large_green_circle', '🟢'],
  ['large_orange_circle', '🟠'],
  ['large_yellow_circle', '🟡'],
  ['link', '🔗'],
  ['loudspeaker', '📢'],
  ['mag', '🔍'],
  ['memo', '📝'],
  ['mute', '🔇'],
  ['no_entry', '⛔'],
  ['no_entry_sign', '🚫'],
  ['notebook', '📓'],
  ['outbox_tray', '📤'],
  ['pager', '📟'],
  ['pencil2', '✏️'],
  ['point_right', '👉'],
  ['pray', '🙏'],
  ['question', '❓'],
  ['red_circle', '🔴'],
  ['repeat', '🔁'],
  ['rocket', '🚀'],
  ['rotating_light', '🚨'],
  ['satellite_antenna', '📡'],
  ['siren', '🚨'],
  ['sos', '🆘'],
  ['stopwatch', '⏱️'],
  ['tada', '🎉'],
  ['thinking_face', '🤔'],
  ['ticket', '🎫'],
  ['traffic_light', '🚥'],
  ['warning', '⚠️'],
  ['wave', '👋'],
  ['white_check_mark', '✅'],
  ['white_circle', '⚪'],
  ['wrench', '🔧'],
  ['x', '❌'],
  ['zzz', '💤'],
]);

// https://www.unicode.org/reports/tr51/#Emoji_Modifiers_Table: Slack's tones 2 to 6 are Fitzpatrick's types.
const FIRST_TONE = 0x1f3fb;

/** The character of an emoji; its name in colons when the sandbox has no picture of it. */
export function emojiCharacter(name: string): string {
  const [plain = name, tone] = name.split('::skin-tone-');
  const character = CHARACTERS.get(plain);
  if (!character) return `:${name}:`;
  return tone === undefined ? character : character + String.fromCodePoint(FIRST_TONE + Number(tone) - 2);
}

/** Puts characters in the place of `:names:`. */
export function withEmoji(text: string): string {
  return text.replace(/:([a-z0-9_+-]+(?:::skin-tone-[2-6])?):/g, (_whole, name: string) => emojiCharacter(name));
}
