import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { type BotProcess, createWorld, root, type World } from './support/world.ts';

const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8'));

const source = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
  .join('\n');

/** The bot scopes of each method that the source may call: https://docs.slack.dev/reference/methods */
const SCOPES_OF: Record<string, string[]> = {
  'apps.connections.open': [],
  'auth.test': [],
  'chat.postEphemeral': ['chat:write'],
  'chat.postMessage': ['chat:write', 'chat:write.public'],
  'chat.update': ['chat:write'],
  'conversations.archive': ['channels:manage'],
  'conversations.create': ['channels:manage'],
  'conversations.history': ['channels:history', 'groups:history', 'im:history'],
  'conversations.info': ['channels:read', 'groups:read'],
  'conversations.invite': ['channels:manage'],
  'conversations.list': ['channels:read', 'groups:read'],
  'conversations.open': ['im:write'],
  'conversations.replies': ['channels:history', 'groups:history', 'im:history'],
  'conversations.setTopic': ['channels:write.topic', 'groups:write.topic'],
  'files.completeUploadExternal': ['files:write'],
  'files.getUploadURLExternal': ['files:write'],
  'pins.add': ['pins:write'],
  'reactions.get': ['reactions:read'],
  'usergroups.list': ['usergroups:read'],
  'usergroups.users.list': ['usergroups:read'],
  'usergroups.users.update': ['usergroups:write'],
  'users.info': ['users:read'],
  'users.lookupByEmail': ['users:read', 'users:read.email'],
  'views.open': [],
  'views.publish': [],
  'views.push': [],
  'views.update': [],
};

/** The bot scopes of each event: https://docs.slack.dev/reference/events */
const SCOPES_OF_EVENT: Record<string, string[]> = {
  app_home_opened: [],
  member_joined_channel: ['channels:read', 'groups:read'],
  'message.channels': ['channels:history'],
  'message.groups': ['groups:history'],
  'message.im': ['im:history'],
  reaction_added: ['reactions:read'],
  reaction_removed: ['reactions:read'],
};

const METHOD =
  /\b(?:client|clients\.\w+|bot|app)\.(apps\.connections|auth|chat|conversations|files|pins|bookmarks|reactions|usergroups(?:\.users)?|users|views)\.(\w+)\(/g;

const text = (max: number, min = 1) => z.string().min(min).max(max);
const words = (max: number) =>
  z
    .array(z.string().regex(/^[a-z_]+(?:[.:][a-z_.]+)?$/))
    .min(1)
    .max(max);

/** Version 1 of the manifest, as far as ours goes: https://github.com/slackapi/manifest-schema */
const schema = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(1), minor_version: z.int().min(1) }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140),
    long_description: text(4000, 175).optional(),
    background_color: z.string().regex(/^#(?:[0-9a-f]{3}){1,2}$/i),
  }),
  features: z.strictObject({
    app_home: z
      .strictObject({
        home_tab_enabled: z.boolean(),
        messages_tab_enabled: z.boolean(),
        messages_tab_read_only_enabled: z.boolean(),
      })
      .optional(),
    bot_user: z.strictObject({ display_name: z.string().regex(/^[\w.\- ]{1,80}$/), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          type: z.enum(['message', 'global']),
          name: text(24),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .min(1)
      .max(10)
      .optional(),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/[a-z0-9_-]{1,31}$/),
          description: text(2000),
          usage_hint: text(1000).optional(),
          should_escape: z.literal(true),
        }),
      )
      .min(1)
      .max(50),
  }),
  oauth_config: z.strictObject({ scopes: z.strictObject({ bot: words(255) }) }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({ bot_events: words(100) }),
    interactivity: z.strictObject({ is_enabled: z.literal(true) }),
    org_deploy_enabled: z.literal(false),
    socket_mode_enabled: z.literal(true),
    token_rotation_enabled: z.literal(false),
  }),
});

const scopes: string[] = manifest.oauth_config.scopes.bot;
const events: string[] = manifest.settings.event_subscriptions.bot_events;
const sorted = (values: Iterable<string>) => [...new Set(values)].sort();

describe('manifest.yml', () => {
  it('is what Slack takes: version 1, within its limits, without addresses beside Socket Mode', () => {
    expect(schema.safeParse(manifest).error?.issues ?? []).toEqual([]);
    for (const list of [scopes, events]) expect(sorted(list)).toEqual(list.toSorted());
  });

  it('subscribes to the events that have a listener, and to no others', () => {
    const listened = [...source.matchAll(/app\.event\('(\w+)'/g)].map(([, name = '']) => name);
    const several = [...source.matchAll(/for \(const name of \[([^\]]+)\] as const\) \{\n\s*app\.event\(name/g)];
    listened.push(...several.flatMap(([, names = '']) => [...names.matchAll(/'(\w+)'/g)].map(([, name = '']) => name)));
    const messages = /app\.message\(/.test(source) ? ['message.channels', 'message.groups', 'message.im'] : [];
    expect(sorted([...listened, ...messages])).toEqual(sorted(events));
  });

  it('has the commands and shortcuts that have a listener, and no others', () => {
    const commands = [...source.matchAll(/app\.command\('([^']+)'/g)].map(([, name = '']) => name);
    expect(sorted(commands)).toEqual(
      sorted(manifest.features.slash_commands.map((each: { command: string }) => each.command)),
    );
    const shortcuts = [...source.matchAll(/app\.shortcut\('([^']+)'/g)].map(([, name = '']) => name);
    const named = (manifest.features.shortcuts ?? []).map((each: { callback_id: string }) => each.callback_id);
    expect(sorted(shortcuts)).toEqual(sorted(named));
  });

  it('asks for the scopes of what the source calls and hears, and for no others', () => {
    const methods = sorted([...source.matchAll(METHOD)].map(([, family, name]) => `${family}.${name}`));
    expect(methods.filter((method) => !(method in SCOPES_OF))).toEqual([]);
    expect(Object.keys(SCOPES_OF)).toEqual(methods);
    const needed = [
      ...methods.flatMap((method) => SCOPES_OF[method] ?? []),
      ...events.flatMap((event) => SCOPES_OF_EVENT[event] ?? []),
    ];
    expect(sorted([...needed, 'commands'])).toEqual(sorted(scopes));
  });
});

describe('with just what manifest.yml grants', () => {
  let world: World;
  let bot: BotProcess;
  beforeAll(async () => {
    const config =
      'duty: { ic: { members: [ada@example.com] } }\ntriage: { remind_after: 1s }\nalarms: { pingdom: { enabled: true, channel: uptime } }';
    world = await createWorld({ config, slack: { manifest }, env: { PINGDOM_TOKEN: 'pd' } });
    world.slack.user({ name: 'grace', email: 'ada@example.com' });
    world.slack.channel({ name: 'uptime', botIsMember: false });
    bot = await world.bot();
  });
  afterAll(() => world.stop());

  it('alerts, triage, playbooks, reminders, and picking up after a crash never lack a scope', async () => {
    const { slack, ada, alerts } = world;
    const alarm = { AlarmName: 'granted', NewStateValue: 'ALARM', StateChangeTime: new Date().toISOString() };
    world.sqs.send(JSON.stringify(alarm));
    const card = await slack.until(() => slack.messages(alerts)[0], { what: 'the alert' });
    const at = { channel: alerts, ts: card.ts };
    const pingdom = {
      check_id: 1,
      check_name: 'shop',
      check_type: 'HTTP',
      previous_state: 'UP',
      current_state: 'DOWN',
    };
    const body = JSON.stringify({ ...pingdom, state_changed_timestamp: Math.floor(Date.now() / 1000) });
    expect((await fetch(`${bot.url}/alarms/pingdom?token=pd`, { method: 'POST', body })).status).toBe(200);
    await slack.until(() => slack.messages('uptime').length === 1, {
      what: 'an alert in a channel nobody invited it to',
    });
    slack.react(ada, at, 'arrow_right');
    await slack.until(() => slack.ephemerals(ada).length > 0, { what: 'the question to whom' });
    slack.say(ada, alerts, 'SHOP-12 for @bob', { threadTs: card.ts });
    slack.unreact(ada, at, 'arrow_right');
    await slack.until(() => slack.calls('chat.update').length > 0, { what: 'the card rewritten' });
    expect(await slack.command(ada, alerts, '/triage', '')).toMatchObject({ error: null });
    await slack.click(ada, at, 'Write a playbook');
    await slack.until(() => slack.views(ada).length === 1, { what: 'the form' });

    slack.fail('chat.postMessage', { dropAfterPost: true });
    world.sqs.send(JSON.stringify({ ...alarm, AlarmName: 'doubtful' }));
    await slack.until(() => slack.calls('conversations.history').length > 0, { what: 'the look for a doubtful post' });
    await bot.kill('SIGKILL');
    bot = await world.bot();
    await slack.until(() => slack.calls('reactions.get').length > 0, { what: 'the reactions read again' });
    const check = await world.cli('check', '--json');
    expect(JSON.parse(check.out)).toMatchObject({ ok: true });
    const refused = slack.calls().filter(({ error }) => error !== null);
    expect(refused.map(({ method, error }) => `${method}: ${error}`)).toEqual([]);
    expect(slack.calls('users.info').length).toBeGreaterThan(0);
  });
});
