import { Failure } from '../../model/failure.ts';
import { type Step, type StepContext, StepFailed } from '../../model/step.ts';
import { asError } from '../../util/thrown.ts';

export interface Performance {
  readonly context: Omit<StepContext, 'perform'>;
  readonly steps: readonly Step[];
  /** Where these steps stand in the story; empty at the top. */
  readonly path: string;
}

/**
 * Performs steps one after the other and writes the beginning and the end of each. A step whose expectation of the
 * system did not come true is written as failed, and the story goes on: the verdict wants the rest of the evidence.
 */
export async function perform({ context, steps, path }: Performance): Promise<void> {
  for (const [index, step] of steps.entries()) {
    context.signal.throwIfAborted();
    const here = path ? `${path}.${index + 1}` : `${index + 1}`;
    const { name, title, parameters } = step;
    const fact = { kind: 'step', path: here, step: name, title } as const;
    const end = (outcome: 'done' | 'failed' | 'aborted', reason?: string) =>
      context.recorder.record({ ...fact, phase: 'end', outcome, ...(reason ? { reason } : {}) });
    context.recorder.record({ ...fact, phase: 'begin', ...(parameters ? { parameters } : {}) });
    try {
      await step.run({ ...context, perform: (inner) => perform({ context, steps: inner, path: here }) });
      end('done');
    } catch (thrown) {
      const error = asError(thrown);
      if (error instanceof StepFailed) end('failed', error.message);
      else {
        end('aborted', error instanceof Failure ? error.message : `${error.name}: ${error.message}`);
        throw error;
      }
    }
  }
}

/** All steps of a story, the inner ones after those that hold them. */
export const flatten = (steps: readonly Step[]): Step[] =>
  steps.flatMap((step) => [step, ...flatten(step.steps ?? [])]);
