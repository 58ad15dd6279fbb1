import type { ColumnBuilderCallback, ColumnDataType, Kysely } from 'kysely';

/** What differs between the two databases where a schema is made. */
export type Dialect = {
  /** A key that the database counts up by itself: its column type, and what makes it count. */
  identity: [type: ColumnDataType, build: ColumnBuilderCallback];
};

/** One step of the schema. */
export type Migration = {
  /** `NNNN-subject`; steps run in the order of their names. */
  name: string;
  /** True when an older build must not run beside it; additive steps are not. */
  breaking: boolean;
  up(db: Kysely<unknown>, dialect: Dialect): Promise<void>;
};
