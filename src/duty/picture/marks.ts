import { element, ink } from './svg.ts';

/**
 * Colours that people with every kind of colour vision tell apart (after Paul Tol's muted scheme and that of Okabe and
 * Ito, https://personal.sron.nl/~pault/), neighbours unlike each other. Red is left out: it is for gaps.
 */
const COLOURS = [
  '#0072b2',
  '#e69f00',
  '#117733',
  '#aa4499',
  '#56b4e9',
  '#999933',
  '#332288',
  '#44aa99',
  '#882255',
  '#ddcc77',
  '#8c6d46',
  '#6f7782',
];
/** Strokes that go on when the colours begin anew: whole, dashed, dotted. */
const DASHES = ['none', '7 3', '2.5 2.5'];

/** How one person is marked; `dashes` as in SVG. */
export type Mark = { colour: string; dashes: string };

const MARKS: readonly Mark[] = DASHES.flatMap((dashes) => COLOURS.map((colour) => ({ colour, dashes })));
const UNLISTED: Mark = { colour: ink.quiet, dashes: 'none' };

/**
 * The marks of people, by their places in a list: who joins at its end changes nobody else's. Marks repeat after 36
 * people; the name beside a mark never leaves a doubt. Who is not in the list is grey.
 */
export function marksOf(people: readonly string[]): (person: string) => Mark {
  const places = new Map(people.map((person, place) => [person, place]));
  return (person) => MARKS[(places.get(person) ?? -1) % MARKS.length] ?? UNLISTED;
}

/** A mark as an upright stroke, 5 wide. `x` is its middle. */
export function stroke({ colour, dashes }: Mark, { x, y, height }: { x: number; y: number; height: number }): string {
  const line = { x1: x, y1: y, x2: x, y2: y + height };
  return element('line', { ...line, stroke: colour, 'stroke-width': 5, 'stroke-dasharray': dashes });
}
