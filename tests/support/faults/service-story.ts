import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { perform } from '../../../harness/engine/perform.ts';
import { waitUntil } from '../../../harness/engine/steps/wait-until.ts';
import { needsOf, vocabularyOf } from '../../../harness/engine/vocabulary.ts';
import { ms } from '../../../harness/model/clock.ts';
import type { Environment } from '../../../harness/model/environment.ts';
import type { Draft, Fact } from '../../../harness/model/fact.ts';
import type { FaultType } from '../../../harness/model/fault.ts';
import type { History } from '../../../harness/model/history.ts';
import { type Step, StepFailed } from '../../../harness/model/step.ts';
import type { SystemDescription } from '../../../harness/model/system.ts';
import { probeHealth } from '../../../harness/probes/health.ts';
import type { Probe } from '../../../harness/probes/pace.ts';
import { native } from '../../../harness/runtimes/native/native.ts';
import { openHistory } from '../../../harness/store/writer.ts';
import { ask } from '../../../harness/util/http.ts';
import { temporaryFolder } from '../native/temporary-folder.ts';
import { tinySystem, tinyUp } from '../native/tiny-system.ts';
import { conditionThat, ownWords, stepThat } from './own-words.ts';

export interface ServiceStory {
  readonly steps: readonly Step[];
  /** How their word about themselves is read. Default: each is ready as soon as it answers. */
  readonly readHealth?: SystemDescription['readHealth'];
  readonly signal?: AbortSignal;
  /** Faults of the system's own. */
  readonly faults?: readonly FaultType[];
}

/** Two real services in the native runtime, watched from outside, without Kafka; and the history that they leave. */
export async function tellOfServices({
  steps,
  readHealth = tinySystem.readHealth,
  signal = new AbortController().signal,
  faults = [],
}: ServiceStory): Promise<History> {
  const system = { ...tinySystem, readHealth };
  const folder = temporaryFolder();
  const vocabulary = vocabularyOf({ ...ownWords, faults: [...ownWords.faults, ...faults] });
  const movableClocks = needsOf(vocabulary, steps).has('movable-clocks');
  const environment = await native.up(tinyUp(folder, { movableClocks }));
  onTestFinished(() => environment.down());
  const recorder = openHistory({ path: join(folder, 'history.jsonl'), onBroken: raise });
  recorder.record(opening(recorder.startedAt));
  const probes: Probe[] = environment.services.map((service) =>
    probeHealth({ service, system, recorder, onDefect: raise }),
  );
  const load = { start: () => undefined, stop: async () => undefined };
  const context = { environment, recorder, load, signal, vocabulary };
  try {
    await perform({ context, steps, path: '' });
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await Promise.all(probes.map((probe) => probe.stop()));
    recorder.close();
  }
  return recorder.history();
}

const raise = (error: unknown): never => {
  throw error;
};

const opening = (startedAt: number): Draft => ({
  kind: 'run',
  format: 2,
  startedAt,
  id: 'services',
  scenario: 'services',
  title: 'A story about services',
  story: 'Nobody uses them.',
  system: tinySystem.name,
  services: tinySystem.services.map(({ name, kafka }) => ({ name, kafka })),
  topics: [],
  variant: 'only',
  runtime: 'native',
  topicProvisioning: 'pre-created',
  checks: [],
  faults: [],
  versions: {},
  machine: {},
  command: 'a test',
});

/** Changes facts, one by one. */
export const each =
  (how: (fact: Fact) => Fact) =>
  (facts: readonly Fact[]): readonly Fact[] =>
    facts.map(how);

/** The last word on a service's `/health`. */
export const health = (service: string, answer: 'says' | 'refused' | 'silent'): Step => {
  const last = (history: History) => history.of('health').findLast((fact) => fact.service === service)?.answer;
  const condition = conditionThat({
    holds: (history: History) => last(history) === answer,
    missing: (history: History) => `it is: ${last(history)}`,
  });
  return waitUntil(`${service}: ${answer}`, condition, { within: ms(10_000) });
};

/** Asks a service something on a path of its own. */
export const asked = (path: string): Step =>
  stepThat(path, async ({ environment, signal }) => {
    const answer = await ask({ method: 'GET', address: talkerOf(environment), path, timeoutMs: 5000, signal });
    if (answer.result === 'refused') throw new StepFailed(answer.reason);
  });

const talkerOf = ({ services }: Environment) => {
  const [talker] = services;
  if (!talker) throw new Error('The tiny system has services.');
  return talker.address('http');
};
