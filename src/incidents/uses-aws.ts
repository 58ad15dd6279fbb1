import type { Config } from '../config/schema.ts';
import { rotationNames } from '../duty/shift.ts';

/** Whether anything is kept in Incident Manager: incidents, with that backend, or the mirror of duty alone. */
export const usesAws = ({ incidents, duty }: Pick<Config, 'incidents' | 'duty'>): boolean =>
  incidents.backend !== 'local' || rotationNames.some((name) => duty[name].incident_manager_rotation !== null);
