import type { Refused } from '../../slack/refused.ts';
import type { Reply } from '../../slack/reply.ts';
import { saying } from '../../slack/said.ts';
import { mention } from '../../slack/text.ts';
import { typedBack } from '../../slack/typed-back.ts';
import { openResolveForm } from '../ending/slack.ts';
import type { Incident } from '../incident.ts';
import { listReply } from '../looking/list-blocks.ts';
import { openIncidents } from '../looking/open-incidents.ts';
import { timelineReply } from '../looking/timeline-blocks.ts';
import { note } from '../note.ts';
import { page } from '../paging/page.ts';
import { reopen, resolve } from '../resolve.ts';
import { type IncidentCommand, readIncident } from '../rules/typed.ts';
import { giveRole } from '../take-role.ts';
import { update } from '../telling/update.ts';
import { timelineOf } from '../timeline.ts';
import { cannotLead } from './cannot-lead.ts';
import { incidentHelp } from './incident-help.ts';
import { meantIncident } from './meant.ts';
import { openOpening } from './open-flow.ts';
import type { Acting, IncidentSlackParts } from './parts.ts';
import { whichReply } from './which-blocks.ts';

/** What somebody typed after `/incident`, and in which channel. */
export type TypedCommand = Acting & { text: string; channelId: string };

/** `/incident list` shows no more. */
const MOST_LISTED = 20;

/** Does what somebody typed after `/incident`. @returns null when a form is the answer. */
export async function answerIncident(typed: TypedCommand, parts: IncidentSlackParts): Promise<Reply | null> {
  const command = readIncident(typed.text);
  if ('problem' in command) return saying(command.problem);
  switch (command.act) {
    case 'open':
      await openOpening({ title: command.title }, typed, parts);
      return null;
    case 'list':
      return listReply(await openIncidents(parts.db, MOST_LISTED), parts.config.timezone);
    case 'help':
      return saying(incidentHelp);
    default:
      return answerAbout(command, typed, parts);
  }
}

/** A command that is about one incident. */
type About = Extract<IncidentCommand, { incident: unknown }>;

async function answerAbout(command: About, typed: TypedCommand, parts: IncidentSlackParts): Promise<Reply | null> {
  const wanted = command.act === 'reopen' ? 'resolved' : 'open';
  const meant = await meantIncident({ named: command.incident, channelId: typed.channelId, wanted }, parts.db);
  if ('problem' in meant) return refusing(meant.problem, { command, typed });
  if ('choices' in meant) return whichReply(typed.text, meant.choices);
  return answerIn(meant, { command, typed }, parts);
}

/** A command as somebody typed it, and as it is understood. */
type Understood = { command: About; typed: TypedCommand };

async function answerIn(incident: Incident, understood: Understood, parts: IncidentSlackParts): Promise<Reply | null> {
  const { command, typed } = understood;
  const { id, name } = incident;
  const asked = { id, by: typed.user };
  const replyTo = (outcome: object | Refused, done: string): Reply =>
    'problem' in outcome ? refusing(outcome.problem, understood) : saying(done);
  switch (command.act) {
    case 'timeline':
      return timelineReply(incident, await timelineOf(parts.db, id), parts.config.timezone);
    case 'note':
      return replyTo(await note({ ...asked, text: command.text }, parts), `Noted on the timeline of ${name}.`);
    case 'update':
      return replyTo(await update({ ...asked, text: command.text }, parts), `Everybody who follows ${name} is told.`);
    case 'page': {
      const paged = await page({ ...asked, whom: command.whom }, parts);
      return 'problem' in paged ? saying(paged.problem) : paged.reply;
    }
    case 'handoff':
      return handOff(incident, { by: typed.user, to: command.user }, parts);
    case 'resolve':
      if (command.text !== '')
        return replyTo(await resolve({ ...asked, text: command.text }, parts), `${name} is resolved.`);
      await openResolveForm({ id, trigger: typed.trigger }, parts);
      return null;
    case 'reopen':
      return replyTo(await reopen(asked, parts), `${name} is open again.`);
    default:
      return command satisfies never;
  }
}

async function handOff(
  { id, name }: Incident,
  { by, to }: { by: string; to: string },
  parts: IncidentSlackParts,
): Promise<Reply> {
  const refused = await cannotLead(to, parts);
  if (refused !== null) return saying(refused.problem);
  const given = await giveRole({ id, by, role: 'ic', to }, parts);
  return saying('problem' in given ? given.problem : `${mention(to)} leads ${name} now.`);
}

/** A text is given back: somebody thought about it. */
const refusing = (problem: string, { command, typed }: Understood): Reply =>
  'text' in command && command.text !== '' ? typedBack(problem, typed.text) : saying(problem);
