import type { RecordMeaning } from '../../harness/index.ts';
import type { Event } from '../../system/contract/events.ts';

const roles: Readonly<Record<string, RecordMeaning['role']>> = {
  'charge-requested': 'asked',
  'ticket-issued': 'fulfilled',
  'charge-denied': 'declined',
  'charge-cancelled': 'declined',
  'outcome-received': 'heard',
};

/** Who must answer it, each time it is said: of the other events some follow from nothing, and some are for the eye. */
const addressees: Readonly<Record<string, string>> = {
  'charge-requested': 'central',
  'charge-offered': 'engine',
  'supply-ended': 'central',
  'ticket-issued': 'driver',
  'charge-denied': 'driver',
  'charge-cancelled': 'driver',
};

/** What one of the system's events means to the harness. */
export function meaning({ id, type, source, correlation, cause, payload }: Event): RecordMeaning {
  const to = addressees[type];
  const amounts = Object.entries(payload).filter((entry): entry is [string, number] => Number.isInteger(entry[1]));
  return {
    id,
    type,
    source,
    operation: correlation,
    cause,
    role: roles[type] ?? 'other',
    ...(to === undefined ? {} : { to }),
    amounts: Object.fromEntries(amounts),
  };
}
