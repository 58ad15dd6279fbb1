import type { AxiosResponse } from 'axios';
import { OpenAPIClientAxios } from 'openapi-client-axios';
import { stringify } from 'yaml';
import type { MessageAt } from '../../../sandbox/slack/sandbox.ts';
import type { apiDocument } from '../../../src/support/api/document.ts';
import { openScene } from '../../bot/scene.ts';
import type { BotProcess } from '../../support/world.ts';
import { createContract } from './contract.ts';
import { type Answered, sha256 } from './desk.ts';
import { startListener } from './listener.ts';

export const TOKEN = 'a-token-of-the-shop-page';
export const SECRET = `whsec_${Buffer.alloc(24, 'watchbill').toString('base64')}`;

/** A client's method as it was made of the document: parameters, body. */
type Method<T> = (
  parameters?: Record<string, string | number> | null,
  body?: object,
  config?: { headers?: Record<string, string> },
) => Promise<AxiosResponse<T>>;

/** The operations that the API promises. */
export type Client = {
  createTicket: Method<Answered>;
  getTicket: Method<Answered>;
  editTicket: Method<Answered>;
  commentTicket: Method<Answered>;
  listTickets: Method<{ tickets: Answered[]; next: string | null }>;
};

export type ApiScene = Awaited<ReturnType<typeof openApiScene>>;

/** A workspace with a product's page that uses the API, and a bot that is not started yet. */
export async function openApiScene() {
  const page = await startListener();
  const clients = { 'shop-page': { token_sha256: sha256(TOKEN), webhook_url: page.url } };
  const scene = await openScene(stringify({ support: { clients } }), { SUPPORT_WEBHOOK_SECRET_SHOP_PAGE: SECRET });
  const { slack } = scene;
  const bugs = slack.channels().find(({ name }) => name === 'bugs')?.id as string;
  return {
    ...{ ...scene, page, bugs },
    /** Waits for a message of #bugs that says something. */
    sees: (words: RegExp): Promise<MessageAt> =>
      slack.until(
        () => {
          const found = slack.messages(bugs).find((message) => words.test(slack.renderMessage(message)));
          return found && { channel: bugs, ts: found.ts };
        },
        { what: `a message ${words} in #bugs` },
      ),
    async stop() {
      await scene.stop();
      await page.stop();
    },
  };
}

/** The document that a bot serves. */
export async function documentOf({ url }: BotProcess): Promise<ReturnType<typeof apiDocument>> {
  const response = await fetch(`${url}/api/v1/openapi.json`);
  return (await response.json()) as ReturnType<typeof apiDocument>;
}

/** A client made of nothing but the document. All that goes to and fro is held against it. */
export async function clientOf(bot: BotProcess, token = TOKEN): Promise<Client> {
  const document = await documentOf(bot);
  const contract = createContract(document);
  const api = new OpenAPIClientAxios({
    definition: document as ConstructorParameters<typeof OpenAPIClientAxios>[0]['definition'],
    withServer: { url: bot.url },
    axiosConfigDefaults: { headers: { Authorization: `Bearer ${token}` }, validateStatus: () => true },
  });
  const client = await api.init();
  client.interceptors.response.use((response) => {
    const { config, status, headers, data } = response;
    const { pathname, search } = new URL(config.url ?? '', bot.url);
    const sent: unknown = typeof config.data === 'string' ? JSON.parse(config.data) : config.data;
    const type = String(headers['content-type']);
    contract.check({ method: config.method ?? '', path: pathname + search, sent, status, type, answer: data });
    return response;
  });
  return client as unknown as Client;
}
