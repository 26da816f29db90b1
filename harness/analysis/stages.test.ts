import { describe, expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import type { Fact } from '../model/fact.ts';
import { stageNames, stages } from './stages.ts';

const centralIn = (facts: readonly Fact[]) => {
  const way = stages(told(facts)).find(({ service }) => service === 'central');
  return way && Object.fromEntries(stageNames.flatMap((name) => (way[name] ? [[name, way[name].at]] : [])));
};
const good = { tcp: 7810, metadata: 7810, joined: 7860, effect: 8010, caughtUp: 8010 };
const group = (at: number, more: object = {}): Fact => ({
  kind: 'group',
  at,
  service: 'central',
  group: 'central',
  state: 'Stable',
  members: ['central-1'],
  assigned: { events: 1 },
  committed: {},
  ...more,
});
/** The good run with other facts about central's groups. */
const withGroups = (...groups: Fact[]) => {
  const rest = goodRun().filter((fact) => !(fact.kind === 'group' && fact.service === 'central'));
  const place = rest.findIndex((fact) => fact.kind === 'states');
  return rest.toSpliced(place, 0, ...groups);
};
const without = (wrong: (fact: Fact) => boolean) => goodRun().filter((fact) => !wrong(fact));

describe('the stages of a way back', () => {
  test('are counted from the heal of the last fault, for the services that talk to Kafka', () => {
    expect(stages(told(goodRun())).map(({ service, from }) => [service, from.at])).toEqual([
      ['driver', 7000],
      ['central', 7000],
      ['engine', 7000],
    ]);
    expect(centralIn(goodRun())).toEqual(good);
  });

  test('are none before the story has come to its recovery', () => {
    expect(stages(told(without((fact) => fact.kind === 'step' && fact.step === 'expectRecovery')))).toEqual([]);
  });

  test('that nobody saw are not there', () => {
    const { joined, ...rest } = good;
    expect(centralIn(without((fact) => fact.kind === 'group'))).toEqual(rest);
    const mute = without((fact) => fact.kind === 'record' && fact.source === 'central');
    expect(centralIn(mute)).toEqual({ tcp: 7810, metadata: 7810, joined });
    const unreachable = without((fact) => fact.kind === 'probe' && fact.route === 'central');
    expect(centralIn(unreachable)).not.toHaveProperty('tcp');
  });

  test('a broker that answers and is not ready is reached, and no more', () => {
    const early = goodRun().flatMap((fact) =>
      fact.kind === 'probe' && fact.route === 'central' && fact.outcome === 'answers'
        ? [{ ...fact, outcome: 'not-ready', first: 7100, last: 7200 } as Fact, fact]
        : [fact],
    );
    expect(centralIn(early)).toMatchObject({ tcp: 7100, metadata: 7810 });
  });

  test('a group counts since when its last members are in it, and a ghost’s does not', () => {
    const ghost = group(7820, { members: ['central-0'] });
    expect(centralIn(withGroups(ghost, group(7900)))).toMatchObject({ joined: 7900 });
    const other = group(7820, { group: 'central-old', members: ['central-0'] });
    expect(centralIn(withGroups(other, group(7900)))).toMatchObject({ joined: 7900 });
    expect(
      centralIn(withGroups(other, group(7900), group(8200, { group: 'central-old', members: [], state: 'Empty' }))),
    ).toMatchObject({ joined: 7900 });
  });

  test.each([
    ['it is rebalancing', { state: 'PreparingRebalance' }],
    ['it has no member', { members: [] }],
    ['its members were given nothing', { assigned: { events: 0 } }],
  ])('a group is not joined while %s', (_why, more) => {
    expect(centralIn(withGroups(group(7860), group(7900, more)))).not.toHaveProperty('joined');
  });

  test('a place that moves shows the first fetch, and a place from before does not', () => {
    const place = (offset: number) => ({ committed: { 'events/0': offset } });
    expect(centralIn(withGroups(group(7860, place(0)), group(7950, place(0))))).not.toHaveProperty('fetched');
    expect(centralIn(withGroups(group(7860, place(0)), group(7950, place(1))))).toMatchObject({ fetched: 7950 });
    expect(centralIn(withGroups(group(7860), group(7950, place(1))))).toMatchObject({ fetched: 7950 });
  });

  test('what an answer proves has not happened after it', () => {
    expect(centralIn(withGroups(group(8400)))).toMatchObject({ joined: 8010, effect: 8010 });
  });

  test('nothing is left over when what stood there at the first answer is answered', () => {
    const early = goodRun().map((fact) =>
      fact.kind === 'record' && fact.correlationId === 'op-2' && fact.type === 'charge-requested'
        ? { ...fact, appendedAt: 8005 }
        : fact,
    );
    expect(centralIn(early)).toMatchObject({ effect: 8010, caughtUp: 8110 });
    const never = early.filter(
      (fact) => !(fact.kind === 'record' && fact.source === 'central' && fact.correlationId !== 'op-1'),
    );
    const only = never.filter(
      (fact) => !(fact.kind === 'record' && fact.to === 'central' && fact.type === 'supply-ended'),
    );
    expect(centralIn(only)).toMatchObject({ effect: 8010 });
    expect(centralIn(only)).not.toHaveProperty('caughtUp');
  });
});
