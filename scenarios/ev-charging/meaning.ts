import type { RecordMeaning } from '../../harness/index.ts';
import type { Event } from '../../system/contract/events.ts';

const roles: Readonly<Record<string, RecordMeaning['role']>> = {
  'charge-requested': 'asked',
  'ticket-issued': 'fulfilled',
  'charge-denied': 'declined',
  'charge-cancelled': 'declined',
  'outcome-received': 'heard',
};

/** What one of the system's events means to the harness. */
export function meaning({ id, type, source, correlation, cause, payload }: Event): RecordMeaning {
  const amounts = Object.entries(payload).filter((entry): entry is [string, number] => Number.isInteger(entry[1]));
  return {
    id,
    type,
    source,
    operation: correlation,
    cause,
    role: roles[type] ?? 'other',
    amounts: Object.fromEntries(amounts),
  };
}
