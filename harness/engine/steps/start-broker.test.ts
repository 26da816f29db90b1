import { expect, test } from 'vitest';
import { goodRun, told } from '../../../tests/support/histories/good-run.ts';
import type { Fact } from '../../model/fact.ts';
import { notThere } from './start-broker.ts';

const machine = (waited: number): Fact[] =>
  [0, 1000, 2000, 3000, 4000].map((from) => ({
    kind: 'machine',
    at: from + 1000,
    from,
    to: from + 1000,
    lateMs: 20,
    ran: { central: 40 },
    waited: { central: waited },
  }));
const waited = { from: 0, to: 5000 };

test('a Kafka that does not come is a defect, and none where the machine had no time for it', () => {
  const quiet = notThere(told([...goodRun(), ...machine(4)]), waited, 'it does not answer');
  expect([quiet.kind, quiet.message]).toEqual(['defect', 'start Kafka before the story begins: it does not answer']);
  const busy = notThere(told([...goodRun(), ...machine(400)]), waited, 'it does not answer');
  expect(busy.kind).toBe('missing');
  expect(busy.message).toContain('processes waited for a processor 91 %');
});
