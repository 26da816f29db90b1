import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import { chargePointId, secret } from '../contract/charge-point.ts';
import { transact } from '../service/database.ts';

/** One of central's migrations. */
export const enrolmentsMigration = `
CREATE TABLE enrolments (
  charge_point TEXT PRIMARY KEY, secret_hash BLOB NOT NULL CHECK (length(secret_hash) = 32),
  enrolled_at INTEGER NOT NULL) STRICT`;

export interface Enrolment {
  readonly chargePointId: string;
  readonly secret: string;
}

/** Which charge points may register, and what each proves by that it is itself. */
export interface Enrolments {
  /** A new secret of 128 random bits, told this once; one that it had before holds no longer. */
  enrol(id: string): string;
  /** The same with a secret that somebody else has chosen; again with the same one changes nothing. */
  enrolWith(id: string, secret: string): void;
  /** Whether there was something to remove. */
  remove(id: string): boolean;
  check(id: string, secret: string): 'right' | 'unknown' | 'wrong';
  /** Who hears that what a charge point has proved before holds no longer. */
  onRevoked(hear: (id: string) => void): void;
}

/**
 * A slow hash is for what people can remember. These secrets are random or at least meant to be: there is no list of
 * likely ones to try, so a fast hash gives away as little, and nobody can keep central busy with wrong ones.
 */
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();

export function enrolments(database: DatabaseSync, now: () => number = Date.now): Enrolments {
  const select = database.prepare('SELECT secret_hash AS hash FROM enrolments WHERE charge_point = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO enrolments VALUES (?, ?, ?)');
  const drop = database.prepare('DELETE FROM enrolments WHERE charge_point = ?');
  const hearers: ((id: string) => void)[] = [];
  const revoked = (id: string) => {
    for (const hear of hearers) hear(id);
  };
  const check: Enrolments['check'] = (id, given) => {
    const known = select.get(id) as { readonly hash: Uint8Array } | undefined;
    if (!known) return 'unknown';
    return timingSafeEqual(known.hash, hashOf(given)) ? 'right' : 'wrong';
  };
  const enrolWith = (id: string, chosen: string) => {
    const before = transact(database, () => {
      const found = check(id, chosen);
      if (found !== 'right') insert.run(id, hashOf(chosen), now());
      return found;
    });
    if (before === 'wrong') revoked(id);
  };
  return {
    enrol: (id) => {
      const made = randomBytes(16).toString('base64url');
      enrolWith(id, made);
      return made;
    },
    enrolWith,
    remove: (id) => {
      const removed = drop.run(id).changes > 0;
      if (removed) revoked(id);
      return removed;
    },
    check,
    onRevoked: (hear) => {
      hearers.push(hear);
    },
  };
}

/** The setting `CP-1:secret,CP-2:secret`. What is wrong is said by the place in the list: a secret is not repeated. */
export const enrolmentList = z
  .string()
  .transform((text, context): Enrolment[] => {
    const pairs = text.split(',').map((pair) => {
      const [id = '', ...rest] = pair.trim().split(':');
      return { chargePointId: id, secret: rest.length > 0 ? rest.join(':') : undefined };
    });
    const wrong = pairs.map(wrongWith(new Set())).find((why) => why !== undefined);
    if (wrong !== undefined) context.addIssue(wrong);
    return pairs.map((pair) => ({ ...pair, secret: pair.secret ?? '' }));
  })
  .default([])
  .meta({ secret: true });

const enrolment = z.object({ chargePointId, secret });
const wrongWith =
  (seen: Set<string>) =>
  (pair: { readonly chargePointId: string }, index: number): string | undefined => {
    const issue = enrolment.safeParse(pair).error?.issues[0];
    const nth = `pair ${index + 1}`;
    if (issue?.path[0] === 'chargePointId') return `${nth}: the charge point's id ${issue.message}`;
    if (issue) return `${nth} (${pair.chargePointId}): the secret ${issue.message}`;
    if (seen.has(pair.chargePointId)) return `${nth} (${pair.chargePointId}): this charge point is in the list twice`;
    seen.add(pair.chargePointId);
    return undefined;
  };
