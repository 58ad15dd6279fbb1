import type { Impact } from './impact.ts';

/** What can be edited on either side, here and in AWS. */
export type Fields = { title: string; impact: Impact; summary: string; state: 'open' | 'resolved' };

const fieldNames = ['title', 'impact', 'summary', 'state'] as const;

/** One of them. */
export type Field = keyof Fields;

/**
 * An incident on both sides. `seen` is what theirs was when it was last read (keep `theirs` as the next one): null when
 * it never was, and then every difference counts as a change on both sides. AWS tells one time for a whole record, so
 * `theirsAt` is that of its newest change, whichever field that was in.
 */
export type Sides = {
  ours: Fields;
  oursAt: Readonly<Record<Field, Date>>;
  seen: Fields | null;
  theirs: Fields;
  theirsAt: Date;
};

/** What both sides come to. `push` is what theirs lacks, `pulled` what changes here, `lost` what gave way to a newer edit. */
export type Merged = {
  fields: Fields;
  push: Field[];
  pulled: { field: Field; from: Fields[Field]; to: Fields[Field] }[];
  lost: { field: Field; value: Fields[Field]; side: 'ours' | 'theirs' }[];
};

/**
 * Joins what was edited here and there, field by field. Who alone changed a field since `seen` has it; if both did, the
 * newer has it, ours when both are of one instant, and the other value is lost. The same value twice is no conflict.
 */
export function merge(sides: Sides): Merged {
  const { ours, theirs } = sides;
  const differing = fieldNames.filter((field) => ours[field] !== theirs[field]);
  const pulled = differing.filter((field) => isTheirs(field, sides));
  const pick = <F extends Field>(field: F): Fields[F] => (pulled.includes(field) ? theirs : ours)[field];
  return {
    fields: { title: pick('title'), impact: pick('impact'), summary: pick('summary'), state: pick('state') },
    push: differing.filter((field) => !pulled.includes(field)),
    pulled: pulled.map((field) => ({ field, from: ours[field], to: theirs[field] })),
    lost: differing
      .filter((field) => isContested(field, sides))
      .map((field) =>
        pulled.includes(field)
          ? { field, value: ours[field], side: 'ours' }
          : { field, value: theirs[field], side: 'theirs' },
      ),
  };
}

function isTheirs(field: Field, sides: Sides): boolean {
  const { ours, oursAt, seen, theirsAt } = sides;
  return isContested(field, sides) ? theirsAt > oursAt[field] : ours[field] === seen?.[field];
}

/** Whether both changed it. */
function isContested(field: Field, { ours, seen, theirs }: Sides): boolean {
  return seen === null || (ours[field] !== seen[field] && theirs[field] !== seen[field]);
}
