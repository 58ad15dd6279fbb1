import { describe, expect, it } from 'vitest';
import { handedText, heldRoles, leadsText, tookText } from '../../../src/incidents/rules/role-lines.ts';
import { line } from './some-line.ts';

const role = (time: string, by: string | null, text: string) => line(time, 'role', { by, text });
const clock = (at: Date | null) => at?.toISOString().slice(11, 16) ?? null;
const held = (...timeline: ReturnType<typeof line>[]) =>
  heldRoles(timeline).map(({ role: name, user, from, to }) => [name, user, clock(from), clock(to)]);

describe('heldRoles', () => {
  it('tells who led from when to when', () => {
    const timeline = [
      line('09:00', 'opened'),
      role('09:00', 'U0ADA', leadsText),
      role('10:00', 'U0ADA', handedText('ic', 'U0BOB')),
      line('10:30', 'note', { by: 'U0EVE', text: tookText('ic') }),
      role('11:00', 'U0CAT', tookText('ic')),
      line('12:00', 'resolved'),
    ];
    expect(held(...timeline)).toEqual([
      ['ic', 'U0ADA', '09:00', '10:00'],
      ['ic', 'U0BOB', '10:00', '11:00'],
      ['ic', 'U0CAT', '11:00', '12:00'],
    ]);
  });

  it('tells of each role by itself', () => {
    const timeline = [
      role('09:00', 'U0ADA', leadsText),
      role('09:10', 'U0BOB', tookText('scribe')),
      role('09:20', 'U0CAT', tookText('communications')),
      role('09:30', 'U0BOB', handedText('scribe', 'U0EVE')),
    ];
    expect(held(...timeline)).toEqual([
      ['ic', 'U0ADA', '09:00', null],
      ['scribe', 'U0BOB', '09:10', '09:30'],
      ['communications', 'U0CAT', '09:20', null],
      ['scribe', 'U0EVE', '09:30', null],
    ]);
  });

  it('gives the roles back to who had them when an incident is reopened', () => {
    const timeline = [
      role('09:00', 'U0ADA', leadsText),
      role('09:05', 'U0BOB', tookText('scribe')),
      line('10:00', 'resolved'),
      line('10:30', 'reopened'),
      line('10:31', 'reopened'),
      role('11:00', 'U0CAT', tookText('ic')),
    ];
    expect(held(...timeline)).toEqual([
      ['ic', 'U0ADA', '09:00', '10:00'],
      ['scribe', 'U0BOB', '09:05', '10:00'],
      ['ic', 'U0ADA', '10:30', '11:00'],
      ['scribe', 'U0BOB', '10:30', null],
      ['ic', 'U0CAT', '11:00', null],
    ]);
  });

  it('reads nothing else out of what a line says', () => {
    expect(
      held(
        role('09:00', null, leadsText),
        role('09:01', 'U0ADA', 'took over as King'),
        role('09:02', 'U0ADA', 'handed Crown over to @U0BOB'),
        role('09:03', 'U0ADA', 'leads'),
      ),
    ).toEqual([]);
  });
});
