import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { addDays, daysFrom } from '../../src/duty/days.ts';
import { root } from '../play/workspace.ts';
import { type SlackSandbox, startSlack } from '../slack/sandbox.ts';
import { absences } from './absences.ts';
import { dueInstants, instant } from './calendar.ts';
import type { Evidence } from './evidence.ts';
import { exchanges } from './exchanges.ts';
import type { Happening } from './happening.ts';
import { leapingTime } from './leaping-time.ts';
import { createLife, type Life } from './life.ts';
import { type Ids, PEOPLE, PEOPLES_TOPIC } from './team.ts';
import { troubles } from './troubles.ts';

/** A span of days, first and last included, between 2026-11-21 and 2027-11-21. */
export type Span = { from: string; to: string };

/** Something that happens at an instant. */
type Step = { at: Date; do(life: Life): Promise<void> };

/** Somebody writes over the bot's part of a topic: it is to be put right at the next change, and not before. */
const WRITTEN_OVER = '2027-02-16';
/** Before the first announcement. */
const BEGINS = '06:00';

/** Plays the life of a team on the real capabilities, over SQLite and a sandbox of Slack, and tells what came of it. */
export async function playYear(span: Span): Promise<Evidence> {
  const manifest = parse(readFileSync(join(root, 'manifest.yml'), 'utf8'));
  const dir = mkdtempSync(join(tmpdir(), 'watchbill-year-'));
  const time = leapingTime(instant(span.from, BEGINS));
  const slack = await startSlack({ clock: time, after: time.after, manifest });
  const life = await createLife({ slack, time, database: join(dir, 'watchbill.db'), ids: populate(slack), span });
  try {
    for (const step of stepsOf(span)) {
      time.leap(step.at);
      await step.do(life);
    }
    return await life.end();
  } finally {
    await slack.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

function populate(slack: SlackSandbox): Ids {
  const people = new Map(PEOPLE.map((name) => [name, slack.user({ name })]));
  for (const name of ['alerts', 'bugs', 'war', 'engineering']) slack.channel({ name });
  slack.setTopic('maja', 'bugs', PEOPLES_TOPIC);
  const group = (handle: string) => slack.createGroup({ handle, users: ['maja'] });
  return { people, groups: { ic: group('ic'), oncall: group('oncall'), duty: group('duty') } };
}

/** All that happens, in order; at the same instant, what happens to the process comes first. */
function stepsOf({ from, to }: Span): Step[] {
  const [start, end] = [instant(from, BEGINS), instant(addDays(to, 1), '00:00')];
  const happenings: Happening[] = [...absences(), ...exchanges('2026-11-21')];
  const steps: Step[] = [
    ...troubles().flatMap((trouble): Step[] => [
      { at: trouble.at, do: (life) => life.suffer(trouble) },
      ...('until' in trouble ? [{ at: trouble.until, do: (life: Life) => life.recover() }] : []),
    ]),
    ...happenings.map(({ at, act }) => ({ at, do: (life: Life) => life.act(act) })),
    ...daysFrom(from, to).flatMap((day) => dueInstants(day).map((at) => ({ at, do: (life: Life) => life.pass() }))),
    // Nothing is due: nothing may happen.
    ...daysFrom(from, to).map((day) => ({
      at: instant(day, '12:34'),
      do: (life: Life) => life.pass({ isDue: false }),
    })),
    { at: instant(WRITTEN_OVER, '10:00'), do: (life) => life.writeOver() },
  ];
  return steps.filter(({ at }) => at >= start && at < end).sort((a, b) => a.at.getTime() - b.at.getTime());
}
