import { z } from 'zod';
import { chargePointId, location, priceCentsPerKwh } from '../contract/charge-point.ts';
import { toCentral } from '../contract/monitor-words.ts';
import type { ChargePoint } from './charge-points.ts';
import type { Enrolments } from './enrolments.ts';

/** A word of a monitor that is refused, and who said it, as far as it said so. */
export interface Refused {
  readonly id: string | null;
  readonly refused: string;
}

/** Who says the first word on a link, proved by its secret. */
export function authenticated(
  fields: readonly string[],
  enrolments: Pick<Enrolments, 'check'>,
): { readonly id: string } | Refused {
  const [word, name, secret, ...more] = fields;
  if (word !== toCentral.authenticate) return { id: null, refused: 'It must authenticate first.' };
  const id = chargePointId.safeParse(name).data ?? null;
  if (id === null || secret === undefined || more.length > 0) {
    return { id, refused: 'An authentication is an id and a secret.' };
  }
  const found = enrolments.check(id, secret);
  if (found === 'unknown') return { id, refused: `Charge point ${id} is not enrolled.` };
  return found === 'wrong' ? { id, refused: `The secret of charge point ${id} is wrong.` } : { id };
}

const registration = z.object({ id: chargePointId, location, priceCentsPerKwh });

/** What a charge point says of itself once it is known who it is. */
export function registered(fields: readonly string[], id: string): ChargePoint | Refused {
  const [word, name, place, price, ...more] = fields;
  if (word !== toCentral.register || more.length > 0) {
    return { id, refused: 'It must register: an id, a location and a price.' };
  }
  const { data, error } = registration.safeParse({ id: name, location: place, priceCentsPerKwh: price });
  const [issue] = error?.issues ?? [];
  if (!data) return { id, refused: `Its registration is wrong: ${String(issue?.path[0])} ${issue?.message}.` };
  return data.id === id ? data : { id, refused: `It has authenticated as ${id} and may not register as another.` };
}
