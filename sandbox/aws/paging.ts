/** A page of `items` from where `token` says, at most `max` of them; `next` is the token of the page after it. */
export type Paged<Item> = { page: Item[]; next: string | undefined };

/** @param refused makes the error for a token that was never given out. */
export function pageOf<Item>(
  items: Item[],
  { token, max }: { token: string | undefined; max: number },
  refused: (message: string) => Error,
): Paged<Item> {
  const from = token === undefined ? 0 : Number(/^from (\d+)$/.exec(Buffer.from(token, 'base64').toString())?.[1]);
  if (Number.isNaN(from)) throw refused('The next token is invalid.');
  const to = from + max;
  const next = to < items.length ? Buffer.from(`from ${to}`).toString('base64') : undefined;
  return { page: items.slice(from, to), next };
}
