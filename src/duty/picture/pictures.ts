import { fileURLToPath } from 'node:url';
import type { MonthPicture } from './month.ts';
import { monthSvg } from './month-svg.ts';
import type { StatsPicture } from './stats.ts';
import { statsSvg } from './stats-svg.ts';

/** Slack shows pictures on screens with two dots a point. */
const DOTS_PER_UNIT = 2;
/** Found through the package that brings them; what they lack (Chinese, emoji in colour) comes from the system's fonts. */
const FONTS = ['DejaVuSansCondensed.ttf', 'DejaVuSansCondensed-Bold.ttf'].map((file) =>
  fileURLToPath(import.meta.resolve(`dejavu-fonts-ttf/ttf/${file}`)),
);

/** A calendar of one month: who has which duty. A PNG, 2800 dots wide. */
export const monthPicture = (month: MonthPicture): Promise<Buffer> => toPng(monthSvg(month));

/** A chart of who had how much duty. A PNG, 2800 dots wide. */
export const statsPicture = (stats: StatsPicture): Promise<Buffer> => toPng(statsSvg(stats));

/** Draws outside of Node's own thread, so that nothing else waits. */
async function toPng(svg: string): Promise<Buffer> {
  const { renderAsync } = await import('@resvg/resvg-js'); // loaded here: a start need not wait for it
  const font = { fontFiles: FONTS, loadSystemFonts: true };
  const drawn = await renderAsync(svg, { fitTo: { mode: 'zoom', value: DOTS_PER_UNIT }, font });
  return drawn.asPng();
}
