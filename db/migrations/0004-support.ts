import type { Migration } from '../../src/store/migration.ts';

/** Tickets of support, with what happened to them, who follows them, the messages that tell of them, and their pages. */
export const migration: Migration = {
  name: '0004-support',
  breaking: false,
  async up(db, { identity }) {
    const schema = db.schema;

    await schema
      .createTable('ticket')
      .addColumn('id', ...identity)
      .addColumn('asked_as', 'text', (c) => c.notNull().unique())
      .addColumn('source', 'text', (c) => c.notNull())
      .addColumn('reporter', 'text')
      .addColumn('client', 'text')
      .addColumn('creator', 'text')
      .addColumn('title', 'text', (c) => c.notNull())
      .addColumn('summary', 'text', (c) => c.notNull())
      .addColumn('impact', 'integer', (c) => c.notNull())
      .addColumn('deployments', 'text', (c) => c.notNull())
      .addColumn('link', 'text')
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('state_by', 'text')
      .addColumn('state_at', 'text')
      .addColumn('assignee', 'text')
      .addColumn('ticket', 'text')
      .addColumn('reason', 'text')
      .addColumn('resolution', 'text')
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('due_at', 'text')
      .addColumn('first_look_at', 'text')
      .addColumn('closed_at', 'text')
      .addColumn('changed_at', 'text', (c) => c.notNull())
      .addColumn('duty_member', 'text')
      .addColumn('duty_from', 'text')
      .addColumn('channel', 'text', (c) => c.notNull())
      .addColumn('message_id', 'text', (c) => c.notNull())
      .addColumn('incident', 'text')
      .addColumn('joined_to', 'integer')
      .addColumn('reminded_at', 'text')
      .addColumn('escalated_at', 'text')
      .execute();
    await schema.createIndex('ticket_message_id').on('ticket').column('message_id').execute();
    await schema.createIndex('ticket_closed').on('ticket').columns(['closed_at', 'opened_at']).execute();
    await schema.createIndex('ticket_changed').on('ticket').column('changed_at').execute();
    await schema.createIndex('ticket_reporter').on('ticket').column('reporter').execute();
    await schema.createIndex('ticket_creator').on('ticket').columns(['client', 'creator']).execute();
    await schema.createIndex('ticket_incident').on('ticket').column('incident').execute();
    await schema.createIndex('ticket_joined').on('ticket').column('joined_to').execute();

    await schema
      .createTable('ticket_event')
      .addColumn('id', ...identity)
      .addColumn('ticket_id', 'integer', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('by', 'text')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('key', 'text')
      .execute();
    await schema.createIndex('ticket_event_order').on('ticket_event').columns(['ticket_id', 'at']).execute();
    await schema.createIndex('ticket_event_key').on('ticket_event').columns(['ticket_id', 'key']).unique().execute();

    await schema
      .createTable('ticket_follower')
      .addColumn('ticket_id', 'integer', (c) => c.notNull())
      .addColumn('user_id', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('ticket_follower_pk', ['ticket_id', 'user_id'])
      .execute();

    await schema
      .createTable('ticket_message')
      .addColumn('message_id', 'text', (c) => c.primaryKey())
      .addColumn('ticket_id', 'integer', (c) => c.notNull())
      .execute();

    await schema
      .createTable('ticket_page')
      .addColumn('id', ...identity)
      .addColumn('ticket_id', 'integer', (c) => c.notNull())
      .addColumn('whom', 'text', (c) => c.notNull())
      .addColumn('users', 'text', (c) => c.notNull())
      .addColumn('at', 'text', (c) => c.notNull())
      .addColumn('round', 'integer', (c) => c.notNull())
      .addColumn('escalate_at', 'text')
      .addColumn('acked_by', 'text')
      .addColumn('acked_at', 'text')
      .addColumn('messages', 'text', (c) => c.notNull())
      .addColumn('thread_message', 'text')
      .execute();
    await schema.createIndex('ticket_page_ticket').on('ticket_page').columns(['ticket_id', 'acked_at']).execute();
    await schema.createIndex('ticket_page_due').on('ticket_page').column('escalate_at').execute();

    await schema
      .createTable('jira_issue')
      .addColumn('ref', 'text', (c) => c.primaryKey())
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('issue_id', 'text')
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('category_at', 'text')
      .addColumn('done_at', 'text')
      .execute();
    await schema.createIndex('jira_issue_key').on('jira_issue').column('key').execute();
    await schema.createIndex('jira_issue_id').on('jira_issue').column('issue_id').execute();
    await schema.createIndex('jira_issue_open').on('jira_issue').column('done_at').execute();

    await schema
      .createTable('jira_attempt')
      .addColumn('ref', 'text', (c) => c.primaryKey())
      .addColumn('tried_at', 'text')
      .addColumn('told', 'integer', (c) => c.notNull())
      .execute();
  },
};
