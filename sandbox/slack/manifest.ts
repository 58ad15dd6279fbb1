import type { Json } from './shapes.ts';

/** What the app's manifest lets it do. `null` means that there is no manifest and everything is allowed. */
export type Grants = {
  scopes: ReadonlySet<string> | null;
  events: ReadonlySet<string> | null;
  /** Commands with the slash, and whether mentions in their text arrive as ids. */
  commands: ReadonlyMap<string, { escape: boolean }> | null;
  /** Callback ids of shortcuts. */
  shortcuts: ReadonlySet<string> | null;
  socketMode: boolean;
  /** Whether the app has a Home, and a tab for direct messages. */
  homeTab: boolean;
  messagesTab: boolean;
};

/** Reads the manifest that users paste into Slack (parsed YAML or JSON, schema version 1). */
export function readManifest(manifest: object | undefined): Grants {
  const everything = { scopes: null, events: null, commands: null, shortcuts: null };
  if (!manifest) return { ...everything, socketMode: true, homeTab: true, messagesTab: true };
  const commands = list(manifest, ['features', 'slash_commands']).filter(isJson);
  const shortcuts = list(manifest, ['features', 'shortcuts']).filter(isJson);
  return {
    scopes: new Set(list(manifest, ['oauth_config', 'scopes', 'bot']).map(String)),
    events: new Set(list(manifest, ['settings', 'event_subscriptions', 'bot_events']).map(String)),
    commands: new Map(
      commands.map(({ command, should_escape }) => [String(command), { escape: should_escape === true }]),
    ),
    shortcuts: new Set(shortcuts.map(({ callback_id }) => String(callback_id))),
    socketMode: at(manifest, ['settings', 'socket_mode_enabled']) === true,
    homeTab: at(manifest, ['features', 'app_home', 'home_tab_enabled']) === true,
    messagesTab: at(manifest, ['features', 'app_home', 'messages_tab_enabled']) !== false,
  };
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null;
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isJson(inner) ? inner[key] : undefined), value);
}

function list(value: unknown, path: readonly string[]): unknown[] {
  const found = at(value, path);
  return Array.isArray(found) ? found : [];
}
