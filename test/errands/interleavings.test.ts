import { setImmediate } from 'node:timers/promises';
import { WebAPIRateLimitedError } from '@slack/web-api';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NotYet } from '../../src/errands/errand.ts';
import { nameOf, onBothEngines, onHost, type Process, passing, type Script, type Workshop } from './workshop.ts';

const faults = ['passing', 'too early', 'slow down', 'not kept', 'death'] as const;
type Fault = (typeof faults)[number];

/** Lines of errands, each of which meets with some faults before it is done. */
const plans = fc.array(
  fc.array(fc.array(fc.constantFrom(...faults), { maxLength: 3 }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 3 },
);

/** What a handler meets with, and whether it ever met another of its line. */
function meetFaults(ahead: Map<string, Fault[]>) {
  const running = new Set<string>();
  const seen = { meetings: 0 };
  const script: Script = async (errand, process) => {
    if (running.has(errand.line)) seen.meetings += 1;
    running.add(errand.line);
    await setImmediate();
    running.delete(errand.line);
    const fault = ahead.get(nameOf(errand))?.shift();
    if (fault === 'passing') throw passing();
    if (fault === 'too early') throw new NotYet('not there yet', 300);
    if (fault === 'slow down') throw new WebAPIRateLimitedError(5);
    if (fault === 'not kept') process.failNextWrites();
    if (fault === 'death') process.die();
  };
  return { script, seen };
}

/** Lives through a plan with a process on each host, which is followed by another when it dies. */
async function liveThrough(workshop: Workshop, plan: Fault[][][], hosts: string[]) {
  const { beside, time, ask, waiting } = workshop;
  const named = plan.map((errands, line) => errands.map((list, n) => ({ name: `${line}.${n}`, faults: [...list] })));
  const { script, seen } = meetFaults(new Map(named.flat().map(({ name, faults: list }) => [name, list])));
  const living = new Map<string, Process>();
  const calls: Process['calls'][] = [];
  for (const [line, errands] of named.entries()) await ask(`${line}`, ...errands.map(({ name }) => name));
  while ((await waiting()).length > 0) {
    for (const host of hosts) {
      if (living.get(host)?.isDead() === false) continue;
      const process = beside({ script, processId: onHost(host) });
      living.set(host, process);
      calls.push(process.calls);
      await Promise.race([process.errands.start(), process.died]);
    }
    await time.advance(1000);
    await Promise.all([...living.values()].map(({ errands, died }) => Promise.race([errands.settled(), died])));
  }
  for (const { errands, isDead } of living.values()) if (!isDead()) await errands.stop();
  return { meetings: seen.meetings, calls: calls.flat() };
}

onBothEngines('errands, whatever befalls them', (open) => {
  it.each([
    ['one process', ['one']],
    ['two processes', ['one', 'two']],
  ])('are each kept once, in the order of their line, by %s', async (_how, hosts) => {
    const workshop = await open({ processId: onHost('none') });
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        await workshop.db.deleteFrom('playbook_note').execute();
        const { meetings, calls } = await liveThrough(workshop, plan, hosts);
        const kept = await workshop.kept();
        for (const [line, errands] of plan.entries()) {
          const order = errands.map((_faults, n) => `${line}.${n}`);
          expect(kept.filter((name) => name.startsWith(`${line}.`))).toEqual(order);
        }
        const tokens = Map.groupBy(calls, ({ name }) => name).values();
        for (const same of tokens) expect(new Set(same.map(({ token }) => token)).size).toBe(1);
        expect(meetings).toBe(0);
      }),
      { numRuns: 25 },
    );
  });
});
