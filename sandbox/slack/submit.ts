import { isObject } from './check.ts';
import { type Given, inputsOf, isBlank, optionsOf, stateOf, untouched } from './form.ts';
import { ask, type Outcome, person, type Stage } from './interact.ts';
import { issueTrigger, origin } from './payloads.ts';
import type { Json, User, View } from './shapes.ts';
import { buildView, checkView, revised } from './views.ts';
import { openView, type World } from './world.ts';

/**
 * What became of a form. `errors` are shown under their fields: the app's, or Slack's own about what is missing, and
 * then nothing was sent (`acked` is false, `error` is null).
 */
export type Submission = Outcome & { response_action?: string; errors?: Record<string, string> };

type Opened = { user: User; view: View };

function opened(world: World, viewId: string): Opened {
  const found = openView(world, viewId);
  if (!found) throw new Error(`no form ${viewId} is open`);
  return { user: person(world, found.user), view: found.view };
}

/** Fills a form in and submits it. Fields are named by their label, `block_id` or `action_id`. */
export async function submit(
  stage: Stage,
  who: string,
  viewId: string,
  values: Readonly<Record<string, Given>>,
): Promise<Submission> {
  const at = opened(stage.world, viewId);
  if (at.user.id !== person(stage.world, who).id) throw new Error(`the form ${viewId} is not open for ${who}`);
  const missing = await fillIn(stage, at, values);
  if (Object.keys(missing).length > 0) {
    return { acked: false, ackMs: 0, response: null, error: null, errors: missing };
  }
  const { world } = stage;
  const outcome = await ask(stage, {
    type: 'interactive',
    payload: {
      type: 'view_submission',
      ...origin(world, at.user),
      trigger_id: issueTrigger(world, at.user.id, at.view.id),
      view: at.view,
      response_urls: [],
    },
  });
  const result = outcome.acked ? carryOut(world, at, outcome) : outcome;
  world.changed();
  return result;
}

/** Writes the values into the view's state. @returns Slack's own complaints by `block_id`. */
async function fillIn(
  stage: Stage,
  at: Opened,
  values: Readonly<Record<string, Given>>,
): Promise<Record<string, string>> {
  const { world } = stage;
  const inputs = inputsOf(at.view);
  const complaints: Record<string, string> = {};
  const unused = new Set(Object.keys(values));
  for (const { blockId, label, optional, element } of inputs) {
    const actionId = String(element['action_id']);
    const name = [label, blockId, actionId].find((each) => Object.hasOwn(values, each));
    if (name !== undefined) {
      unused.delete(name);
      const given = values[name] ?? null;
      const options = await offered(stage, at, { blockId, element, given });
      at.view.state.values[blockId] = { [actionId]: stateOf(world, element, given, options) };
    }
    const state = at.view.state.values[blockId]?.[actionId];
    const entry = isObject(state) ? state : untouched(element);
    at.view.state.values[blockId] = { [actionId]: entry };
    const complaint = complaintAbout(element, entry, optional);
    if (complaint) complaints[blockId] = complaint;
  }
  if (unused.size > 0) {
    const labels = inputs.map(({ label }) => label).join(', ');
    throw new Error(`the form has no field ${[...unused].join(', ')}; it has: ${labels}`);
  }
  return complaints;
}

function complaintAbout(element: Json, state: Json, optional: boolean): string | null {
  if (isBlank(state)) return optional ? null : 'Please complete this required field.';
  const value = typeof state['value'] === 'string' ? state['value'] : '';
  const { min_length: min, max_length: max } = element;
  if (typeof max === 'number' && value.length > max) return `Must be ${max} characters or fewer.`;
  if (typeof min === 'number' && value.length < min && state['value'] !== undefined)
    return `Must be ${min} characters or more.`;
  return null;
}

/** The options of a field; those of an external menu are asked of the app, as typing into it would. */
async function offered(
  stage: Stage,
  { user, view }: Opened,
  { blockId, element, given }: { blockId: string; element: Json; given: Given },
): Promise<Json[]> {
  if (!String(element['type']).includes('external_select')) return optionsOf(element);
  const typed = Array.isArray(given) ? String(given[0] ?? '') : String(given ?? '');
  const { response } = await ask(stage, {
    type: 'interactive',
    payload: {
      type: 'block_suggestion',
      ...origin(stage.world, user),
      container: { type: 'view', view_id: view.id },
      view,
      action_id: element['action_id'],
      block_id: blockId,
      value: typed,
    },
  });
  return isObject(response) ? optionsOf(response) : [];
}

/** Does with the forms what the app answered. */
function carryOut(world: World, { user, view }: Opened, outcome: Outcome): Submission {
  const answer = isObject(outcome.response) ? outcome.response : {};
  const action = typeof answer['response_action'] === 'string' ? answer['response_action'] : undefined;
  const stack = world.stacks.get(user.id) ?? [];
  const done = { ...outcome, ...(action === undefined ? {} : { response_action: action }) };
  if (action === 'errors') return withErrors(done, answer['errors'], view);
  if (action === 'clear') world.stacks.set(user.id, []);
  else if (action === undefined) stack.splice(stack.indexOf(view), 1);
  else if (action === 'update' || action === 'push') {
    const problems = checkView(answer['view'], { type: 'modal', files: world.files });
    if (problems.length > 0) return { ...done, error: `invalid_arguments: ${problems.join('; ')}` };
    const sent: Json = { ...Object(answer['view']) };
    if (action === 'push') stack.push(buildView(world, sent, view));
    else stack.splice(stack.indexOf(view), 1, revised(world, view, sent));
  } else return { ...done, error: `unknown response_action: ${action}` };
  return done;
}

function withErrors(done: Submission, given: unknown, view: View): Submission {
  const errors = Object.fromEntries(
    Object.entries(isObject(given) ? given : {}).map(([id, text]) => [id, String(text)]),
  );
  const fields = new Set(inputsOf(view).map(({ blockId }) => blockId));
  const lost = Object.keys(errors).filter((id) => !fields.has(id));
  // Slack shows "We had some trouble connecting" when an error belongs to no field.
  return lost.length > 0
    ? { ...done, errors, error: `no field for the errors of ${lost.join(', ')}` }
    : { ...done, errors };
}

/** Closes a form with its cross. The app hears of it when the form asked for that. */
export async function close(stage: Stage, viewId: string): Promise<Outcome | null> {
  const { world } = stage;
  const { user, view } = opened(world, viewId);
  const stack = world.stacks.get(user.id) ?? [];
  if (view.clear_on_close) world.stacks.set(user.id, []);
  else stack.splice(stack.indexOf(view), 1);
  world.changed();
  if (!view.notify_on_close) return null;
  const common = { type: 'view_closed', ...origin(world, user), view, is_cleared: view.clear_on_close };
  return ask(stage, { type: 'interactive', payload: { ...common, response_urls: [] } });
}
