import { addDays, dayIn } from '../duty/days.ts';
import { keptStandings } from '../duty/schedule/kept-standings.ts';
import { aroundToday } from '../duty/schedule/schedule.ts';
import { standings, whoIsOnDuty } from '../duty/standing.ts';
import type { Impact } from '../incidents/rules/impact.ts';
import type { Say } from '../outbox/say.ts';
import type { Trx } from '../store/tables.ts';
import { checked, type Faults } from './checked.ts';
import { followTicket } from './followers.ts';
import { insertTicketEvents } from './history.ts';
import { callForCritical } from './paging/call.ts';
import type { SupportParts } from './parts.ts';
import { type AnswerWithin, dueAt, type Span } from './rules/promise.ts';
import { cardOf } from './show.ts';
import type { Ticket } from './ticket.ts';
import { findAskedAs, insertTicket, type NewTicketRow, updateTicket } from './ticket-store.ts';

/** A ticket to be. Texts are as they were typed; people in them are `@U0ADA`, or as Slack writes them. */
export type TicketDraft = {
  /** What asks for it (a form's id, a client's key): the same again raises nothing. */
  askedAs: string;
  source: Ticket['source'];
  title: string;
  summary: string;
  impact: Impact;
  deployments: readonly string[];
  link: string | null;
  /** Who raises it: somebody in Slack, or through a client of the API whomever that names. */
  by: { user: string } | { client: string; creator: string };
};

/** So many days ahead the hours of the rotations are looked at, to tell by when somebody looks. */
const DAYS_AHEAD = 60;

/**
 * Raises a ticket: its row, its card in #bugs, and for a critical one the call for whoever has the duty, in one
 * transaction. The same request again finds the ticket that it raised.
 * @returns what is wrong, by field, when it cannot be raised; nothing is kept then.
 */
export async function raiseTicket(draft: TicketDraft, parts: SupportParts): Promise<Ticket | Faults> {
  const texts = checked(draft);
  if ('faults' in texts) return texts;
  const known = await findAskedAs(parts.db, draft.askedAs);
  if (known) return known;
  const now = parts.clock.now();
  const row = { ...rowOf(draft, now), ...texts, ...(await dutyNow(now, parts)), channel: parts.config.channels.bugs };
  const due = dueAt({ impact: draft.impact, openedAt: now }, promiseFrom(now, parts));
  return parts.outbox.commit((trx, say) => keep(trx, say, { ...row, due_at: due?.toISOString() ?? null }, parts));
}

/** What promises are reckoned with from an instant on. */
export function promiseFrom(
  now: Date,
  { schedule, config }: Pick<SupportParts, 'schedule' | 'config'>,
): { within: AnswerWithin; hours: Span[] } {
  const today = dayIn(now, config.timezone);
  const hours = schedule.hours({ from: addDays(today, -1), to: addDays(today, DAYS_AHEAD) });
  return { within: config.support.answer_within, hours };
}

function rowOf({ askedAs, source, impact, link, by }: TicketDraft, now: Date) {
  const at = now.toISOString();
  const who =
    'user' in by
      ? { reporter: by.user, client: null, creator: null }
      : { reporter: null, client: by.client, creator: by.creator };
  return {
    ...{ asked_as: askedAs, source, ...who, impact, link, opened_at: at, changed_at: at },
    ...{ state: 'untriaged', state_by: null, state_at: null, assignee: null, ticket: null, reason: null },
    ...{ resolution: null, first_look_at: null, closed_at: null, message_id: '', incident: null, joined_to: null },
    ...{ reminded_at: null, escalated_at: null },
  };
}

/**
 * Who has the duty now, else who has it next and from when: by the schedule as it is kept, for whoever sent the form waits
 * three seconds for Slack; only where there is none yet it is planned first.
 */
async function dutyNow(now: Date, { db, schedule, config: { timezone: zone } }: SupportParts) {
  const kept = await keptStandings(db, now, zone);
  const isPlanned = [kept.ic, kept.oncall].some(({ now: present, next }) => present !== null || next !== null);
  const both = isPlanned ? kept : standings(await schedule.shifts(aroundToday(now, zone)), now);
  const present = whoIsOnDuty(both);
  if (present !== null) return { duty_member: present, duty_from: null };
  const held = [both.ic.nextHeld, both.oncall.nextHeld].flatMap((shift) => shift ?? []);
  const [next] = held.toSorted((one, other) => one.start.getTime() - other.start.getTime());
  return { duty_member: next?.member ?? null, duty_from: next?.start.toISOString() ?? null };
}

async function keep(trx: Trx, say: Say, row: NewTicketRow, parts: SupportParts): Promise<Ticket> {
  const fresh = await insertTicket(trx, row);
  // Another replica was asked for it at the same time.
  if (fresh === null) return (await findAskedAs(trx, row.asked_as)) as Ticket;
  const { reporter, creator, openedAt, channel, impact } = fresh;
  if (reporter !== null) await followTicket(trx, fresh.id, reporter);
  const lane = impact === 1 ? 'page' : 'alert';
  const message_id = say.post({ lane, channel, content: await cardOf(trx, fresh, parts) });
  const ticket = await updateTicket(trx, fresh.id, { message_id });
  const text = `raised it: ${ticket.title}`;
  await insertTicketEvents(trx, ticket.id, [{ at: openedAt, by: reporter ?? creator, kind: 'raised', text }]);
  if (impact === 1) await callForCritical(trx, say, ticket, parts);
  return ticket;
}
