import type { ModalView } from '@slack/types';
import { clip } from '../../clip.ts';
import type { Submitted } from '../../slack/form-values.ts';
import { MOST_TYPED, textForm } from '../../slack/forms.ts';
import { knownTeamUrl } from '../../slack/identity.ts';
import { openAtOnce } from '../../slack/open-at-once.ts';
import { namingNobody } from '../../slack/outside.ts';
import { permalink } from '../../slack/permalink.ts';
import { plainText } from '../../slack/plain-text.ts';
import { escaped, mention, oneLine, slackTime } from '../../slack/text.ts';
import { LONGEST_TITLE } from '../checked.ts';
import { raiseTicket } from '../raise.ts';
import type { Ticket } from '../ticket.ts';
import type { SupportSlackParts } from './parts.ts';
import { RAISE_TITLE, raiseForm, ticketIn } from './raise-form.ts';

/** Opens the form to raise a ticket for whoever typed `/bug`; `trigger` is Slack's leave to open one. */
export async function openRaising(
  { title, trigger }: { title: string; trigger: string },
  { client, config }: SupportSlackParts,
): Promise<void> {
  const view = raiseForm({ title, summary: '', link: null }, choicesOf(config));
  await client.views.open({ trigger_id: trigger, view });
}

/** A message as somebody points at it; `text` is as Slack sends it, `bot` whether no person wrote it. */
export type PointedAt = { channelId: string; ts: string; threadTs: string | null; text: string; bot: boolean };

/** Opens the form with a message in it, as a critical issue: at once, and filled as soon as its address is known. */
export async function openRaisingFrom(
  message: PointedAt,
  { trigger }: { trigger: string },
  parts: SupportSlackParts,
): Promise<void> {
  const { channelId, ts, threadTs, text, bot } = message;
  const words = bot ? namingNobody(plainText(text)) : plainText(text);
  const whole = async () => {
    const url = permalink(await knownTeamUrl(parts.db), channelId, ts);
    const inThread = threadTs === null || threadTs === ts ? '' : `?thread_ts=${threadTs}&cid=${channelId}`;
    const [first = ''] = words.trim().split('\n');
    const title = clip(oneLine(first), LONGEST_TITLE);
    const summary = clip(words.trim(), MOST_TYPED);
    const typed = { title, summary, link: url && `${url}${inThread}`, impact: 1 as const };
    return raiseForm(typed, choicesOf(parts.config));
  };
  await openAtOnce({ title: RAISE_TITLE, trigger, whole }, parts);
}

const choicesOf = ({ deployments, support }: SupportSlackParts['config']) => ({
  deployments,
  within: support.answer_within,
});

/** What Slack shows once the form was submitted. */
type Shown =
  | { response_action: 'update'; view: ModalView }
  | { response_action: 'errors'; errors: Record<string, string> };

/** Raises the ticket that a form asks for, once however often it comes. */
export async function submitRaising(
  form: Submitted & { id: string },
  by: string,
  parts: SupportSlackParts,
): Promise<Shown> {
  const link = form.private_metadata === '' ? null : form.private_metadata;
  const source = link === null ? 'form' : 'message';
  const raised = await raiseTicket(
    { ...ticketIn(form), askedAs: `form ${form.id}`, source, link, by: { user: by } },
    parts,
  );
  if ('faults' in raised) return { response_action: 'errors', errors: raised.faults };
  return { response_action: 'update', view: textForm(RAISE_TITLE, raisedWords(raised, parts.config.timezone)) };
}

function raisedWords({ name, title, duty, dueAt, impact }: Ticket, zone: string): string {
  const who =
    duty === null
      ? 'Nobody is on duty in the next days; the admins see it in the channel.'
      : duty.from === null
        ? `${mention(duty.member)} is on duty${impact === 1 ? ' and is called now' : ''}.`
        : `${mention(duty.member)} is on duty next, from ${slackTime(duty.from, zone)}.`;
  const when = dueAt === null ? '' : ` Somebody looks by ${slackTime(dueAt, zone)}.`;
  return `*${name} ${escaped(title)}* is raised. ${who}${when} You hear from me as it moves: you need not ask.`;
}
