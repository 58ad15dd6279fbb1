import type { Migration } from '../../src/store/migration.ts';

/** Alarms, alerts and their triage; the outbox; what Slack told; playbook notes. Times are ISO 8601 in UTC, as text. */
export const migration: Migration = {
  name: '0001-alerts',
  breaking: false,
  async up(db, { identity }) {
    const schema = db.schema;

    await schema
      .createTable('setting')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('value', 'text', (c) => c.notNull())
      .execute();

    await schema
      .createTable('message')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('channel_id', 'text')
      .addColumn('ts', 'text')
      .addColumn('thread_of', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('message_place').on('message').columns(['channel_id', 'ts']).unique().execute();

    await schema
      .createTable('outbox')
      .addColumn('id', ...identity)
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('message_id', 'text', (c) => c.unique())
      .addColumn('lane', 'integer', (c) => c.notNull())
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('thread_of', 'text')
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('dead', 'integer', (c) => c.notNull())
      .addColumn('claimed_by', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('last_error', 'text')
      .execute();
    await schema.createIndex('outbox_turn').on('outbox').columns(['dead', 'claimed_by', 'lane', 'id']).execute();

    await schema
      .createTable('sender')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('beat', 'integer', (c) => c.notNull())
      .execute();

    await schema
      .createTable('storm')
      .addColumn('id', ...identity)
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('message_id', 'text', (c) => c.notNull().unique())
      .addColumn('started_at', 'text', (c) => c.notNull())
      .addColumn('last_at', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('state_by', 'text')
      .addColumn('state_at', 'text')
      .addColumn('alerts', 'integer', (c) => c.notNull())
      .addColumn('changed', 'integer', (c) => c.notNull())
      .addColumn('shown_at', 'text')
      .addColumn('listed', 'integer', (c) => c.notNull())
      .addColumn('reminded_at', 'text')
      .execute();
    await schema.createIndex('storm_changed').on('storm').columns(['changed', 'listed', 'alerts']).execute();
    await schema.createIndex('storm_last').on('storm').column('last_at').execute();

    await schema
      .createTable('alert')
      .addColumn('id', ...identity)
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('alarm', 'text', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('condition', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('state_by', 'text')
      .addColumn('state_at', 'text')
      .addColumn('assignee', 'text')
      .addColumn('ticket', 'text')
      .addColumn('reason', 'text')
      .addColumn('fired_at', 'text', (c) => c.notNull())
      .addColumn('active_at', 'text', (c) => c.notNull())
      .addColumn('recovered_at', 'text')
      .addColumn('received_at', 'text', (c) => c.notNull())
      .addColumn('changed_at', 'text', (c) => c.notNull())
      .addColumn('repeats', 'integer', (c) => c.notNull())
      .addColumn('week_firings', 'integer', (c) => c.notNull())
      .addColumn('previous_id', 'integer')
      .addColumn('playbook', 'text')
      .addColumn('incident', 'text')
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('message_id', 'text', (c) => c.notNull())
      .addColumn('storm_id', 'integer')
      .addColumn('event', 'text', (c) => c.notNull())
      .addColumn('reminded_at', 'text')
      .execute();
    await schema.createIndex('alert_alarm').on('alert').columns(['key', 'fired_at']).execute();
    await schema.createIndex('alert_fired').on('alert').columns(['fired_at', 'state']).execute();
    await schema.createIndex('alert_received').on('alert').columns(['received_at', 'state']).execute();
    await schema.createIndex('alert_born').on('alert').columns(['channel', 'received_at']).execute();
    await schema.createIndex('alert_changed').on('alert').column('changed_at').execute();
    await schema.createIndex('alert_state').on('alert').columns(['state', 'received_at']).execute();
    await schema.createIndex('alert_message').on('alert').column('message_id').execute();
    await schema.createIndex('alert_storm').on('alert').columns(['storm_id', 'id']).execute();

    await schema
      .createTable('alarm')
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('condition', 'text', (c) => c.notNull())
      .addColumn('last_event_at', 'text', (c) => c.notNull())
      .addColumn('alert_id', 'integer')
      .addPrimaryKeyConstraint('alarm_pk', ['key', 'source'])
      .execute();

    await schema
      .createTable('alarm_event')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('condition', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('alert_id', 'integer')
      .addColumn('road', 'text', (c) => c.notNull())
      .addColumn('received_at', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('alarm_event_order').on('alarm_event').columns(['source', 'key', 'at']).execute();

    await schema
      .createTable('rejected')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('road', 'text', (c) => c.notNull())
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('received_at', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('rejected_received').on('rejected').column('received_at').execute();

    await schema
      .createTable('reaction')
      .addColumn('message_id', 'text', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addColumn('emoji', 'text', (c) => c.notNull())
      .addColumn('present', 'integer', (c) => c.notNull())
      .addColumn('changed_at', 'text', (c) => c.notNull())
      .addColumn('inferred', 'integer', (c) => c.notNull())
      .addPrimaryKeyConstraint('reaction_pk', ['message_id', 'user_id', 'emoji'])
      .execute();

    await schema
      .createTable('triage_act')
      .addColumn('id', ...identity)
      .addColumn('message_id', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('emoji', 'text')
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('means', 'text', (c) => c.notNull())
      .addColumn('inferred', 'integer', (c) => c.notNull())
      .addColumn('undone_at', 'text')
      .addColumn('undone_by', 'text')
      .execute();
    await schema
      .createIndex('triage_act_once')
      .on('triage_act')
      .columns(['message_id', 'by', 'emoji', 'at'])
      .unique()
      .execute();

    await schema
      .createTable('triage_detail')
      .addColumn('id', ...identity)
      .addColumn('alert_id', 'integer', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('value', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('triage_detail_alert').on('triage_detail').column('alert_id').execute();

    await schema
      .createTable('slack_user')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('is_bot', 'integer', (c) => c.notNull())
      .addColumn('fetched_at', 'text', (c) => c.notNull())
      .execute();

    await schema
      .createTable('slack_name')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('name', 'text', (c) => c.notNull())
      .addColumn('id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('slack_name_pk', ['kind', 'name'])
      .execute();

    await schema
      .createTable('playbook_note')
      .addColumn('id', ...identity)
      .addColumn('file', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('playbook_note_file').on('playbook_note').column('file').execute();

    await schema
      .createTable('playbook_page')
      .addColumn('file', 'text', (c) => c.primaryKey())
      .addColumn('markdown', 'text', (c) => c.notNull())
      .addColumn('by', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .execute();
  },
};
