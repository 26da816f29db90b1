import { Failure } from '../model/failure.ts';
import type { Parameters } from '../model/fault.ts';
import {
  type Options,
  type Step,
  type StepContext,
  StepFailed,
  type StepType,
  type Vocabulary,
} from '../model/step.ts';
import { asError } from '../util/thrown.ts';
import { titleOf } from './vocabulary.ts';

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
    const type = knownType(context.vocabulary, step.do);
    const title = titleOf(context.vocabulary, step);
    const fact = { kind: 'step', path: here, step: step.do, title } as const;
    const end = (outcome: 'done' | 'failed' | 'aborted', reason?: string) =>
      context.recorder.record({ ...fact, phase: 'end', outcome, ...(reason ? { reason } : {}) });
    context.recorder.record({ ...fact, phase: 'begin', parameters: parametersOf(step.with ?? {}, title) });
    try {
      const options = type.options.parse(step.with ?? {});
      const inside = (inner: readonly Step[]) => perform({ context, steps: inner, path: here });
      await type.run({ ...context, perform: inside }, options, step);
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

function knownType({ steps }: Vocabulary, name: string): StepType {
  const type = steps.get(name);
  if (type) return type;
  throw new Failure('usage', {
    attempted: `perform the step ${name}`,
    happened: 'there is no step of this name',
    remedy: 'Correct the name in the scenario, or give the system a step of this name.',
  });
}

/** What of a step's options stands in a history: what is no title, and no list or condition. */
const parametersOf = (options: Options, title: string): Parameters =>
  Object.fromEntries(
    Object.entries(options).filter(
      (entry): entry is [string, string | number | boolean] =>
        ['string', 'number', 'boolean'].includes(typeof entry[1]) && entry[1] !== title,
    ),
  );
