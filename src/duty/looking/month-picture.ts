import type { Outbox } from '../../outbox/outbox.ts';
import type { Reply } from '../../slack/reply.ts';
import { mention } from '../../slack/text.ts';
import { titleOf } from '../picture/month.ts';
import { drawMonth, type MonthParts } from './draw-month.ts';

/** Who pressed for the picture of which month (`YYYY-MM`), and in which channel. */
export type PictureWish = { user: string; channel: string; month: string };

/** The button **Picture of the month**: shares the picture in the channel where it was pressed. */
export async function postMonthPicture(
  { user, channel, month }: PictureWish,
  parts: MonthParts & { outbox: Outbox },
): Promise<Reply> {
  const bytes = await drawMonth(month, parts);
  const title = `Duty in ${titleOf(month)}`;
  const file = { channel, name: `duty-${month}.png`, title, bytes, comment: `${title}, asked for by ${mention(user)}` };
  await parts.outbox.commit(async (_trx, say) => say.file(file));
  return {
    text: `The picture of ${titleOf(month)} is on its way. If it does not come, invite me here: /invite @Watchbill.`,
  };
}
