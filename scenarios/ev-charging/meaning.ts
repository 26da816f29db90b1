import { z } from 'zod';
import type { RecordMeaning } from '../../harness/index.ts';
import type { Event } from '../../system/contract/events.ts';

const roles: Readonly<Record<string, RecordMeaning['role']>> = {
  'charge-requested': 'request',
  'ticket-issued': 'completed',
  'charge-denied': 'rejected',
  'charge-cancelled': 'rejected',
  'outcome-received': 'acknowledged',
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
    correlationId: correlation,
    causationId: cause,
    role: roles[type] ?? 'other',
    ...(to === undefined ? {} : { to }),
    amounts: Object.fromEntries(amounts),
  };
}

/**
 * What a service's note about a record that it set aside means: that it was set aside, and nothing of what the record
 * would have meant. It is not taken for work of the service, which may set aside everything and do nothing else.
 */
export function meaningOfLetter(letter: unknown): RecordMeaning {
  const { by, topic, partition, offset } = letterShape.parse(letter);
  return {
    id: `${by} ${topic}/${partition}/${offset}`,
    type: 'set-aside',
    source: `${by} (dead letters)`,
    correlationId: undefined,
    causationId: undefined,
    role: 'other',
  };
}

const letterShape = z.object({ by: z.string(), topic: z.string(), partition: z.number(), offset: z.coerce.string() });
