import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { always, gracefulShutdown } from '../checks/index.ts';
import { announceDown } from '../model/actions.ts';
import { type Check, expected } from '../model/check.ts';
import { brokerNames, type Environment } from '../model/environment.ts';
import type { Fact } from '../model/fact.ts';
import { Failure } from '../model/failure.ts';
import type { History } from '../model/history.ts';
import type { Progress, Runtime } from '../model/runtime.ts';
import type { Scenario } from '../model/scenario.ts';
import { flatten, type StepContext, stages } from '../model/step.ts';
import { probeMachine } from '../probes/machine.ts';
import { historyFile } from '../store/run-folder.ts';
import { type HistoryWriter, openHistory } from '../store/writer.ts';
import { describeMachine, versions } from '../util/machine.ts';
import { asError } from '../util/thrown.ts';
import { drain, finalRead, lookAgain } from './drain.ts';
import { type Loop, openLoop } from './load/open-loop.ts';
import { type Observers, observe } from './observe.ts';
import { perform } from './perform.ts';
import { proveRestarts, unrecovered } from './restart-test.ts';
import { shutDown } from './shut-down.ts';
import { needsOf, titleOf, vocabularyOf } from './vocabulary.ts';

export interface RunOptions {
  /** The scenario's name: that of its file. */
  readonly name: string;
  /** A word for what is in that file, so that a story that was changed is not taken for the same one. */
  readonly version?: string | undefined;
  readonly scenario: Scenario;
  readonly variant: string;
  readonly runtime: Runtime;
  /** Where runs leave what they leave. */
  readonly out: string;
  /** Names the run; unique in `out`. */
  readonly id: string;
  readonly brokerSessionTimeoutMs: number;
  readonly command: string;
  /** Draws the gaps between the requests; missing: they are all alike. */
  readonly seed?: number | undefined;
  readonly progress: Progress;
  /** Told each fact as it is written. */
  readonly onFact?: ((fact: Fact) => void) | undefined;
  /** Told the environment when it is up. */
  readonly onUp?: ((environment: Environment) => void) | undefined;
  readonly signal: AbortSignal;
}

/** What a run leaves. */
export interface Ended {
  readonly folder: string;
  /** Closed: nothing is added any more. */
  readonly history: History;
  /** What ended the story before its end, if anything did. */
  readonly error?: Error;
}

/**
 * The straight line: up, steps, drain, final read, restart test, down, and at its end the closed history. Whatever happens,
 * everything that was started is ended and the history is closed. Rejects only when there is no folder to leave it in.
 */
export async function run(options: RunOptions): Promise<Ended> {
  const folder = join(options.out, options.id);
  // Before anything is left: what a run needs may be missing.
  const known = { ...versions(), ...(await options.runtime.versions?.()) };
  makeFolder(folder);
  const defects = new AbortController();
  const onDefect = (error: unknown) => defects.abort(error);
  const recorder = openHistory({ path: join(folder, historyFile), onBroken: onDefect });
  const signal = AbortSignal.any([options.signal, defects.signal]);
  recorder.onFact(() => {
    const fact = recorder.history().facts.at(-1);
    if (fact) options.onFact?.(fact);
  });
  recorder.record(opening(options, known, recorder.startedAt));
  try {
    await story({ ...options, folder, recorder, signal, onDefect });
  } catch (thrown) {
    // Node's own waits say that they were aborted, and not by what.
    const ended = asError(thrown).name === 'AbortError' && signal.aborted ? signal.reason : thrown;
    const error = asError(ended);
    const reason = error.message;
    recorder.record({ kind: 'aborted', reason: reason.slice(0, 4000) });
    recorder.close();
    return { folder, history: recorder.history(), error };
  }
  // The kernel's own count (getrusage, in kilobytes).
  recorder.record({ kind: 'cost', peakMemoryBytes: process.resourceUsage().maxRSS * 1024 });
  recorder.close();
  return { folder, history: recorder.history() };
}

interface StoryOptions extends RunOptions {
  readonly folder: string;
  readonly recorder: HistoryWriter;
  readonly onDefect: (error: unknown) => void;
}

async function story(options: StoryOptions): Promise<void> {
  const { scenario, recorder, signal, id, onDefect, runtime, folder, variant, progress } = options;
  const { system, load: workload, topics: topicProvisioning = 'pre-created' } = scenario;
  const { brokerSessionTimeoutMs } = options;
  const { brokerSettings = {}, brokers = 1 } = scenario;
  const vocabulary = vocabularyOf(system);
  const needs = needsOf(vocabulary, scenario.steps);
  const special = { movableClocks: needs.has('movable-clocks'), removableName: needs.has('removable-name') };
  const how = { variant, topicProvisioning, brokerSessionTimeoutMs, brokers, brokerSettings, ...special };
  const up = { run: id, folder, system, ...how, progress, signal };
  const environment = await stage(recorder, stages.up, `the ${runtime.name} runtime comes up`, () => runtime.up(up));
  options.onUp?.(environment);
  const load = openLoop({ workload, environment, recorder, onDefect, run: id, seed: options.seed });
  let observers: Observers | undefined;
  // To the very end: how long services take to end is judged, too.
  const machine = probeMachine({ environment, recorder });
  try {
    observers = observe({ environment, system, topicProvisioning, recorder, onDefect });
    const context = { environment, recorder, load, signal, vocabulary };
    await perform({ context, steps: scenario.steps, path: '' });
    await ending(context, observers, options);
  } finally {
    const ending = stage(recorder, stages.down, 'everything is ended', () =>
      end(environment, { load, observers, recorder, endsWithinMs: endsWithinMs(scenario) }),
    );
    await ending.finally(() => machine.stop());
  }
}

/** After the story: count everything, and only then touch what did not come back. */
async function ending(
  context: Omit<StepContext, 'perform'>,
  observers: Observers,
  { recorder, scenario, progress }: StoryOptions,
): Promise<void> {
  await stage(recorder, stages.drain, 'what was asked comes to its end', () => drain(context, scenario.load.quietMs));
  const topics = scenario.system.topics.map(({ name }) => name);
  const read = { context, observers, topics };
  await stage(recorder, stages.finalRead, 'all topics are read from their beginning', () => finalRead(read));
  // Before anything is restarted by hand: who is there now must be who was started.
  await observers.confirmProcesses();
  const never = unrecovered(context);
  if (never.length === 0) return;
  const names = never.map(({ description }) => description.name).join(', ');
  progress(`restart test: does a restart by hand bring back ${names}?`);
  await stage(recorder, stages.restartTest, `restart by hand: ${names}`, () =>
    proveRestarts(context, never, () => lookAgain(read)),
  );
}

interface Watching {
  readonly load: Loop;
  readonly observers: Observers | undefined;
  readonly recorder: HistoryWriter;
  readonly endsWithinMs: number;
}

/** So long services may take to end: as long as a check allows them. */
const endsWithinMs = (scenario: Scenario): number =>
  Math.max(
    0,
    ...expectedOf(scenario).map(({ name, options }) => (name === gracefulShutdown.name ? (options?.withinMs ?? 0) : 0)),
  ) || 2000;

async function end(environment: Environment, { load, observers, recorder, endsWithinMs }: Watching): Promise<void> {
  await load.end();
  await observers?.stop();
  announceDown(environment, recorder);
  try {
    await shutDown(environment.services, recorder, endsWithinMs);
  } finally {
    await environment.down();
  }
}

async function stage<Result>(
  recorder: HistoryWriter,
  step: string,
  title: string,
  work: () => Promise<Result>,
): Promise<Result> {
  const fact = { kind: 'step', path: step, step, title } as const;
  recorder.record({ ...fact, phase: 'begin' });
  try {
    const result = await work();
    recorder.record({ ...fact, phase: 'end', outcome: 'done' });
    return result;
  } catch (error) {
    recorder.record({ ...fact, phase: 'end', outcome: 'aborted', reason: asError(error).message.slice(0, 4000) });
    throw error;
  }
}

/** The first fact: all that a later judge must know of what was meant. */
function opening(
  options: RunOptions,
  known: Readonly<Record<string, string>>,
  startedAt: number,
): Parameters<HistoryWriter['record']>[0] {
  const { scenario, id, name, version, variant, runtime, command, seed } = options;
  const { system } = scenario;
  const checks = new Map(expectedOf(scenario).map((check) => [check.name, check]));
  const limits = [...checks.values()].flatMap((check) => (check.options ? [[check.name, check.options]] : []));
  const vocabulary = vocabularyOf(system);
  const unsaid = flatten(scenario.steps).flatMap((step) =>
    vocabulary.isUnsaid(step) ? [titleOf(vocabulary, step)] : [],
  );
  return {
    kind: 'run',
    format: 2,
    id,
    startedAt,
    scenario: name,
    title: scenario.title,
    story: scenario.story,
    system: system.name,
    services: system.services.map(({ name: service, kafka, source, heartbeat }) => ({
      name: service,
      kafka,
      ...(source === undefined ? {} : { source }),
      ...(heartbeat === undefined ? {} : { heartbeatWithinMs: heartbeat.withinMs }),
    })),
    ...(system.links ? { links: system.links.map(({ name: link, from, to }) => ({ name: link, from, to })) } : {}),
    topics: system.topics.map((topic) => ({ ...topic })),
    ...(scenario.brokers === undefined ? {} : { brokers: [...brokerNames(scenario.brokers)] }),
    variant,
    variants: [...system.variants],
    runtime: runtime.name,
    topicProvisioning: scenario.topics ?? 'pre-created',
    checks: [...checks.keys()],
    ...(limits.length > 0 ? { checkOptions: Object.fromEntries(limits) } : {}),
    faults: faultsOf(scenario),
    ...(unsaid.length > 0 ? { unsaid } : {}),
    load: scenario.load.title,
    ...(scenario.load.asked === undefined ? {} : { asked: scenario.load.asked }),
    versions: { ...known, ...system.versions?.(), ...(version === undefined ? {} : { scenario: version }) },
    machine: describeMachine(),
    ...(seed === undefined ? {} : { seed }),
    command,
  };
}

/** What every run is judged by, with the options that hold for its system. */
export const expectedOf = ({ expect, system }: Pick<Scenario, 'expect' | 'system'>): Check[] => [
  ...expected(expect, system.limits),
  ...always,
];

/** Names of the faults that the steps script, in order. */
const faultsOf = ({ steps }: Scenario): string[] => flatten(steps).flatMap(({ fault }) => (fault ? [fault] : []));

function makeFolder(folder: string): void {
  try {
    mkdirSync(dirname(folder), { recursive: true });
    // Not recursive: a folder that is there belongs to another run, whose history must not be added to.
    mkdirSync(folder);
    mkdirSync(join(folder, 'logs'));
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `make the folder ${folder} for the run`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Name a folder that can be written with --out.',
      cause,
    });
  }
}
