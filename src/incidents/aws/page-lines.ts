import { namingNobody } from '../../slack/outside.ts';
import type { NewEvent } from '../timeline.ts';
import type { Reached } from './page-people.ts';
import type { PageThere } from './read-pages.ts';
import type { PageState } from './seen.ts';

/** A page that has come further than was last seen (`before`; undefined when it was not), and who got it. */
export type PageNews = { page: PageThere; before: PageState | undefined; reached: Reached };

/** What the timeline tells of it: that it was sent, unless that is known, and then how far it has come. */
export function pageLines({ page, before, reached }: PageNews): NewEvent[] {
  const who = 'user' in reached.who ? `@${reached.who.user}` : namingNobody(reached.who.name);
  const by = reached.by === '' ? '' : ` ${reached.by}`;
  const sent: NewEvent = { at: page.sentAt, by: null, kind: 'page', text: `AWS paged ${who}${by}` };
  const begun = before === undefined ? [sent] : [];
  switch (page.state) {
    case 'sent':
      return begun;
    case 'delivered':
      return [...begun, { at: page.at, by: null, kind: 'page', text: `the page of ${who}${by} was delivered` }];
    case 'read': {
      const text = `${who} acknowledged the page${by} in Incident Manager`;
      return [...begun, { at: page.at, by: null, kind: 'acknowledged', text }];
    }
    default:
      return page.state satisfies never;
  }
}
