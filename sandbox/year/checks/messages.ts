import type { Message } from '../../slack/sandbox.ts';

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const weekday = (day: string): string => WEEKDAYS[new Date(`${day}T12:00Z`).getUTCDay()] as string;
const date = (day: string): string => `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;

/** A day as messages call it: `Mon 23 Nov`. */
export const shortDay = (day: string): string => `${weekday(day).slice(0, 3)} ${date(day)}`;

/** A day as its announcement calls it: `Monday, 23 Nov`. */
export const longDay = (day: string): string => `${weekday(day)}, ${date(day)}`;

/** The messages that say something. */
export const saying = (messages: readonly Message[], text: string | RegExp): Message[] =>
  messages.filter((message) => (typeof text === 'string' ? message.text.includes(text) : text.test(message.text)));

/** Somebody's name in a message. */
export const pinged = (user: string): string => `<@${user}>`;
