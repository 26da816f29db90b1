import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { parseSettings } from '../service/settings.ts';
import { enrolmentList, enrolmentsMigration, enrolments as enrolmentsOf } from './enrolments.ts';

const chosen = 'a secret that was chosen';

function office() {
  let now = 1000;
  const database = new DatabaseSync(':memory:');
  database.exec(enrolmentsMigration);
  const enrolments = enrolmentsOf(database, () => now++);
  const revoked: string[] = [];
  enrolments.onRevoked((id) => revoked.push(id));
  const rows = () => database.prepare('SELECT * FROM enrolments ORDER BY charge_point').all();
  return { enrolments, revoked, rows };
}

describe('enrolments', () => {
  test('a charge point is right with its own secret, wrong with any other, and unknown before and after', () => {
    const { enrolments } = office();
    expect(enrolments.check('CP-1', chosen)).toBe('unknown');
    const secret = enrolments.enrol('CP-1');
    const other = enrolments.enrol('CP-2');
    expect(secret).toMatch(/^[\w-]{22}$/);
    expect(enrolments.check('CP-1', secret)).toBe('right');
    for (const wrong of [other, '', `${secret} `, secret.toLowerCase(), secret.slice(1)]) {
      expect(enrolments.check('CP-1', wrong)).toBe('wrong');
    }
    expect(enrolments.check('cp-1', secret)).toBe('unknown');
    expect([enrolments.remove('CP-1'), enrolments.remove('CP-1')]).toEqual([true, false]);
    expect(enrolments.check('CP-1', secret)).toBe('unknown');
    expect(enrolments.check('CP-2', other)).toBe('right');
  });

  test('the same secret again changes nothing, and tells nobody', () => {
    const { enrolments, revoked, rows } = office();
    enrolments.enrolWith('CP-1', chosen);
    const before = rows();
    enrolments.enrolWith('CP-1', chosen);
    expect(rows()).toEqual(before);
    expect(revoked).toEqual([]);
  });

  test('a new secret, and a removal, revoke what was proved before', () => {
    const { enrolments, revoked } = office();
    enrolments.enrolWith('CP-1', chosen);
    const renewed = enrolments.enrol('CP-1');
    expect(enrolments.check('CP-1', chosen)).toBe('wrong');
    expect(enrolments.check('CP-1', renewed)).toBe('right');
    enrolments.remove('CP-1');
    expect(revoked).toEqual(['CP-1', 'CP-1']);
  });

  test('no secret is in the database', () => {
    const { enrolments, rows } = office();
    enrolments.enrolWith('CP-1', chosen);
    const made = enrolments.enrol('CP-2');
    const kept = rows().map(({ secret_hash }) => Buffer.from(secret_hash as Uint8Array).toString('latin1'));
    for (const secret of [chosen, made]) expect(kept.join()).not.toContain(secret);
    expect(kept.map(({ length }) => length)).toEqual([32, 32]);
  });
});

describe('the setting', () => {
  const read = (enrol: string) => parseSettings({ enrol: enrolmentList }, ['--enrol', enrol], {}).enrol;

  test('is a list of pairs, and empty when it is not given', () => {
    expect(read(`CP-1:${chosen}, CP-2:with:colons:in:it`)).toEqual([
      { chargePointId: 'CP-1', secret: chosen },
      { chargePointId: 'CP-2', secret: 'with:colons:in:it' },
    ]);
    expect(parseSettings({ enrol: enrolmentList }, [], {}).enrol).toEqual([]);
  });

  test.each([
    [`CP-1:${chosen},CP-2:too-short`, 'pair 2 (CP-2): the secret must have at least 16 characters'],
    [`CP-1:${chosen},CP-2`, 'pair 2 (CP-2): the secret is missing'],
    [`CP-1:${chosen},`, "pair 2: the charge point's id must be 1 to 50"],
    [`CP 1:${chosen}`, "pair 1: the charge point's id must be 1 to 50"],
    [`CP-1:${chosen},CP-2:${chosen},CP-1:${chosen}`, 'pair 3 (CP-1): this charge point is in the list twice'],
    [`CP-1:${chosen}#`, 'pair 1 (CP-1): the secret must not hold'],
    [`CP-1:${'x'.repeat(101)}`, 'pair 1 (CP-1): the secret must have at most 100'],
    ['CP-1:short,CP-2:short', 'pair 1 (CP-1)'],
  ])('says in one line which pair is wrong, and repeats no secret: %s', (setting, why) => {
    const complaint = String(
      (() => {
        try {
          return read(setting);
        } catch (error) {
          return error;
        }
      })(),
    );
    expect(complaint).toContain(`--enrol (or EV_ENROL): ${why}`);
    expect(complaint.split('\n')).toHaveLength(2);
    expect(complaint).not.toContain(chosen);
    expect(complaint).not.toContain('short,');
  });
});
