import { afterEach, describe, expect, it } from 'vitest';
import { type HttpServer, type Routes, serve } from '../../../src/http/server.ts';
import { logLines } from '../../sources/log-lines.ts';

let server: HttpServer;
afterEach(() => server.stop());

const told: Routes = {
  'GET /things': async () => ({ status: 200, body: 'all' }),
  'GET /things/new': async () => ({ status: 200, body: 'new' }),
  'GET /things/{id}': async ({ params }) => ({ status: 200, body: JSON.stringify(params) }),
  'POST /things/{id}/parts/{part}': async ({ params }) => ({ status: 200, body: JSON.stringify(params) }),
  'GET /dots.{id}': async ({ params }) => ({ status: 200, body: JSON.stringify(params) }),
};

async function ask(method: string, path: string): Promise<string> {
  server = await serve(told, { port: 0, log: logLines().log });
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  return `${response.status} ${(await response.text()).trim()}`;
}

const NOTHING = '404 there is nothing here';

describe('a route with braces', () => {
  it.each([
    ['gets what stands in their place', 'GET', '/things/T-42?x=1', '200 {"id":"T-42"}'],
    ['gets all of them by name', 'POST', '/things/T-42/parts/7', '200 {"id":"T-42","part":"7"}'],
    ['gets it decoded', 'GET', '/things/a%20%C3%A9%2Fb', '200 {"id":"a é/b"}'],
    ['gives way to one that is there as it stands', 'GET', '/things/new', '200 new'],
    ['is none of one part less', 'GET', '/things', '200 all'],
    ['takes no empty part', 'GET', '/things/', NOTHING],
    ['takes no two parts for one', 'GET', '/things/a/b', NOTHING],
    ['is there for its own method only', 'DELETE', '/things/a', NOTHING],
    ['takes no part that cannot be decoded', 'GET', '/things/%E0%A4%A', NOTHING],
    ['takes its other characters as they stand', 'GET', '/dotsxa', NOTHING],
    ['has its end at the end', 'POST', '/things/a/parts/b/c', NOTHING],
  ])('%s', async (_sentence, method, path, answer) => {
    expect(await ask(method, path)).toBe(answer);
  });
});
