import { sql } from 'kysely';
import type { Migration } from '../../src/store/migration.ts';

/**
 * Incidents with their timelines, links, followers, runbook steps and pages; and what is to be done outside that is no
 * message. A channel of its own has one incident.
 */
export const migration: Migration = {
  name: '0003-incidents',
  breaking: false,
  async up(db, { identity }) {
    const schema = db.schema;

    await schema
      .createTable('errand')
      .addColumn('id', ...identity)
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('line', 'text', (c) => c.notNull())
      .addColumn('payload', 'text', (c) => c.notNull())
      .addColumn('token', 'text', (c) => c.notNull())
      .addColumn('attempts', 'integer', (c) => c.notNull())
      .addColumn('next_at', 'text', (c) => c.notNull())
      .addColumn('claimed_by', 'text')
      .addColumn('claimed_until', 'text')
      .addColumn('refused', 'integer', (c) => c.notNull())
      .addColumn('last_error', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('errand_turn').on('errand').columns(['refused', 'line', 'id']).execute();

    await schema
      .createTable('incident')
      .addColumn('id', ...identity)
      .addColumn('backend', 'text', (c) => c.notNull())
      .addColumn('arn', 'text', (c) => c.unique())
      .addColumn('token', 'text', (c) => c.notNull())
      .addColumn('asked_as', 'text', (c) => c.notNull().unique())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('title_at', 'text', (c) => c.notNull())
      .addColumn('impact', 'integer', (c) => c.notNull())
      .addColumn('impact_at', 'text', (c) => c.notNull())
      .addColumn('summary', 'text', (c) => c.notNull())
      .addColumn('summary_at', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('state_at', 'text', (c) => c.notNull())
      .addColumn('plan', 'text')
      .addColumn('playbook', 'text')
      .addColumn('deployments', 'text', (c) => c.notNull())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('opened_by', 'text')
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('resolved_by', 'text')
      .addColumn('resolved_at', 'text')
      .addColumn('resolution', 'text')
      .addColumn('ic', 'text')
      .addColumn('ic_since', 'text')
      .addColumn('scribe', 'text')
      .addColumn('communications', 'text')
      .addColumn('room', 'text')
      .addColumn('archived_at', 'text')
      .addColumn('card_id', 'text')
      .addColumn('war_id', 'text', (c) => c.notNull())
      .addColumn('update_text', 'text')
      .addColumn('update_at', 'text')
      .addColumn('reminded_at', 'text')
      .addColumn('relief_at', 'text')
      .addColumn('aws_seen', 'text')
      .addColumn('aws_problem', 'text')
      .addColumn('statuspage_id', 'text')
      .addColumn('runbook', 'text')
      .addColumn('write_up', 'text')
      .execute();
    await schema.createIndex('incident_state').on('incident').columns(['state', 'opened_at']).execute();
    await schema.createIndex('incident_room').on('incident').column('room').execute();
    await schema
      .createIndex('incident_own_room')
      .on('incident')
      .column('room')
      .unique()
      .where(sql.ref('card_id'), 'is not', null)
      .execute();

    await schema
      .createTable('incident_event')
      .addColumn('id', ...identity)
      .addColumn('incident_id', 'integer', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('by', 'text')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('key', 'text')
      .addColumn('aws_id', 'text')
      .execute();
    await schema.createIndex('incident_event_order').on('incident_event').columns(['incident_id', 'at']).execute();
    await schema
      .createIndex('incident_event_key')
      .on('incident_event')
      .columns(['incident_id', 'key'])
      .unique()
      .execute();

    await schema
      .createTable('incident_item')
      .addColumn('id', ...identity)
      .addColumn('incident_id', 'integer', (c) => c.notNull())
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('url', 'text', (c) => c.notNull())
      .execute();
    await schema
      .createIndex('incident_item_url')
      .on('incident_item')
      .columns(['incident_id', 'url'])
      .unique()
      .execute();

    await schema
      .createTable('incident_follower')
      .addColumn('incident_id', 'integer', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('incident_follower_pk', ['incident_id', 'user_id'])
      .execute();

    await schema
      .createTable('incident_step')
      .addColumn('id', ...identity)
      .addColumn('incident_id', 'integer', (c) => c.notNull())
      .addColumn('section', 'text', (c) => c.notNull())
      .addColumn('ordinal', 'integer', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('done_by', 'text')
      .addColumn('done_at', 'text')
      .execute();
    await schema.createIndex('incident_step_incident').on('incident_step').column('incident_id').execute();

    await schema
      .createTable('incident_page')
      .addColumn('id', ...identity)
      .addColumn('incident_id', 'integer', (c) => c.notNull())
      .addColumn('root_id', 'integer')
      .addColumn('whom', 'text', (c) => c.notNull())
      .addColumn('users', 'text', (c) => c.notNull())
      .addColumn('by', 'text')
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('round', 'integer', (c) => c.notNull())
      .addColumn('escalate_at', 'text')
      .addColumn('acked_by', 'text')
      .addColumn('acked_at', 'text')
      .addColumn('messages', 'text', (c) => c.notNull())
      .addColumn('room_message', 'text')
      .addColumn('engagements', 'text', (c) => c.notNull())
      .execute();
    await schema.createIndex('incident_page_incident').on('incident_page').column('incident_id').execute();
    await schema.createIndex('incident_page_chain').on('incident_page').columns(['root_id', 'acked_at']).execute();
    await schema.createIndex('incident_page_due').on('incident_page').column('escalate_at').execute();
    await schema.createIndex('alert_incident').on('alert').column('incident').execute();
  },
};
