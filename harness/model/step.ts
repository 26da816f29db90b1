import type { Duration } from './clock.ts';
import type { Environment } from './environment.ts';
import type { Need, Parameters } from './fault.ts';
import type { Recorder } from './recorder.ts';

/** Asks the system for something, again and again, without waiting for the answers (an open loop). */
export interface RunningLoad {
  start(): void;
  /** Asks no more; resolves when every question has its answer or its time-out. */
  stop(): Promise<void>;
}

/** All that a step may touch. */
export interface StepContext {
  readonly environment: Environment;
  readonly recorder: Recorder;
  readonly load: RunningLoad;
  readonly signal: AbortSignal;
  /** Runs steps inside this one. */
  perform(steps: readonly Step[]): Promise<void>;
}

/** One sentence of a scenario's story. */
export interface Step {
  /** Its name in code, such as `hold`. */
  readonly name: string;
  readonly title: string;
  readonly parameters?: Parameters;
  /** Waiting that the scenario asks for, in milliseconds: not overhead of the harness. */
  readonly scripted?: Duration;
  readonly steps?: readonly Step[];
  /** Name of the fault that it brings, if it brings one. */
  readonly fault?: string;
  /** A step of a scenario's own says by this that it breaks nothing: without it, or a fault, nobody knows what it brings. */
  readonly brings?: 'nothing';
  readonly needs?: readonly Need[];
  /** Throws `StepFailed` when what it waits for does not come; the story then goes on, and the verdict knows. */
  run(context: StepContext): Promise<void>;
}

const ofTheHarness = new WeakSet<Step['run']>();

/** Marks a step as one of the harness's, of which it is known what it brings. */
export function known<One extends Step>(step: One): One {
  ofTheHarness.add(step.run);
  return step;
}

/** A step of a scenario's own that says neither that it brings a fault nor that it brings nothing. */
export const isUnsaid = ({ run, fault, brings }: Step): boolean =>
  !ofTheHarness.has(run) && fault === undefined && brings === undefined;

/** The system did not do what the story says; this is no defect of the harness. */
export class StepFailed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'StepFailed';
  }
}
