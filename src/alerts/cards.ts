import type { Config } from '../config/schema.ts';
import type { Library } from '../playbooks/library.ts';
import { type AlarmSubject, subjectNamed } from '../playbooks/match.ts';
import type { Db } from '../store/tables.ts';
import type { AlarmEvent } from './alarm-event.ts';
import { eventOf } from './alert.ts';
import type { CardParts } from './show.ts';
import { newestAlertNamed } from './store.ts';

/** What cards need, from the configuration and the playbooks. */
export function createCards(config: Config, library: Library): CardParts {
  return {
    zone: config.timezone,
    channelFor: (source) => (source === 'pingdom' ? config.alarms.pingdom.channel : config.channels.alerts),
    playbookFor(event) {
      const playbook = library.forAlarm(subjectOfAlarm(event));
      return playbook && { file: playbook.file, title: playbook.title, url: library.url(playbook.file) };
    },
  };
}

/** An alarm of which only the name is given: as it last fired, when it ever did. */
export async function subjectByName(db: Db, name: string): Promise<AlarmSubject> {
  const row = await newestAlertNamed(db, name);
  return row ? subjectOfAlarm(eventOf(row)) : subjectNamed(name);
}

/** What of an alarm a playbook's patterns look at. */
function subjectOfAlarm({ alarm, metric, account, tags }: AlarmEvent): AlarmSubject {
  return { alarm, namespace: metric?.namespace ?? null, metric: metric?.name ?? null, account, tags };
}
