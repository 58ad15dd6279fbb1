import { statsPicture } from '../duty/picture/pictures.ts';
import type { Outbox } from '../outbox/outbox.ts';
import { mention } from '../slack/text.ts';
import { type Span, type StatsParts, statsOf } from './stats.ts';

/** What posting the picture needs. */
export type ChartParts = StatsParts & { outbox: Outbox };

/** Posts a picture of everybody's figures to the channel in which somebody asked for it. */
export async function postChart(
  { span, channel, by }: { span: Span; channel: string; by: string },
  parts: ChartParts,
): Promise<void> {
  const { until, members } = await statsOf(span, parts);
  const title = `Duty in the ${span} days to ${until}`;
  const picture = {
    span: `${span} days to ${until}`,
    members: members.map(({ handled: alertsHandled, ...member }) => ({ ...member, alertsHandled })),
  };
  const bytes = await statsPicture(picture);
  await parts.outbox.commit(async (_trx, say) => {
    const name = `duty-${span}-days-to-${until}.png`;
    say.file({ channel, name, title, bytes, comment: `${title}, as ${mention(by)} asked.` });
  });
}
