import { clean, escapeXml, fitted } from './text.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** Ink of text, from the loudest to the quietest; all readable on white and on shaded days. */
export const ink = { strong: '#1b1f24', normal: '#424a53', quiet: '#66707b', alarm: '#b3001b' } as const;

/** An element of SVG. `content` is SVG already, attributes are escaped here; lengths are rounded to hundredths. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes).map(([key, value]) => {
    const shown = typeof value === 'number' ? String(Math.round(value * 100) / 100) : escapeXml(value);
    return ` ${key}="${shown}"`;
  });
  return content ? `<${name}${written.join('')}>${content}</${name}>` : `<${name}${written.join('')}/>`;
}

/** Where a line of text begins (`y` is its baseline), the size of its font, and how it looks. */
export type Place = {
  x: number;
  y: number;
  size: number;
  fill?: string;
  bold?: boolean;
  anchor?: 'middle' | 'end';
  /** A white edge, with which text can be read on a pattern. */
  halo?: boolean;
};

const look = ({ size, fill = ink.normal, bold, anchor, halo }: Place): Attributes => ({
  'font-size': size,
  fill,
  ...(bold ? { 'font-weight': 'bold' } : {}),
  ...(anchor ? { 'text-anchor': anchor } : {}),
  ...(halo ? { stroke: '#ffffff', 'stroke-width': 3, 'paint-order': 'stroke' } : {}),
});

/** How wide the plain face is beside the bold one, for which widths are estimated. */
const PLAIN = 0.92;

/** Words of our own: they are escaped, but not clipped. */
export function words(text: string, place: Place): string {
  return element('text', { x: place.x, y: place.y, ...look(place) }, escapeXml(text));
}

/**
 * Text from outside on one line, in a box that nothing in it can leave: `width` wide, and as high as a line with
 * accents. Never empty: what has nothing to show is a dash.
 */
export function outsideText(text: string, place: Omit<Place, 'anchor'> & { width: number }): string {
  const { x, y, width, size, bold } = place;
  const ascent = size * 1.1;
  // Isolated (U+2068 to U+2069), so that the ellipsis of a right-to-left name stands at its own end.
  const shown = `\u2068${fitted(clean(text) || '-', width, bold ? size : size * PLAIN)}\u2069`;
  const line = element('text', { x: 0, y: ascent, ...look(place) }, escapeXml(shown));
  return element('svg', { x, y: y - ascent, width, height: size * 1.5 }, line);
}

/** The hatching of what nobody does: red, and a pattern where colours do not show. Fill with `url(#gap)`. */
const HATCHING = element(
  'pattern',
  { id: 'gap', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
  element('rect', { width: 8, height: 8, fill: '#ffffff' }) + element('rect', { width: 3, height: 8, fill: '#f4a9b3' }),
);

/** The whole picture of what is drawn, on white. `width` and `height` are in units: points on a screen, not dots. */
export function drawing(width: number, height: number, content: string): string {
  const background = element('rect', { width, height, fill: '#ffffff' });
  const font = { 'font-family': 'DejaVu Sans', 'font-stretch': 'condensed' };
  const attributes = { xmlns: 'http://www.w3.org/2000/svg', width, height, ...font };
  return element('svg', attributes, element('defs', {}, HATCHING) + background + content);
}
