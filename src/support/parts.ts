import type { IncidentParts } from '../incidents/parts.ts';

/** What flows of support need: what incidents do, for a critical ticket may become one. */
export type SupportParts = IncidentParts;
