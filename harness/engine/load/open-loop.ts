import { now } from '../../model/clock.ts';
import type { Environment } from '../../model/environment.ts';
import { Failure } from '../../model/failure.ts';
import type { Recorder } from '../../model/recorder.ts';
import type { Workload } from '../../model/scenario.ts';
import type { RunningLoad } from '../../model/step.ts';
import { gaps } from './gaps.ts';

export interface OpenLoopOptions {
  readonly workload: Workload;
  readonly environment: Environment;
  readonly recorder: Recorder;
  readonly onDefect: (error: unknown) => void;
  /** Begins every operation's id, so that two runs never share one. */
  readonly run: string;
  /** Draws the gaps between the questions; missing: they are all alike. */
  readonly seed?: number | undefined;
}

export interface Loop extends RunningLoad {
  /** Asks no more and waits for no answer: for the end of a run, in whatever way it ends. */
  end(): Promise<void>;
}

/**
 * Asks on the beat (or, with a seed, around it), whether or not earlier questions have been answered: a load that waits for its answers asks least
 * when the system is worst, and hides what users see (coordinated omission). Each question is written before it is
 * sent, so that none can be lost unseen.
 */
export function openLoop({ workload, environment, recorder, onDefect, run, seed }: OpenLoopOptions): Loop {
  const ending = new AbortController();
  const pending = new Set<Promise<void>>();
  const gap = gaps({ every: workload.every, seed });
  let timer: NodeJS.Timeout | undefined;
  let asked = 0;

  const address = (name: string, port: string) => {
    const service = environment.services.find(({ description }) => description.name === name);
    if (service) return service.address(port);
    throw new Failure('usage', {
      attempted: `ask ${name} (${workload.title})`,
      happened: 'the system has no service of this name',
      remedy: `Use one of: ${environment.services.map(({ description }) => description.name).join(', ')}.`,
    });
  };

  const askOnce = async () => {
    asked += 1;
    const operation = `${run}-${String(asked).padStart(4, '0')}`;
    recorder.record({ kind: 'operation', phase: 'invoke', operation });
    const { phase, detail } = await workload.ask(operation, address, ending.signal);
    recorder.record({ kind: 'operation', phase, operation, detail });
  };

  const beat = (due: number) => {
    const one: Promise<void> = askOnce()
      .catch(onDefect)
      .finally(() => pending.delete(one));
    pending.add(one);
    const next = due + gap();
    timer = setTimeout(() => beat(next), Math.max(0, next - now()));
  };

  const stop = async () => {
    clearTimeout(timer);
    timer = undefined;
    await Promise.all(pending);
  };
  return {
    start: () => {
      if (timer === undefined) beat(now());
    },
    stop,
    end: async () => {
      ending.abort();
      await stop();
    },
  };
}
