import type { Migration } from '../../src/store/migration.ts';
import { migration as alerts } from './0001-alerts.ts';
import { migration as duty } from './0002-duty.ts';
import { migration as incidents } from './0003-incidents.ts';
import { migration as support } from './0004-support.ts';

/** Every step of the schema, oldest first. A released step is never edited: the next one is added below. */
export const migrations: readonly Migration[] = [alerts, duty, incidents, support];
