import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { requestView } from './page/view.ts';
import { type Outcome, type Requests, requests as requestsOf, schema } from './requests.ts';

function kept(): Requests {
  const database = new DatabaseSync(':memory:');
  database.exec(schema);
  return requestsOf(database);
}
const asked = { id: 'r-1', chargePointId: 'CP-1', targetWh: 100 };
const ticket: Outcome = {
  state: 'charged',
  suppliedWh: 80,
  amountCents: 4,
  priceCentsPerKwh: 45,
  reason: 'It was unplugged.',
};
const find = (requests: Requests) => requests.find('r-1');

test('what is asked is kept as the page shows it', () => {
  const requests = kept();
  const before = Date.now();
  const request = requests.add(asked);
  const none = { reason: null, powerW: null, suppliedWh: null, amountCents: null, priceCentsPerKwh: null };
  expect(request).toEqual({ ...asked, state: 'asked', askedAt: expect.any(Number), ...none });
  expect(request.askedAt).toBeGreaterThanOrEqual(before);
  expect(requestView.strict().parse(find(requests))).toEqual(request);
  expect(() => requests.add(asked)).toThrow('UNIQUE');
});

test('the newest come first, in the order in which they were asked', () => {
  const requests = kept();
  for (const id of ['b', 'a', 'c']) requests.add({ ...asked, id });
  expect(requests.recent(2).map(({ id }) => id)).toEqual(['c', 'a']);
});

test('they are counted by their state', () => {
  const requests = kept();
  expect(requests.count()).toEqual({});
  for (const id of ['r-1', 'r-2', 'r-3']) requests.add({ ...asked, id });
  requests.end('r-1', ticket);
  expect(requests.count()).toEqual({ asked: 2, charged: 1 });
});

describe('a request that is open', () => {
  test('has the last step as its last word, until its state says more', () => {
    const requests = kept();
    requests.add(asked);
    requests.note('r-1', 'Central asks charge point CP-1.');
    expect(find(requests)).toMatchObject({ state: 'asked', reason: 'Central asks charge point CP-1.' });
    requests.authorise('r-1');
    expect(find(requests)).toMatchObject({ state: 'authorised', reason: null });
    requests.note('r-1', 'Charge point CP-1 is disconnected.');
    requests.supply('r-1', { powerW: 11_000, suppliedWh: 0, amountCents: 0 });
    expect(find(requests)).toMatchObject({ state: 'supplying', reason: null });
    requests.note('r-1', 'Charge point CP-1 is broken.');
    requests.supply('r-1', { powerW: 11_000, suppliedWh: 3, amountCents: 1 });
    expect(find(requests)).toMatchObject({ state: 'supplying', reason: 'Charge point CP-1 is broken.', suppliedWh: 3 });
  });

  test('is supplying also when the first report comes before the authorisation, and stays so', () => {
    const requests = kept();
    requests.add(asked);
    requests.supply('r-1', { powerW: 11_000, suppliedWh: 7, amountCents: 1 });
    requests.authorise('r-1');
    expect(find(requests)).toMatchObject({ state: 'supplying', powerW: 11_000, suppliedWh: 7, amountCents: 1 });
  });

  test('is not the end of itself', () => {
    const requests = kept();
    requests.add(asked);
    expect(requests.endOf('r-1')).toBeNull();
    expect(requests.endOf('r-9')).toBeUndefined();
    const before = Date.now();
    requests.end('r-1', ticket);
    expect(requests.endOf('r-1')).toBeGreaterThanOrEqual(before);
  });
});

describe('a request that has ended', () => {
  test('has what the ticket says, and no power any more', () => {
    const requests = kept();
    requests.add(asked);
    requests.supply('r-1', { powerW: 11_000, suppliedWh: 79, amountCents: 3 });
    expect(requests.end('r-1', ticket)).toBe(true);
    expect(find(requests)).toMatchObject({ ...ticket, powerW: 0 });
  });

  test.each(['denied', 'cancelled'] as const)('without a ticket is %s, and says why', (state) => {
    const requests = kept();
    requests.add(asked);
    expect(requests.end('r-1', { state, reason: 'because' })).toBe(true);
    expect(find(requests)).toMatchObject({ state, reason: 'because', powerW: null, suppliedWh: null });
  });

  test('without a ticket keeps the figures that it had, but draws no power any more', () => {
    const requests = kept();
    requests.add(asked);
    requests.supply('r-1', { powerW: 11_000, suppliedWh: 7, amountCents: 1 });
    requests.end('r-1', { state: 'cancelled', reason: 'because' });
    expect(find(requests)).toMatchObject({ powerW: 0, suppliedWh: 7, amountCents: 1 });
  });
});

const figures = fc.record({ powerW: fc.nat(50_000), suppliedWh: fc.nat(100), amountCents: fc.nat(100) });
const outcome: fc.Arbitrary<Outcome> = fc.oneof(
  fc.record({ state: fc.constantFrom('denied' as const, 'cancelled' as const), reason: fc.string({ minLength: 1 }) }),
  fc.constant(ticket),
);
const words = fc.oneof(
  fc.constant((requests: Requests) => requests.authorise('r-1')),
  fc.string({ minLength: 1 }).map((text) => (requests: Requests) => requests.note('r-1', text)),
  figures.map((progress) => (requests: Requests) => requests.supply('r-1', progress)),
  outcome.map((end) => (requests: Requests) => void requests.end('r-1', end)),
);
const rank = { asked: 0, authorised: 1, supplying: 2, charged: 3, denied: 3, cancelled: 3 };

test('whatever is told in whatever order: it goes forward alone, no figure falls back, and the first end is the end', () => {
  fc.assert(
    fc.property(fc.array(words, { maxLength: 30 }), (story) => {
      const requests = kept();
      requests.add({ ...asked, id: 'other' });
      let before = requests.add(asked);
      for (const word of story) {
        word(requests);
        const after = requestView.strict().parse(find(requests));
        if (rank[before.state] === 3) expect(after).toEqual(before);
        expect(rank[after.state]).toBeGreaterThanOrEqual(rank[before.state]);
        if (after.state !== 'charged') {
          expect(after.suppliedWh ?? 0).toBeGreaterThanOrEqual(before.suppliedWh ?? 0);
        }
        expect(after.powerW === null).toBe(after.suppliedWh === null);
        expect(requests.endOf('r-1') === null).toBe(rank[after.state] < 3);
        before = after;
      }
      expect(requests.find('other')).toMatchObject({ state: 'asked', reason: null });
    }),
  );
});
