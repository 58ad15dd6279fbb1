/** An element of a picture as a reader sees it: where it is on the page, and the text in it. */
export type Seen = { name: string; x: number; y: number; attributes: ReadonlyMap<string, string>; text: string };

const TOKEN = /<(\/?)([a-z]+)((?: [\w-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
/** What XML 1.0 has no room for (https://www.w3.org/TR/xml/#charsets). */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u;

/** Reads SVG strictly: it throws at anything that is no well-formed XML. Elements come in the order they are drawn. */
export function readSvg(svg: string): Seen[] {
  const forbidden = FORBIDDEN.exec(svg);
  if (forbidden) throw new Error(`not a character of XML at ${forbidden.index}`);
  const seen: Seen[] = [];
  const open: Seen[] = [];
  let end = 0;
  for (const [token, closing, name = '', written = '', empty, text] of svg.matchAll(TOKEN)) {
    end += token.length;
    const parent = open.at(-1);
    if (text !== undefined) {
      if (!parent) throw new Error('text outside of the picture');
      parent.text += decoded(text);
    } else if (closing) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes nothing`);
    } else {
      const element = { name, ...position(attributesOf(written), parent), text: '' };
      seen.push(element);
      if (!empty) open.push(element);
    }
  }
  if (end !== svg.length || open.length > 0) throw new Error(`not well-formed at ${end}: ${svg.slice(end, end + 40)}`);
  return seen;
}

/** The texts of a picture without the marks that isolate directions. */
export const textsOf = (seen: readonly Seen[]): string[] =>
  seen.filter(({ name }) => name === 'text').map(({ text }) => text.replace(/[\u2068\u2069]/g, ''));

function attributesOf(written: string): ReadonlyMap<string, string> {
  const pairs = [...written.matchAll(/ ([\w-]+)="([^"]*)"/g)];
  const attributes = new Map(pairs.map(([, key = '', value = '']) => [key, decoded(value)]));
  if (attributes.size !== pairs.length) throw new Error(`an attribute stands twice: ${written}`);
  return attributes;
}

function position(attributes: ReadonlyMap<string, string>, parent: Seen | undefined) {
  const at = (key: string) => Number(attributes.get(key) ?? attributes.get(`${key}1`) ?? 0);
  // Only a drawing within a drawing moves what is in it.
  const origin = parent?.name === 'svg' ? parent : { x: 0, y: 0 };
  return { x: origin.x + at('x'), y: origin.y + at('y'), attributes };
}

function decoded(text: string): string {
  return text.replace(/&(\w*);?/g, (entity, name: string) => {
    const character = entity.endsWith(';') ? ENTITIES[name] : undefined;
    if (character === undefined) throw new Error(`not an entity: ${entity}`);
    return character;
  });
}
