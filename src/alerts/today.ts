import { TZDate } from '@date-fns/tz';
import { startOfDay } from 'date-fns/startOfDay';
import { subDays } from 'date-fns/subDays';
import type { Db } from '../store/tables.ts';
import { type Alert, toAlert } from './alert.ts';
import { alertsInState, countByState, countInState, type Span } from './list-store.ts';
import { type TriageState, triageStates } from './states.ts';

/** Untriaged alerts of the days before stay on today's list for so long. */
const EARLIER_DAYS = 7;
/** Later than any time of arrival. */
const FOREVER = '9999';

/** Alerts of one state on today's list; `earlier` are those left from the days before. */
export type Group = { state: TriageState; earlier: boolean; count: number };
/** An alert with where Slack shows it. */
export type Shown = { alert: Alert; channelId: string | null; ts: string | null };
/** A page of today's list: all groups with their counts, and the alerts of this page under their groups. */
export type TodayPage = { groups: Group[]; shown: { group: Group; alerts: Shown[] }[]; page: number; pages: number };

/** What is left and what was done today, untriaged first; a day begins at midnight in `zone`. */
export async function today(
  db: Db,
  { now, zone, page, size }: { now: Date; zone: string; page: number; size: number },
): Promise<TodayPage> {
  const midnight = startOfDay(new TZDate(now, zone));
  const spans = {
    today: { from: new Date(midnight).toISOString(), until: FOREVER },
    earlier: { from: subDays(midnight, EARLIER_DAYS).toISOString(), until: new Date(midnight).toISOString() },
  };
  const groups = await countGroups(db, spans);
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const pages = Math.max(1, Math.ceil(total / size));
  const current = Math.min(Math.max(0, page), pages - 1);
  return { groups, shown: await load(db, groups, spans, { offset: current * size, size }), page: current, pages };
}

type Spans = { today: Span; earlier: Span };

async function countGroups(db: Db, spans: Spans): Promise<Group[]> {
  const counts = await countByState(db, spans.today.from);
  const earlier = await countInState(db, 'untriaged', spans.earlier);
  return triageStates.flatMap((state) => [
    { state, earlier: false, count: counts.get(state) ?? 0 },
    ...(state === 'untriaged' ? [{ state, earlier: true, count: earlier }] : []),
  ]);
}

/** Reads only the groups that the page touches. */
async function load(db: Db, groups: Group[], spans: Spans, { offset, size }: { offset: number; size: number }) {
  const shown: TodayPage['shown'] = [];
  let before = 0;
  for (const group of groups) {
    const skip = Math.max(0, offset - before);
    const take = Math.min(group.count - skip, offset + size - before - skip);
    before += group.count;
    if (take <= 0) continue;
    const rows = await alertsInState(db, group.state, group.earlier ? spans.earlier : spans.today, skip, take);
    const alerts = rows.map((row) => ({ alert: toAlert(row), channelId: row.channel_id, ts: row.ts }));
    shown.push({ group, alerts });
  }
  return shown;
}
