import { expect, test } from 'vitest';
import { goodRun, told, watchedFor } from '../../tests/support/histories/good-run.ts';
import { seconds } from '../model/clock.ts';
import type { Fact } from '../model/fact.ts';
import { noZombie } from './no-zombie.ts';

type RecordFact = Extract<Fact, { kind: 'record' }>;
const isRecord = (fact: Fact): fact is RecordFact => fact.kind === 'record';

/** The good run, watched for 10 s more, with its facts changed. */
const judged = (change: (fact: Fact) => Fact | undefined) =>
  noZombie({ withinMs: seconds(5) }).judge(told(watchedFor(10_000, goodRun()).flatMap((fact) => change(fact) ?? [])));

test('who answered everything is none, however long one looks', () => {
  expect(judged((fact) => fact)).toMatchObject({ verdict: 'recovered' });
});

test('central that says each second that it is there, and answers nothing, is deaf', () => {
  const alive = { type: 'central-alive', role: 'other', to: undefined, causationId: undefined } as const;
  const found = judged((fact) => {
    if (!isRecord(fact) || fact.source !== 'central') return fact;
    return { ...fact, ...alive, id: `${fact.id}/alive` };
  });
  expect(found.verdict).toBe('violated');
  expect(found.because).toContain('central sends but does not hear, and says that it works: 5 events of events');
  expect(found.because).toContain('the broker knows 1 members with 1 partitions of it');
});

test('who hears one topic and is deaf to another is one', () => {
  const found = judged((fact) =>
    isRecord(fact) && fact.type === 'supply-ended'
      ? { ...fact, topic: 'other-events' }
      : isRecord(fact) && fact.type === 'ticket-issued'
        ? undefined
        : fact,
  );
  expect(found.verdict).toBe('violated');
  expect(found.because).toContain('2 events of other-events unanswered');
});

test('who says itself that it does not work is none, but nobody saw it work', () => {
  const found = judged((fact) => {
    if (isRecord(fact) && fact.source === 'central') return undefined;
    if (fact.kind === 'health' && fact.service === 'central') return { ...fact, ready: false };
    if (fact.kind === 'claim' && fact.service === 'central') return undefined;
    return fact;
  });
  expect(found.verdict).toBe('inconclusive');
  expect(found.because).toContain('central');
});

test('what was answered under another id, or when it was said for the first time, is answered', () => {
  const again = goodRun().find((fact): fact is RecordFact => isRecord(fact) && fact.id === 'op-3/charge-offered');
  if (!again) throw new Error('The good run has that record.');
  const facts = watchedFor(10_000, goodRun());
  const place = facts.findIndex(({ kind }) => kind === 'final-read');
  const more = { ...again, id: 'op-3/charge-offered/2', at: 9000, appendedAt: 9000, partition: 1, offset: 90 };
  expect(noZombie.judge(told(facts.toSpliced(place, 0, more))).verdict).toBe('recovered');
});

test('a group that was without a topic for a moment is no zombie', () => {
  const facts = watchedFor(10_000, goodRun());
  const place = facts.findIndex(({ kind }) => kind === 'group');
  const group = facts[place];
  if (group?.kind !== 'group') throw new Error('The good run has groups.');
  const gone = { ...group, at: group.at - 20, group: 'driver-ghost', members: [], assigned: {} };
  expect(noZombie.judge(told(facts.toSpliced(place, 0, gone))).verdict).toBe('recovered');
});
