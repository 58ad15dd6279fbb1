import { JOINER, namingNobody } from '../../slack/outside.ts';
import { oneLine } from '../../slack/text.ts';

/** What PostgreSQL cannot keep (NUL) or Slack not show; line breaks and tabs stay. */
const CONTROLS = /(?![\t\n\r])\p{Cc}/gu;

/**
 * Text that a client sent, made such that it names nobody in Slack, neither as it stands nor as Markdown. It looks as
 * before: `asTheySaid` gives it back as it came.
 */
export function harmless(text: string): string {
  const clean = text.toWellFormed().replaceAll(JOINER, '').replace(CONTROLS, ' ');
  return namingNobody(clean);
}

/** Somebody whom a client names, on one line. A name that looks like a Slack user id stays text: nobody is mentioned. */
export function harmlessName(name: string): string {
  const shown = harmless(oneLine(name.replaceAll(JOINER, ''))).trim();
  return /^[UW][A-Z0-9]+$/.test(shown) ? `${JOINER}${shown}` : shown;
}

/** JSON in which texts are as their authors wrote them, without what we put in. */
export const asTheySaid = (json: string): string => json.replaceAll(JOINER, '');
