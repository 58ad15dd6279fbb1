import { invalid } from './incidents-errors.ts';

/** A condition on one property, as the list operations take it. Instants are exclusive on both sides. */
export type Filter = {
  key: string;
  condition: { after: Date } | { before: Date } | { equals: { stringValues: string[] } | { integerValues: number[] } };
};

/**
 * Whether something passes all filters; each is passed by any of its values.
 * @param propertyOf the property of that key: an instant, a value, or values of which any may fit. It throws for no such key.
 */
export function passes(filters: Filter[], propertyOf: (key: string) => Date | string | number | string[]): boolean {
  return filters.every(({ key, condition }) => {
    const value = propertyOf(key);
    if ('equals' in condition !== !(value instanceof Date)) throw invalid(`the filter ${key} takes another condition`);
    if ('after' in condition) return value > condition.after;
    if ('before' in condition) return value < condition.before;
    const wanted: (string | number)[] = Object.values(condition.equals).flat();
    return [value].flat().some((each) => wanted.includes(each as string | number));
  });
}
