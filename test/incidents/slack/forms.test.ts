import type { ModalView } from '@slack/types';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkView } from '../../../sandbox/slack/views.ts';
import { impacts } from '../../../src/incidents/rules/impact.ts';
import { editForm } from '../../../src/incidents/slack/edit-form.ts';
import { openForm } from '../../../src/incidents/slack/open-form.ts';
import { deploymentOptions } from '../../../src/slack/deployments-field.ts';
import { formToCome, textForm } from '../../../src/slack/forms.ts';
import { someIncident } from '../some-incident.ts';

const ZONE = 'Europe/Warsaw';
const problems = (view: ModalView) => checkView(view, { type: 'modal', files: new Map() });
const names = (count: number) => Array.from({ length: count }, (_, number) => `name-${number}`);
const origin = { source: 'form', alertsIn: null, link: null, ticket: null, shown: null } as const;
const blank = { title: '', impact: 2, summary: '', plan: null, deployments: [] } as const;
const hostile = `<!channel> <@U0000BAD> *${'&<>é😀'.repeat(200)}`;

const impact = fc.constantFrom(...impacts);
const impactOrNone = fc.option(impact);
const choices = fc.record({
  plans: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 75 }), { maxLength: 120 }),
  deployments: fc.uniqueArray(fc.string({ minLength: 1, maxLength: 75 }), { maxLength: 120 }),
  needsPlan: fc.boolean(),
});

describe('the form to open an incident', () => {
  it('is one that Slack takes, whatever it begins with and whatever there is to choose', () => {
    const typed = {
      title: fc.string({ maxLength: 200 }),
      summary: fc.string({ maxLength: 3000 }),
      impact: impactOrNone,
    };
    const any = fc.tuple(fc.record(typed), choices, fc.string(), fc.boolean());
    fc.assert(
      fc.property(any, ([given, choice, title, isLike]) => {
        const like = isLike
          ? { incident: someIncident({ title: title.slice(0, 200) }), url: 'https://a.slack.com/b' }
          : null;
        const plan = choice.plans[0] ?? null;
        const begun = { ...given, plan, deployments: choice.deployments.slice(0, 3) };
        expect(problems(openForm({ origin, typed: begun, like }, { choices: choice, zone: ZONE }))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('offers as many plans and deployments as a menu takes, and asks for more deployments', () => {
    const form = openForm(
      { origin, typed: blank, like: null },
      { choices: { plans: names(150), deployments: names(101), needsPlan: true }, zone: ZONE },
    );
    expect(problems(form)).toEqual([]);
    expect(JSON.stringify(form)).toContain('"type":"multi_external_select"');
    expect(deploymentOptions(names(150), ' NAME-1 ').map(({ value }) => value)).toContain('name-149');
    expect(deploymentOptions(names(150), '')).toHaveLength(100);
  });

  it('shows a like incident without pinging anybody it names, and without a button where there is no address', () => {
    const like = { incident: someIncident({ title: hostile.slice(0, 200) }), url: null };
    const form = openForm(
      { origin, typed: blank, like },
      { choices: { plans: [], deployments: [], needsPlan: false }, zone: ZONE },
    );
    expect(problems(form)).toEqual([]);
    expect(JSON.stringify(form)).not.toMatch(/<!channel|<@U0000BAD|"type":"actions"/);
  });
});

describe('the form to edit an incident', () => {
  it('is one that Slack takes, whatever the incident holds', () => {
    const held = {
      title: fc.string({ minLength: 1, maxLength: 200 }),
      summary: fc.string({ maxLength: 8000 }),
      impact,
    };
    const item = fc.record({ title: fc.string({ maxLength: 200 }), url: fc.webUrl() });
    fc.assert(
      fc.property(fc.record(held), fc.array(item, { maxLength: 60 }), (incident, items) => {
        expect(problems(editForm(someIncident(incident), items))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a form', () => {
  it('without fields has nothing to submit', () => {
    for (const view of [formToCome('Open incident'), textForm('Open incident', 'It is open.')]) {
      expect(problems(view)).toEqual([]);
      expect(view.submit).toBeUndefined();
    }
  });
});
