import type { Draft, Fact } from './fact.ts';
import type { History } from './history.ts';

/** Writes every fact once, in order, and lets a step wait until the facts so far say what it waits for. */
export interface Recorder {
  record(draft: Draft): Fact;
  /** The facts so far; it grows while one looks at it across a wait. */
  history(): History;
  /** A moment of `now()` as milliseconds since the run began. */
  relative(epochMs: number): number;
  /** Milliseconds since the run began. */
  elapsed(): number;
  /** Called after each fact; the answer ends the calls. */
  onFact(listener: () => void): () => void;
}
