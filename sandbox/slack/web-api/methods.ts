import { type Call, type Method, Refusal } from './call.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { peopleMethods } from './people.ts';
import { pinMethods } from './pins.ts';
import { reactionMethods } from './reactions.ts';
import { roomMethods } from './rooms.ts';
import { viewMethods } from './views.ts';

/** Every method that the sandbox knows, by its name. `openSocket` gives the address of a new socket. */
export function createMethods(openSocket: () => string): ReadonlyMap<string, Method> {
  return new Map<string, Method>([
    ...Object.entries(chatMethods),
    ...Object.entries(conversationMethods),
    ...Object.entries(fileMethods),
    ...Object.entries(peopleMethods),
    ...Object.entries(pinMethods),
    ...Object.entries(reactionMethods),
    ...Object.entries(roomMethods),
    ...Object.entries(viewMethods),
    ['api.test', { tier: 4, run: ({ args }) => ({ args }) }],
    ['auth.test', { tier: 'lenient', run: authTest }],
    // The SDKs' table says tier 1, the method's page tier 3; ten sockets could not be opened at one a minute.
    ['apps.connections.open', { tier: 3, token: 'app', run: (call) => connect(call, openSocket) }],
  ]);
}

function authTest({ world }: Call) {
  const { team, app } = world;
  return {
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: app.name,
    team_id: team.id,
    user_id: app.userId,
    bot_id: app.botId,
    is_enterprise_install: false,
  };
}

function connect({ grants }: Call, openSocket: () => string) {
  if (!grants.socketMode) throw new Refusal('socket_mode_not_enabled');
  return { url: openSocket() };
}
