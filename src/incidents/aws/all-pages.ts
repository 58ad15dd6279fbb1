/** A page of a list; `next` asks for the one after it, and AWS sends null, nothing or an empty text when there is none. */
export type Page<Item> = { items: readonly Item[]; next: string | null | undefined };

/** Reads a list page by page; `token` is undefined for the first. */
export async function allPages<Item>(read: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const all: Item[] = [];
  let token: string | undefined;
  do {
    const { items, next } = await read(token);
    all.push(...items);
    token = next || undefined;
  } while (token);
  return all;
}
