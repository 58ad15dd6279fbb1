/** The lock under which several alerts change at once: those who take their rows in different orders block each other. */
export const INTAKE_LOCK = 'intake';
