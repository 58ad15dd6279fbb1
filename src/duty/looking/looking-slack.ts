import type { App, BlockAction, ButtonAction } from '@slack/bolt';
import type { Asked, Reply } from '../../slack/reply.ts';
import { answerCalendar, type CalendarLinkParts, REVOKE_LINKS, revokeMine } from '../calendar/show-calendar.ts';
import type { MonthParts } from './draw-month.ts';
import { postMonthPicture } from './month-picture.ts';
import { MONTH_PICTURE } from './schedule-blocks.ts';
import { answerNow, type NowParts } from './show-duty.ts';
import { answerSchedule, type ShowScheduleParts } from './show-schedule.ts';

/** What looking at duty in Slack needs. */
export type LookingParts = NowParts & ShowScheduleParts & MonthParts & CalendarLinkParts;

type Answer = (asked: Asked) => Promise<Reply>;

/** The answers to `/duty`, `/duty schedule` and `/duty calendar`. */
export function lookingAnswers(parts: LookingParts): { now: Answer; schedule: Answer; calendar: Answer } {
  return {
    now: (asked) => answerNow(asked, parts),
    schedule: (asked) => answerSchedule(asked, parts),
    calendar: (asked) => answerCalendar(asked, parts),
  };
}

/** The buttons below these answers. */
export function onLooking(app: App, parts: LookingParts): void {
  app.action<BlockAction<ButtonAction>>(MONTH_PICTURE, async ({ ack, action, body, respond }) => {
    await ack();
    const wish = { user: body.user.id, channel: body.channel?.id ?? body.user.id, month: action.value ?? '' };
    await respond({ ...(await postMonthPicture(wish, parts)), response_type: 'ephemeral', replace_original: false });
  });
  app.action<BlockAction<ButtonAction>>(REVOKE_LINKS, async ({ ack, body, respond }) => {
    await ack();
    await respond({ ...(await revokeMine(body.user.id, parts)), replace_original: true });
  });
}
