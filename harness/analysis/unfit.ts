import { inconclusive, type Judgement } from '../model/check.ts';
import type { History } from '../model/history.ts';
import { stages } from '../model/step.ts';
import { unfitIn, unfitMs } from './starvation.ts';

/**
 * What a machine without time for anybody explains is not held against the system: when each thing that took too long
 * would have been in time without the stretches in which the machine was unfit, nobody can tell. What is wrong however
 * long one waits (something lost, doubled, restarted) has no times, and stays as it is.
 */
export function excuseTime(history: History, judgement: Judgement): Judgement {
  const { verdict, timings = [], because, lines } = judgement;
  if (verdict !== 'violated' || timings.length === 0) return judgement;
  const explained = timings.every((timing) => {
    const lacked = unfitMs(history, timing);
    return lacked > 0 && timing.tookMs - lacked <= timing.withinMs;
  });
  if (!explained) return judgement;
  const unfit = [...new Set(timings.flatMap((timing) => unfitIn(history, timing)))];
  const words = unfit.map((one) => one.words).join('; ');
  return {
    ...inconclusive(`${words}; meanwhile ${because}`, [...unfit.flatMap((one) => one.lines), ...lines]),
    unfit: words,
  };
}

/** A run in which nobody watched for a while shows nothing of that time, whatever its checks say of the rest. */
export function unwatched(history: History): Judgement | undefined {
  const end =
    history.of('step').find(({ step, phase }) => step === stages.down && phase === 'end')?.at ??
    Number.POSITIVE_INFINITY;
  const still = unfitIn(history, { from: 0, to: end }).filter(({ kind }) => kind !== 'busy');
  if (still.length === 0) return undefined;
  const words = still.map((one) => one.words).join('; ');
  return {
    ...inconclusive(
      words,
      still.flatMap(({ lines }) => lines),
    ),
    unfit: words,
  };
}
