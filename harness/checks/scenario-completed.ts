import { type Doubt, heardTooLate, hidden } from '../analysis/hidden.ts';
import { type Check, inconclusive, lateUnless, passed, type Timing } from '../model/check.ts';
import type { History, Placed } from '../model/history.ts';
import { stepKinds } from '../model/step.ts';

/** Every step of the story came to its end, and the system was each time as the story says. */
export const scenarioCompleted: Check = {
  name: 'scenario-completed',
  gravity: 'scenario',
  claim: 'the system did what each step of the story says, and the run came to its end',
  judge: (history) => {
    const aborted = history.of('aborted').at(-1);
    if (aborted) return inconclusive(`the run was aborted: ${aborted.reason}`, [aborted.line]);
    const closed = history.of('closed').at(-1);
    if (!closed) return inconclusive('the history has no end: the run was killed, or the file was cut short');
    if (closed.facts !== closed.line - 1 || closed.line !== history.facts.length) {
      return inconclusive(
        `the history says ${closed.facts} facts and has ${history.facts.length - 1}: it was changed`,
        [closed.line],
      );
    }
    // What recover waits for is judged by recovered-within, which knows late from never.
    const steps = history.of('step').filter(({ step }) => step !== stepKinds.expectRecovery);
    const failed = steps.filter(({ phase, outcome }) => phase === 'end' && outcome === 'failed');
    const ended = history.of('step').filter(({ phase }) => phase === 'end').length;
    if (failed.length > 0) {
      const doubts = failed.map((step) => doubtOf(history, step));
      return lateUnless(
        doubts.some((doubt) => doubt === undefined) ? undefined : doubts[0],
        failed.map(({ title, reason }) => `“${title}”: ${reason}`).join('; '),
        failed.map(({ line }) => line),
        failed.map((end) => halfOf(history, end)),
      );
    }
    const begun = history.of('step').length - ended;
    if (begun === 0) return inconclusive('no step was begun');
    if (begun > ended) return inconclusive(`${begun - ended} of ${begun} steps never ended`);
    return passed(`${ended} steps, each came to its end`, [closed.line]);
  },
};

/** A step fails when its time is over: a machine that was unfit for half of that explains it. */
function halfOf(history: History, { path, at: to }: Placed<'step'>): Timing {
  const from =
    history.of('step').findLast((step) => step.path === path && step.phase === 'begin' && step.at <= to)?.at ?? to;
  return { from, to, tookMs: to - from, withinMs: (to - from) / 2 };
}

/** A step waits for what is heard: what was there meanwhile and was not heard, or not understood, may be what it missed. */
function doubtOf(history: History, end: Placed<'step'>): Doubt | undefined {
  const begin = history.of('step').find(({ phase, path }) => phase === 'begin' && path === end.path);
  const window = { from: begin?.at ?? 0, to: end.at };
  const late = heardTooLate(history, window);
  if (late.length === 0) return hidden(history, window);
  const because = `${late.length} records that were in Kafka by then had not been heard`;
  return { because, lines: late.map(({ line }) => line) };
}
