import type { z } from 'zod';
import type { Duration } from './clock.ts';
import type { Environment } from './environment.ts';
import type { FaultType } from './fault.ts';
import type { History } from './history.ts';
import type { Recorder } from './recorder.ts';

/** Asks the system for something, again and again, without waiting for the answers (an open loop). */
export interface RunningLoad {
  start(): void;
  /** Asks no more; resolves when every question has its answer or its time-out. */
  stop(): Promise<void>;
}

/** Names of the steps that others look for in a history. */
export const stepKinds = {
  during: 'during',
  expectAvailability: 'expectAvailability',
  wait: 'wait',
  expectRecovery: 'expectRecovery',
  startBroker: 'startBroker',
  startServices: 'startServices',
  waitUntil: 'waitUntil',
} as const;

/** Names of what every run does by itself, around the steps of its story. */
export const stages = {
  up: 'up',
  drain: 'drain',
  finalRead: 'final-read',
  restartTest: 'restart-test',
  down: 'down',
} as const;

/** What a step, a fault or a condition may be told: what JSON and YAML can say. */
export type Options = Readonly<Record<string, unknown>>;

/** One sentence of a scenario's story: data, and nothing but data. */
export interface Step {
  /** The kind of step, such as `wait`. */
  readonly do: string;
  /** Its options; of a step that brings a fault, those of the fault. */
  readonly with?: Options;
  /** Name of the fault that it brings, if it brings one. */
  readonly fault?: string;
  readonly steps?: readonly Step[];
}

/** Something that the facts so far say or do not say: a kind of condition with its options. */
export interface Condition {
  readonly is: string;
  readonly with?: Options;
}

/** One kind of condition. */
export interface ConditionType<Known extends Options = Options> {
  readonly name: string;
  readonly options: z.ZodType<Known>;
  holds(history: History, options: Known): boolean;
  /** What is missing, for a person. */
  missing(history: History, options: Known): string;
}

/** All that a step may touch. */
export interface StepContext {
  readonly environment: Environment;
  readonly recorder: Recorder;
  readonly load: RunningLoad;
  readonly signal: AbortSignal;
  readonly vocabulary: Vocabulary;
  /** Runs steps inside this one. */
  perform(steps: readonly Step[]): Promise<void>;
}

/** One kind of step: what it may be told, how a person calls it, what it does. */
export interface StepType<Known extends Options = Options> {
  readonly name: string;
  readonly options: z.ZodType<Known>;
  title(options: Known): string;
  /** Waiting that the scenario asks for, in milliseconds: not overhead of the harness. */
  scripted?(options: Known): Duration;
  /** A step of a system's own says by this that it breaks nothing: without it nobody knows what it brings. */
  readonly brings?: 'nothing';
  /** Throws `StepFailed` when what it waits for does not come; the story then goes on, and the verdict knows. */
  run(context: StepContext, options: Known, step: Step): Promise<void>;
}

/** The kinds of steps, conditions and faults that a scenario can be told in, by their names. */
export interface Vocabulary {
  readonly steps: ReadonlyMap<string, StepType>;
  readonly conditions: ReadonlyMap<string, ConditionType>;
  readonly faults: ReadonlyMap<string, FaultType>;
  /** Whether a step of this kind is a system's own, and says neither that it brings a fault nor that it brings nothing. */
  isUnsaid(step: Step): boolean;
}

/** All steps of a story, the inner ones after those that hold them. */
export const flatten = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [step, ...flatten(step.steps ?? [])]);

/** The system did not do what the story says; this is no defect of the harness. */
export class StepFailed extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'StepFailed';
  }
}
