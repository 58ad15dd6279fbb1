import type { AlarmEvent, Condition, Delivery, Reading } from '../alerts/alarm-event.ts';
import type { Carriage } from './read-carriage.ts';
import { boundedKey, eventId } from './read-event-id.ts';
import { showable } from './read-facts.ts';
import { bounded, rejected } from './read-rejected.ts';
import { oneLine, paragraph } from './read-text.ts';
import { parseEpoch, parseInstant, when } from './read-time.ts';
import { unwrap } from './read-unwrap.ts';
import { type Fields, fields, kindOf, label, line, list, text } from './read-values.ts';

const MARKS = [
  'check_id',
  'check_name',
  'check_type',
  'check_params',
  'current_state',
  'previous_state',
  'state_changed_timestamp',
];
// Uptime checks are UP or DOWN, transaction checks SUCCESS or FAILING. https://www.pingdom.com/resources/webhooks/
const CONDITIONS: ReadonlyMap<string, Condition> = new Map([
  ['DOWN', 'firing'],
  ['FAILING', 'firing'],
  ['UP', 'recovered'],
  ['SUCCESS', 'recovered'],
]);

/** Whether it is a webhook body of Pingdom. */
export const isPingdom = (value: Fields): boolean => MARKS.filter((mark) => mark in value).length >= 3;

/** Reads a payload of which only Pingdom can be the sender. Never empty. */
export function readPingdom(payload: string, delivery: Delivery): Reading[] {
  const readings = unwrap(payload, delivery).map((found) => {
    if (found.kind === 'rejected') return found;
    const isCheck = found.kind === 'object' && MARKS.some((mark) => mark in found.value);
    return isCheck ? readCheck(found.value, found.carriage) : rejected('it is no webhook body of Pingdom', payload);
  });
  return bounded(readings, payload);
}

/** Reads the change of one check. */
export function readCheck(check: Fields, carriage: Carriage): Reading {
  const state = text(check['current_state']);
  const condition = CONDITIONS.get(state ?? '');
  if (state === null || !condition) {
    const problem = state === null ? kindOf(check['current_state']) : 'none of UP, DOWN, SUCCESS, FAILING';
    return rejected(`current_state is ${problem}`, carriage.text);
  }
  const checkId = label(check['check_id']);
  const name = line(check['check_name'], 255) ?? (checkId && `check ${oneLine(checkId, 50)}`);
  if (!name) return rejected('check_id and check_name are missing', carriage.text);
  const own = parseEpoch(check['state_changed_timestamp'], 1_000) ?? parseInstant(check['state_changed_utc_time']);
  const { at, instant } = when(own, carriage);
  const identity = { source: 'pingdom' as const, key: boundedKey(checkId ?? name), condition };
  const event: AlarmEvent = {
    id: eventId(identity, instant, `${carriage.messageId ?? ''}|${carriage.text}`),
    ...identity,
    alarm: name,
    at,
    ...wordsOf(check, state, condition),
    account: null,
    region: null,
    metric: null,
    url: linkOf(check, checkId),
    tags: {},
    facts: factsOf(check),
    muted: null,
    topic: carriage.topic,
  };
  return { kind: 'event', event };
}

function wordsOf(check: Fields, state: string, condition: Condition) {
  const [short, long] = [text(check['description']), text(check['long_description'])];
  const host = text(fields(check['check_params'])['hostname']);
  const what =
    condition === 'firing' && short ? `${state}: ${short}` : condition === 'firing' ? state : `${state} again`;
  return {
    title: oneLine(host ? `${what} (${host})` : what, 150),
    description: paragraph(text(check['custom_message'])),
    reason: paragraph(long ?? short),
  };
}

/** Transaction checks have a page of their own. */
function linkOf(check: Fields, checkId: string | null): string | null {
  if (checkId === null || !/^\d{1,15}$/.test(checkId)) return null;
  const report = check['check_type'] === 'TRANSACTION' ? 'transactions' : 'uptime';
  return `https://my.pingdom.com/app/reports/${report}#check=${checkId}`;
}

/** Of the parameters only the address: its query and the headers may hold secrets. */
function factsOf(check: Fields): AlarmEvent['facts'] {
  const params = fields(check['check_params']);
  const url = URL.parse(text(params['full_url']) ?? '');
  return showable([
    ['Type', check['check_type']],
    ['Address', url?.host ? `${url.protocol}//${url.host}${url.pathname}` : params['hostname']],
    ['Importance', check['importance_level']],
    ['Before', check['previous_state']],
    ['Seen from', fields(check['first_probe'])['location']],
    ['Confirmed from', fields(check['second_probe'])['location']],
    [
      'Tags',
      list(check['tags'])
        .map((tag) => label(tag) ?? label(fields(tag)['name']) ?? '')
        .join(', '),
    ],
  ]);
}
