import { join } from 'node:path';
import { expect } from 'vitest';
import { evidenceOf } from '../../../harness/checks/fault-effective.ts';
import { kafkaAnswers } from '../../../harness/engine/conditions.ts';
import { run } from '../../../harness/engine/run.ts';
import { waitUntil } from '../../../harness/engine/steps/wait-until.ts';
import { seconds } from '../../../harness/model/clock.ts';
import { convincing } from '../../../harness/model/evidence.ts';
import type { Fact } from '../../../harness/model/fact.ts';
import { faultWindows } from '../../../harness/model/fault.ts';
import { type History, history } from '../../../harness/model/history.ts';
import type { Scenario } from '../../../harness/model/scenario.ts';
import type { Step } from '../../../harness/model/step.ts';
import { native } from '../../../harness/runtimes/native/native.ts';
import { readHistory } from '../../../harness/store/reader.ts';
import { temporaryFolder } from '../native/temporary-folder.ts';
import { tinySystem } from '../native/tiny-system.ts';
import { ownWords } from './own-words.ts';

export { healedTwice } from './own-words.ts';

let runs = 0;

/** A whole run with a broker that starts twice takes 8 s, and ten times that on a machine with ten times its load. */
export const patience = { timeout: 90_000 };

export interface BrokerStory
  extends Pick<Scenario, 'steps'>,
    Pick<Partial<Scenario>, 'topics' | 'brokers' | 'brokerSettings'> {
  readonly signal?: AbortSignal;
  /** Where the run leaves what it leaves; default: a folder that is gone after the test. */
  readonly out?: string;
}

/**
 * A whole real run, with a real broker behind a real Toxiproxy and without services, and the history that it leaves.
 * When its signal ends it, that is no error here: the history tells it.
 */
export async function tell({
  signal = new AbortController().signal,
  out = temporaryFolder(),
  ...rest
}: BrokerStory): Promise<History> {
  const id = `broker-story-${process.pid}-${++runs}`;
  const scenario: Scenario = {
    title: 'A story about the broker',
    story: 'Nobody uses it.',
    tags: [],
    system: { ...tinySystem, ...ownWords },
    load: { title: 'nothing', every: seconds(1), ask: async () => ({ phase: 'fail', detail: 'nobody is asked' }) },
    expect: [],
    ...rest,
  };
  const how = { variant: 'only', runtime: native, brokerSessionTimeoutMs: 1000, command: 'a test' };
  const quiet = { progress: () => undefined };
  const { error } = await run({ name: 'broker-story', scenario, out, id, ...how, ...quiet, signal });
  if (error && !signal.aborted) throw error;
  return readHistory(join(out, id, 'history.jsonl'));
}

/** Kafka answers through the route, as a step, so that a run does not end before its heal is seen. */
export const answered = (): Step => waitUntil('Kafka answers again', kafkaAnswers(), { within: seconds(20) });

/** What does not hold of the evidence for one of the faults of this history. */
export function doubts(told: History, which = 0): string[] {
  const window = faultWindows(told)[which];
  const evidence = window ? evidenceOf(told, window) : [];
  const failed = evidence.filter(({ holds }) => !holds).map(({ sentence }) => sentence);
  return convincing(evidence) || failed.length > 0 ? failed : ['there is no evidence at all'];
}

export type Change = (facts: readonly Fact[]) => readonly Fact[];

/** The evidence holds on the real history, and on none of those that lack something or have it changed. */
export function provenByEach(told: History, changes: Readonly<Record<string, Change>>): void {
  expect(doubts(told)).toEqual([]);
  for (const [what, change] of Object.entries(changes)) {
    const changed = change(structuredClone(told.facts));
    expect(changed, `${what}: that changes nothing`).not.toEqual(told.facts);
    expect(doubts(history(changed)), what).not.toEqual([]);
  }
}

/** Takes facts away. */
export const without =
  (wrong: (fact: Fact) => boolean): Change =>
  (facts) =>
    facts.filter((fact) => !wrong(fact));

/** Changes the first fact that is like this. */
export const changed =
  (like: (fact: Fact) => boolean, more: Partial<Fact>): Change =>
  (facts) => {
    const index = facts.findIndex(like);
    return facts.map((fact, place) => (place === index ? ({ ...fact, ...more } as Fact) : fact));
  };

const ofBroker = (fact: Fact, phase: string) =>
  fact.kind === 'process' && fact.subject === 'kafka' && fact.phase === phase;
const exited = (fact: Fact) => ofBroker(fact, 'exited');
export const through =
  (route: string, ...outcomes: string[]) =>
  (fact: Fact) =>
    fact.kind === 'probe' && fact.route === route && outcomes.includes(fact.outcome);
/** Of these, the attempts that were made wholly while the first fault was there: others say nothing about it. */
export function meanwhile(facts: readonly Fact[], like: (fact: Fact) => boolean): (fact: Fact) => boolean {
  const [window] = faultWindows(history(facts));
  if (!window) throw new Error('No fault was brought.');
  return (fact) => like(fact) && fact.kind === 'probe' && fact.first >= window.from && fact.last <= window.healFrom;
}

/** What a client meets when nobody is behind the proxy. */
export const away = ['closed', 'reset', 'refused'];

/** The route's heal, on which every fault's evidence rests. */
export const healed: Readonly<Record<string, Change>> = {
  'Kafka never answered after the heal': (facts) => {
    const heal = facts.findIndex((fact) => fact.kind === 'fault' && fact.phase === 'heal');
    return facts.filter((fact, place) => place < heal || !through('talker', 'answers')(fact));
  },
};

/** Everything on which the evidence for the end of a broker's process, and for its next start, rests. */
export const ended: Readonly<Record<string, Change>> = {
  ...healed,
  'nobody saw the process end': without(exited),
  'it ended in another way': changed(exited, { code: 0, signal: null }),
  'nobody saw the next one start': (facts) => {
    const exit = facts.findIndex(exited);
    return facts.filter((fact, place) => place < exit || !ofBroker(fact, 'started'));
  },
  'nobody tried the route meanwhile': without(through('talker', ...away)),
};

/** As well, for one that is away for a while: nobody was there all the time. */
export const gone: Readonly<Record<string, Change>> = {
  ...ended,
  'nobody tried its own listener meanwhile': without(through('admin', 'refused')),
  'somebody answered on its own listener': (facts) =>
    changed(meanwhile(facts, through('admin', 'refused')), { outcome: 'answers' })(facts),
};
