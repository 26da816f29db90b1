import { schema as points } from './points.ts';
import { schema as requests } from './requests.ts';

/** The driver's own tables; those of the messaging layer stand beside them in the same file, so one transaction spans both. */
export const migrations: readonly string[] = [`${requests};${points}`];
