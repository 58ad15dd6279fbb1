import { invalid } from './incidents-errors.ts';
import { type Paged, pageOf } from './paging.ts';

/** How a list of ssm-incidents is asked for. */
export type Listing = { maxResults?: number; nextToken?: string };

const USUAL_PAGE = 100;

/** The page of a list that is asked for. @throws ServiceError (ValidationException) for a token that is made up. */
export const paged = <Item>(items: Item[], { maxResults = USUAL_PAGE, nextToken }: Listing): Paged<Item> =>
  pageOf(items, { token: nextToken, max: maxResults }, invalid);
