import { invalid } from './contacts-errors.ts';
import { type Paged, pageOf } from './paging.ts';

/** How a list of ssm-contacts is asked for. 0 results a page means as many as the service likes. */
export type Listing = { MaxResults?: number; NextToken?: string };

const USUAL_PAGE = 100;

/** The page of a list that is asked for. @throws ServiceError (ValidationException) for a token that is made up. */
export const paged = <Item>(items: Item[], { MaxResults, NextToken }: Listing): Paged<Item> =>
  pageOf(items, { token: NextToken, max: MaxResults || USUAL_PAGE }, invalid);
