import { checkBlocks, withIds } from './blocks.ts';
import type { Json, StoredFile, View } from './shapes.ts';
import { checkViewFrame } from './view-frame.ts';
import type { World } from './world.ts';

/** What is wrong with a view, one line each with a JSON pointer; none when Slack would take it. */
export function checkView(
  view: unknown,
  { type, files }: { type: View['type']; files: ReadonlyMap<string, StoredFile> },
): string[] {
  const problems = checkViewFrame(view, type);
  if (typeof view !== 'object' || view === null || !('blocks' in view) || !Array.isArray(view.blocks)) return problems;
  problems.push(...checkBlocks(view.blocks, { surface: type, files, at: '/view/blocks' }));
  const hasInput = view.blocks.some((block: unknown) => Object(block).type === 'input');
  if (type === 'modal' && hasInput && !('submit' in view)) {
    problems.push('missing required field: submit [json-pointer:/view]');
  }
  return problems;
}

/** Opens what was sent as a new view, above `below` when there is one. */
export function buildView(world: World, sent: Json, below: View | null): View {
  const id = world.newId('V');
  const { team, app } = world;
  return {
    ...content(world, sent),
    id,
    team_id: team.id,
    hash: `${world.nextTs()}.sandbox`,
    state: { values: {} },
    previous_view_id: below?.id ?? null,
    root_view_id: below?.root_view_id ?? id,
    app_id: app.id,
    app_installed_team_id: team.id,
    bot_id: app.botId,
  };
}

/** The view with new content: the same id, another hash, and what was typed into fields that stayed. */
export function revised(world: World, current: View, sent: Json): View {
  const next = content(world, sent);
  const kept = new Set(next.blocks.map((block) => block['block_id']));
  const values = Object.fromEntries(Object.entries(current.state.values).filter(([blockId]) => kept.has(blockId)));
  const { title: _title, submit: _submit, close: _close, ...identity } = current;
  return { ...identity, ...next, hash: `${world.nextTs()}.sandbox`, state: { values } };
}

type Content = Omit<View, keyof Identity>;
type Identity = Pick<
  View,
  | 'id'
  | 'team_id'
  | 'hash'
  | 'state'
  | 'previous_view_id'
  | 'root_view_id'
  | 'app_id'
  | 'app_installed_team_id'
  | 'bot_id'
>;

function content(world: World, sent: Json): Content {
  const text = (name: string) => (typeof sent[name] === 'string' ? sent[name] : '');
  const part = (name: string) => {
    const value = sent[name];
    return typeof value === 'object' && value !== null ? { [name]: { emoji: true, ...value } } : {};
  };
  return {
    type: sent['type'] === 'home' ? 'home' : 'modal',
    blocks: withIds(Array.isArray(sent['blocks']) ? sent['blocks'] : [], world.newId),
    private_metadata: text('private_metadata'),
    callback_id: text('callback_id'),
    external_id: text('external_id'),
    ...part('title'),
    ...part('submit'),
    ...part('close'),
    clear_on_close: sent['clear_on_close'] === true,
    notify_on_close: sent['notify_on_close'] === true,
  };
}
