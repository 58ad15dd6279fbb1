import type { Migration } from '../../src/store/migration.ts';

/** The ledger of duty: shifts, how they were planned and changed, what people asked for; runs of jobs; calendar links. */
export const migration: Migration = {
  name: '0002-duty',
  breaking: false,
  async up(db, { identity }) {
    const schema = db.schema;

    await schema.alterTable('slack_user').addColumn('name', 'text').execute();
    // Who did how much is read by time.
    await schema.createIndex('triage_act_at').on('triage_act').column('at').execute();

    await schema
      .createTable('shift')
      .addColumn('id', ...identity)
      .addColumn('rotation', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('start_at', 'text', (c) => c.notNull())
      .addColumn('end_at', 'text', (c) => c.notNull())
      .addColumn('member', 'text')
      .addColumn('planned', 'text')
      .addColumn('override', 'integer', (c) => c.notNull())
      .addColumn('announced_at', 'text')
      .addColumn('changes', 'integer', (c) => c.notNull())
      .execute();
    await schema.createIndex('shift_day').on('shift').columns(['rotation', 'day']).unique().execute();
    await schema.createIndex('shift_end').on('shift').columns(['end_at', 'rotation']).execute();

    await schema
      .createTable('duty_cycle')
      .addColumn('rotation', 'text', (c) => c.notNull())
      .addColumn('start_day', 'text', (c) => c.notNull())
      .addColumn('end_day', 'text', (c) => c.notNull())
      .addColumn('members', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('duty_cycle_pk', ['rotation', 'start_day'])
      .execute();

    await schema
      .createTable('duty_change')
      .addColumn('id', ...identity)
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('by', 'text')
      .addColumn('rotation', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('from_member', 'text')
      .addColumn('to_member', 'text')
      .addColumn('cause', 'text', (c) => c.notNull())
      .addColumn('ref', 'integer')
      .execute();
    await schema.createIndex('duty_change_day').on('duty_change').columns(['rotation', 'day']).execute();
    await schema.createIndex('duty_change_ref').on('duty_change').columns(['cause', 'ref']).execute();

    await schema
      .createTable('absence')
      .addColumn('id', ...identity)
      .addColumn('member', 'text', (c) => c.notNull())
      .addColumn('from_day', 'text', (c) => c.notNull())
      .addColumn('to_day', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('cancelled_at', 'text')
      .addColumn('cancelled_by', 'text')
      .execute();
    await schema.createIndex('absence_days').on('absence').columns(['to_day', 'member']).execute();

    await schema
      .createTable('swap')
      .addColumn('id', ...identity)
      .addColumn('asked_by', 'text', (c) => c.notNull())
      .addColumn('asked_of', 'text', (c) => c.notNull())
      .addColumn('rotation', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('their_rotation', 'text', (c) => c.notNull())
      .addColumn('their_day', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('asked_at', 'text', (c) => c.notNull())
      .addColumn('answered_at', 'text')
      .addColumn('message_id', 'text')
      .execute();

    await schema
      .createTable('job_run')
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('due_at', 'text', (c) => c.notNull())
      .addColumn('run_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('job_run_pk', ['name', 'due_at'])
      .execute();

    await schema
      .createTable('calendar_link')
      .addColumn('token_hash', 'text', (c) => c.primaryKey())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('revoked_at', 'text')
      .execute();
    await schema.createIndex('calendar_link_user').on('calendar_link').column('user_id').execute();
  },
};
