import { expect, test } from 'vitest';
import type { Fact } from '../../harness/model/fact.ts';
import { history } from '../../harness/model/history.ts';
import { goodRun } from '../../tests/support/histories/good-run.ts';
import { staysConnected } from './stays-connected.ts';

const claim = (at: number, word: object) => ({ kind: 'claim', at, service: 'central', ...word }) as Fact;
const without = () => goodRun().filter(({ kind }) => kind !== 'claim');
const judged = (...claims: readonly Fact[]) =>
  staysConnected.judge(history([...without(), ...claims].toSorted((one, other) => one.at - other.at)));

test('a service keeps the clients that it began with', () => {
  expect(judged(claim(8000, { sends: true })).verdict).toBe('recovered');
  expect(judged(claim(7900, { sends: false }), claim(8000, { sends: true })).verdict).toBe('recovered');
});

test('one that gives a client up is told, with how often', () => {
  const lost = judged(claim(8000, { hears: true }), claim(8100, { hears: false }), claim(8200, { hears: false }));
  expect(lost).toMatchObject({ verdict: 'violated', because: expect.stringContaining('central 2×') });
});

test('where nobody says that it is connected there is nothing to keep', () => {
  expect(judged()).toMatchObject({ verdict: 'inconclusive', exercised: false });
});
