import { describe, expect, test } from 'vitest';
import { goodRun, told } from '../../tests/support/histories/good-run.ts';
import { noLoss } from '../checks/no-loss.ts';
import type { Fact } from '../model/fact.ts';
import { buildReport } from '../report/build.ts';
import { type Fate, fateOf, ground } from './fate.ts';
import { ledger } from './operations.ts';

const fateIn = (facts: readonly Fact[], operation = 'op-2'): Fate | undefined => {
  const history = told(facts);
  const entry = ledger(history).find((one) => one.operation === operation);
  return entry && fateOf(entry, ground(history));
};
const of =
  (operation: string, ...types: string[]) =>
  (fact: Fact) =>
    fact.kind === 'record' && fact.correlationId === operation && (types.length === 0 || types.includes(fact.type));
const without = (wrong: (fact: Fact) => boolean, facts = goodRun()) => facts.filter((fact) => !wrong(fact));
/** The driver's request is in the topic, at offset 10, and central never answers it. */
const unanswered = without(of('op-2', 'charge-denied', 'outcome-received'));
const central = (change: object) =>
  unanswered.map((fact) =>
    fact.kind === 'group' && fact.service === 'central' ? ({ ...fact, ...change } as Fact) : fact,
  );
const refused = (facts: readonly Fact[]) =>
  facts.map((fact) =>
    fact.kind === 'operation' && fact.operation === 'op-2' && fact.phase === 'ok'
      ? ({ ...fact, phase: 'fail' } as Fact)
      : fact,
  );
const vanished = (facts: readonly Fact[], ...places: string[]) =>
  facts.map((fact) => (fact.kind === 'final-read' ? { ...fact, vanished: places } : fact));
const asAnotherCluster = (facts: readonly Fact[]) => {
  let cluster = 0;
  return facts.map((fact) => {
    if (fact.kind !== 'probe' || fact.outcome !== 'answers') return fact;
    cluster += 1;
    return { ...fact, cluster: `cluster-${Math.min(cluster, 2)}` };
  });
};

describe('the fate of a request', () => {
  test.each<[string, readonly Fact[], Fate]>([
    ['that came to its end', goodRun(), 'complete'],
    ['that was accepted and is not in Kafka', without(of('op-2')), 'not-in-log'],
    ['that was refused and is not in Kafka', refused(without(of('op-2'))), 'never-sent'],
    ['that nobody answered, and of whose reader nothing is known', unanswered, 'unanswered'],
    ['whose reader had committed no place behind it', central({ committed: { 'events/0': 10 } }), 'unanswered'],
    ['whose reader had committed a place behind it', central({ committed: { 'events/0': 11 } }), 'passed-over'],
    ['whose reader was gone', central({ members: [], state: 'Empty' }), 'no-consumer'],
    ['that nobody looked at the groups for', without(({ kind }) => kind === 'group', unanswered), 'unanswered'],
    ['that was ended unheard', without(of('op-2', 'outcome-received')), 'not-heard'],
    ['whose record vanished', vanished(unanswered, 'events/0/10'), 'lost-by-kafka'],
    ['whose record of that time vanished', vanished(unanswered, 'events/0/10@1790000008100'), 'lost-by-kafka'],
    ['at whose place another record vanished', vanished(unanswered, 'events/0/10@1790000000001'), 'unanswered'],
    ['that was complete before its record vanished', vanished(goodRun(), 'events/0/10'), 'complete'],
  ])('%s', (_what, facts, fate) => {
    expect(fateIn(facts)).toBe(fate);
  });

  test('stands in the report, with the record from which nothing followed', () => {
    const rowOf = (facts: readonly Fact[]) =>
      buildReport(told(facts), []).ledger.find(({ operation }) => operation === 'op-2');
    expect(rowOf(unanswered)).toMatchObject({ fate: 'unanswered', stoppedAt: 'charge-requested', lost: true });
    expect(rowOf(refused(without(of('op-2'))))).toMatchObject({ fate: 'never-sent', stoppedAt: null, lost: false });
    expect(rowOf(goodRun())).toMatchObject({ fate: 'complete', stoppedAt: null, lost: false });
  });
});

describe('no-loss', () => {
  const says = (facts: readonly Fact[]) => noLoss.judge(told(facts));

  test('says where a request was lost', () => {
    expect(says(without(of('op-2'))).because).toContain('1 accepted, and never in Kafka');
    expect(says(central({ committed: { 'events/0': 11 } })).because).toContain('1 in Kafka, read, and not answered');
    expect(says(central({ members: [] })).because).toContain('1 in Kafka, and nobody listened any more');
    expect(says(without(of('op-2', 'outcome-received'))).because).toContain('1 ended, and whoever asked was not told');
  });

  test('tells what Kafka lost with its storage, and holds it against nobody', () => {
    const lost = asAnotherCluster(vanished(unanswered, 'events/0/10'));
    expect(says(lost)).toMatchObject({ verdict: 'recovered' });
    expect(says(lost).because).toContain('but 1, which no service could keep');
    expect(buildReport(told(lost), []).ledger[1]).toMatchObject({ fate: 'lost-by-kafka', lost: false });
    const expecting = lost.map((fact) => (fact.kind === 'run' ? { ...fact, checks: ['no-loss'] } : fact));
    expect(buildReport(told(expecting), []).sentence).toContain("and 1 lost with Kafka's own storage");
  });

  test('holds it against Kafka when it is the same cluster, and against the services what did not vanish', () => {
    expect(says(vanished(unanswered, 'events/0/10')).verdict).toBe('violated');
    expect(says(vanished(goodRun(), 'events/0/10')).verdict).toBe('violated');
    expect(says(asAnotherCluster(unanswered)).verdict).toBe('violated');
  });

  test('is not exercised when nothing was accepted', () => {
    const none = goodRun().map((fact) =>
      fact.kind === 'operation' && fact.phase === 'ok' ? ({ ...fact, phase: 'fail' } as Fact) : fact,
    );
    const nothing = none.filter(({ kind }) => kind !== 'record');
    expect(says(nothing)).toMatchObject({ verdict: 'inconclusive', exercised: false });
  });
});
