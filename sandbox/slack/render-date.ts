import type { World } from './world.ts';

type Words = (at: Date, zone: string) => string;

const words =
  (locale: string, options: Intl.DateTimeFormatOptions): Words =>
  (at, zone) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: zone }).format(at);

const dayNumber = words('sv-SE', { year: 'numeric', month: '2-digit', day: '2-digit' });
const time = words('en-GB', { hour: '2-digit', minute: '2-digit' });
const long = words('en-US', { weekday: 'long', month: 'long', day: 'numeric', year: 'numeric' });
const full = words('en-US', { month: 'long', day: 'numeric', year: 'numeric' });
const noYear = words('en-US', { month: 'long', day: 'numeric' });
const short = words('en-US', { month: 'short', day: 'numeric', year: 'numeric' });

/** https://docs.slack.dev/messaging/formatting-message-text#date-formatting */
const FORMATS: Readonly<Record<string, Words>> = {
  date_num: dayNumber,
  date_slash: words('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric' }),
  date_long: long,
  date_long_full: full,
  date: noYear,
  date_short: short,
  time,
  time_secs: words('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
};

const PRETTY: Readonly<Record<string, Words>> = {
  date_pretty: noYear,
  date_short_pretty: short,
  date_long_pretty: long,
  day_divider_pretty: noYear,
};

/** The zone of whoever looks: the first person of the workspace. */
export function viewerZone({ users }: World): string {
  return [...users.values()].find(({ isBot }) => !isBot)?.tz ?? 'Etc/UTC';
}

/** A `<!date^seconds^format|fallback>`, in the zone of the first person of the workspace. */
export function renderDate(world: World, [seconds = '', format = '']: readonly string[], fallback: string): string {
  const at = new Date(Number(seconds) * 1000);
  if (seconds === '' || Number.isNaN(at.getTime())) return fallback;
  const zone = viewerZone(world);
  const now = world.clock.now();
  let unknown = false;
  const told = format.replace(/\{(\w+)\}/g, (whole, name: string) => {
    if (name === 'ago') return ago(at, now);
    const pretty = PRETTY[name];
    const plain = FORMATS[name];
    if (pretty) return nearDay(at, now, zone) ?? pretty(at, zone);
    if (!plain) unknown = true;
    return plain?.(at, zone) ?? whole;
  });
  return unknown ? fallback : told;
}

function nearDay(at: Date, now: Date, zone: string): string | null {
  const days = (Date.parse(dayNumber(at, zone)) - Date.parse(dayNumber(now, zone))) / 86_400_000;
  return { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' }[String(days)] ?? null;
}

function ago(at: Date, now: Date): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [unit, size] = units.find(([, each]) => Math.abs(seconds) >= each) ?? (['second', 1] as const);
  return new Intl.RelativeTimeFormat('en-US').format(Math.trunc(seconds / size), unit);
}
