import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect } from 'vitest';
import { evidenceOf as evidenceIn } from '../../../harness/checks/fault-effective.ts';
import { type Observers, observe } from '../../../harness/engine/observe.ts';
import { perform } from '../../../harness/engine/perform.ts';
import { during } from '../../../harness/engine/steps/during.ts';
import { vocabularyOf } from '../../../harness/engine/vocabulary.ts';
import { seconds } from '../../../harness/model/clock.ts';
import type { Environment, Route } from '../../../harness/model/environment.ts';
import { convincing } from '../../../harness/model/evidence.ts';
import type { Draft, Fact } from '../../../harness/model/fact.ts';
import { type FaultUse, type FaultWindow, faultWindows } from '../../../harness/model/fault.ts';
import { type History, history } from '../../../harness/model/history.ts';
import type { ServiceDescription } from '../../../harness/model/service.ts';
import type { Step } from '../../../harness/model/step.ts';
import type { SystemDescription } from '../../../harness/model/system.ts';
import { waitFor } from '../../../harness/model/wait.ts';
import { native } from '../../../harness/runtimes/native/native.ts';
import { type HistoryWriter, openHistory } from '../../../harness/store/writer.ts';
import { temporaryFolder } from '../native/temporary-folder.ts';
import { known, provisioningMs } from '../native/tiny-run.ts';
import { tinyUp } from '../native/tiny-system.ts';
import { healedTwice, ownWords, stepThat } from './own-words.ts';

const main = fileURLToPath(new URL('../native/tiny-service.ts', import.meta.url));
const http = { port: 'http', question: Buffer.from('GET / HTTP/1.0\r\n\r\n'), answer: Buffer.from('HTTP/1.1 200') };

const service = (name: string): ServiceDescription => ({
  name,
  kafka: true,
  source: name,
  ports: ['http'],
  command: ({ address, dataFolder, node }) => [node, main, String(address(name, 'http').port), dataFolder],
});

/** Two real processes, each with a way to a real Kafka, and a link from each to the other. */
const system: SystemDescription = {
  name: 'ways',
  topics: [{ name: 'events', partitions: 1 }],
  services: [service('near'), service('far')],
  links: [
    { name: 'near-far', from: 'near', to: 'far', ...http },
    { name: 'far-near', from: 'far', to: 'near', ...http },
  ],
  variants: ['only'],
  invariants: [],
  read: (_topic, value) => JSON.parse(value),
  readHealth: () => ({ ready: true, waitingFor: [] }),
};

/** What was seen of one fault, from the moment before it until all ways answered again. */
export interface Seen {
  readonly history: History;
  readonly window: FaultWindow;
}

let allWays = (): readonly Route[] => [];

export interface RealWays {
  readonly environment: Environment;
  /** Brings the fault, looks until the facts say `enough`, heals it twice, and looks until all ways answer again. */
  see(
    fault: FaultUse,
    enough: (history: History, window: FaultWindow) => boolean,
    meanwhile?: () => void,
  ): Promise<Seen>;
}

const signal = new AbortController().signal;

/** Call it at the top of a test file: everything runs and is watched while the tests of the file go on. */
export function realWays(): RealWays {
  const folder = temporaryFolder(afterAll);
  const options = tinyUp(folder, { system });
  let up: { environment: Environment; recorder: HistoryWriter; observers: Observers } | undefined;
  beforeAll(async () => {
    const environment = await native.up(options);
    const fail = (error: unknown) => expect.unreachable(String(error));
    const recorder = openHistory({ path: join(folder, 'history.jsonl'), onBroken: fail });
    recorder.record(opening(recorder.startedAt));
    await environment.broker.start(signal);
    await Promise.all(environment.services.map((each) => each.start()));
    const watched = {
      environment,
      system,
      topicProvisioning: 'pre-created',
      recorder,
      run: options.run,
      onDefect: fail,
    } as const;
    allWays = () => [...environment.links, ...environment.routes];
    up = { environment, recorder, observers: observe(watched) };
  }, provisioningMs);
  afterAll(async () => {
    await up?.observers.stop();
    await up?.environment.down();
  });
  const running = () => known(up, 'The ways are there only while tests go on.');
  return {
    get environment() {
      return running().environment;
    },
    see: async (fault, enough, meanwhile) => {
      const { environment, recorder } = running();
      const load = { start: () => undefined, stop: async () => undefined };
      const begun = recorder.history().facts.length;
      const begunAt = recorder.elapsed();
      const window = () => known(faultWindows(recorder.history()).at(-1), 'A fault has been brought.');
      const look = (what: string, until: () => boolean): Step =>
        stepThat(what, async () => {
          expect(await waitFor({ recorder, until, within: seconds(25), signal }), what).toBe(true);
        });
      // The last word of each way: one that a busy prober has just missed does not count as one that answered before.
      const answers = (since: number) =>
        allWays().every(({ service: way }) => {
          const last = recorder
            .history()
            .of('probe')
            .findLast(({ route }) => route === way);
          return last?.outcome === 'answers' && last.first >= since;
        });
      const steps = [
        look('all ways answer', () => answers(begunAt)),
        during(healedTwice(fault), [
          stepThat('meanwhile', async () => meanwhile?.()),
          look('the fault is seen', () => enough(recorder.history(), window())),
        ]),
        look('all ways answer again', () => answers(window().healFrom)),
      ];
      const vocabulary = vocabularyOf(ownWords);
      await perform({ context: { environment, recorder, load, signal, vocabulary }, steps, path: '' });
      const { facts } = recorder.history();
      // From all ways answering on: what other tests did before is not this fault's.
      return {
        history: history([known(facts[0], 'There is a first fact.'), ...facts.slice(Math.max(1, begun))]),
        window: window(),
      };
    },
  };
}

interface Looked {
  readonly probes?: number;
  readonly measurements?: number;
  /** What the prober cannot meet on this way, except on a machine that is too busy for it. */
  readonly silent?: boolean;
}

/**
 * So many attempts and measurements on this way were made wholly inside of the fault's window, others on all other
 * ways, and those that a busy machine spoilt are so few that they say nothing.
 */
export const looked =
  (way: string, { probes = 5, measurements = 0, silent = false }: Looked = {}) =>
  (facts: History, window: FaultWindow): boolean => {
    const within = facts.of('probe').filter(({ first }) => first >= window.from);
    const count = (route: string, outcome?: string) =>
      within
        .filter((probe) => probe.route === route && (outcome === undefined || probe.outcome === outcome))
        .reduce((sum, probe) => sum + probe.count, 0);
    const spoilt = ({ service: route }: { service: string }) => {
      const most = route !== way ? 0.4 : silent ? 1 : 0.05;
      return count(route) < 2 || count(route, 'silent') > count(route) * most;
    };
    const measured = facts.of('measurement').filter(({ route, from }) => route === way && from >= window.from);
    return count(way) >= probes && measured.length >= measurements && !allWays().some(spoilt);
  };

/** What the history of one fault says for it; an error tells which observation does not hold. */
export function evidenceOf({ history: facts, window }: Seen) {
  const found = evidenceIn(facts, window);
  expect(found.filter(({ holds }) => !holds).map(({ sentence }) => sentence)).toEqual([]);
  expect(convincing(found)).toBe(true);
  return found;
}

/** Each observation rests on facts: with those taken away the whole evidence convinces nobody. */
export function expectFragile(seen: Seen): void {
  const judge = (facts: readonly Fact[]) => evidenceIn(history(facts), seen.window);
  for (const [index, { sentence }] of judge(seen.history.facts).entries()) {
    let facts = seen.history.facts;
    // An answer after the heal is one of many: it is taken away until there is none.
    for (let round = 0; round < 200 && convincing(judge(facts)); round += 1) {
      const lines = new Set(judge(facts)[index]?.lines);
      expect(lines.size, `“${sentence}” rests on something`).toBeGreaterThan(0);
      facts = facts.filter((_fact, position) => !lines.has(position + 1));
    }
    expect(convincing(judge(facts)), `without what shows that ${sentence}`).toBe(false);
  }
}

/** The same history with one fact changed. Throws when there is no such fact. */
export function changed(seen: Seen, which: (fact: Fact) => boolean, how: Partial<Record<string, unknown>>): Seen {
  const index = seen.history.facts.findLastIndex(which);
  const fact = known(seen.history.facts[index], 'There is such a fact.');
  return { ...seen, history: history(seen.history.facts.with(index, { ...fact, ...how } as Fact)) };
}

/** The same history without such facts. */
export const without = (seen: Seen, which: (fact: Fact) => boolean): Seen => ({
  ...seen,
  history: history(seen.history.facts.filter((fact) => !which(fact))),
});

/** The same history with one fact more. */
export const added = (seen: Seen, fact: Fact): Seen => ({ ...seen, history: history([...seen.history.facts, fact]) });

/** An attempt on this way, wholly inside of the fault's window. */
export const attemptIn =
  ({ window }: Seen, way: string) =>
  (fact: Fact): boolean =>
    fact.kind === 'probe' && fact.route === way && fact.first >= window.from && fact.last <= window.healFrom;

/** A measurement that was made while the fault was there. */
export const measuredIn =
  ({ window }: Seen) =>
  (fact: Fact): boolean =>
    fact.kind === 'measurement' && fact.to <= window.healFrom;

/** The proxy's word on this way. */
export const saidOf =
  (way: string) =>
  (fact: Fact): boolean =>
    fact.kind === 'route' && fact.route === way;

export const doubts = ({ history: facts, window }: Seen): boolean => !convincing(evidenceIn(facts, window));

const opening = (startedAt: number): Draft => ({
  kind: 'run',
  format: 2,
  id: 'ways',
  startedAt,
  scenario: 'ways',
  title: 'ways',
  story: 'ways',
  system: system.name,
  services: system.services.map(({ name, kafka }) => ({ name, kafka, source: name })),
  links: (system.links ?? []).map(({ name, from, to }) => ({ name, from, to })),
  topics: [...system.topics],
  variant: 'only',
  runtime: 'native',
  topicProvisioning: 'pre-created',
  checks: [],
  faults: [],
  versions: {},
  machine: {},
  command: 'vitest',
});
