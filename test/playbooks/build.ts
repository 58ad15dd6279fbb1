import type { AlarmSubject } from '../../src/playbooks/match.ts';
import type { Playbook } from '../../src/playbooks/playbook.ts';

/** A playbook with what a test cares about; the rest is unremarkable. */
export function playbook(given: Partial<Playbook> = {}): Playbook {
  return { file: 'page.md', title: 'A page', alarms: [], owner: null, markdown: '', sections: [], ...given };
}

/** An alarm of which only what is given is known. */
export function subject(given: Partial<AlarmSubject> = {}): AlarmSubject {
  return { alarm: 'an-alarm', namespace: null, metric: null, account: null, tags: {}, ...given };
}
