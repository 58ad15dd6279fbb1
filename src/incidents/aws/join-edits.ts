import type { Incident } from '../incident.ts';
import { type Fields, type Merged, merge } from '../rules/merge.ts';
import type { EditsThere } from './edits-there.ts';
import { type AwsRecord, asKeptHere, fieldNames, fieldsOf } from './record.ts';

/** An incident here and there; `seen` is what theirs was when it was last read, `edits` when each field was edited there. */
export type BothSides = { incident: Incident; seen: Fields | null; record: AwsRecord; edits: EditsThere };

/**
 * Joins what was edited here and there, each field by its own time as far as AWS tells it. What is kept of a text of AWS
 * counts as that text.
 */
export function joinEdits({ incident, seen, record, edits }: BothSides): Omit<Merged, 'fields'> {
  const ours = fieldsOf(incident);
  const sides = {
    ...{ ours, oursAt: incident.changedAt },
    ...{ seen: seen && besideOurs(seen, ours), theirs: besideOurs(record.fields, ours) },
  };
  const joined = fieldNames.map((name) => {
    const merged = merge({ ...sides, theirsAt: edits.get(name)?.at ?? record.at });
    return {
      push: merged.push.filter((field) => field === name),
      pulled: merged.pulled.filter(({ field }) => field === name),
      lost: merged.lost.filter(({ field }) => field === name),
    };
  });
  return {
    push: joined.flatMap(({ push }) => push),
    pulled: joined.flatMap(({ pulled }) => pulled),
    lost: joined.flatMap(({ lost }) => lost),
  };
}

/** What AWS has, as it would be kept here, unless it is word for word what we have. */
function besideOurs(there: Fields, ours: Fields): Fields {
  const { title, summary } = asKeptHere(there);
  return {
    ...there,
    title: there.title === ours.title ? there.title : title,
    summary: there.summary === ours.summary ? there.summary : summary,
  };
}
