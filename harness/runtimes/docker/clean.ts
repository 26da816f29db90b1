import { Failure } from '../../model/failure.ts';
import { connectEngine, type Engine } from './engine.ts';
import { runsOn, type SweptRun, sweepEngine } from './sweep.ts';

export interface CleanedEngine {
  /** Why nothing could be looked at; undefined when it was. */
  readonly unreachable?: string;
  readonly swept: readonly SweptRun[];
  /** Runs that were left alone: their harness is alive, or they belong to another machine or container. */
  readonly left: readonly string[];
}

/** Removes what dead runs left on this machine's engine, and only that. No engine is no error: nothing can be on it. */
export async function cleanDocker(): Promise<CleanedEngine> {
  let engine: Engine;
  try {
    engine = await connectEngine();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return { unreachable: error.message, swept: [], left: [] };
  }
  const swept = await sweepEngine(engine);
  return { swept, left: await runsOn(engine) };
}
