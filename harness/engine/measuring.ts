import { measure } from '../kafka/measure.ts';
import { now } from '../model/clock.ts';
import type { Asking, Measuring } from '../model/control.ts';
import type { Route } from '../model/environment.ts';
import type { Recorder } from '../model/recorder.ts';
import { pace } from '../probes/pace.ts';

/** Seldom, so that nobody takes them for those of a service that connects again and again. */
const everyMs = 1000;
/** Longer than anything that a toxic of a short story does to one of these. */
const timeoutMs = 8000;
/** On a busy machine one may be slow by chance; what a toxic slows, it slows each time. */
const timesAfterwards = 3;

/** Measures what each route does to time and bytes, again and again, until it is told to stop. */
export function measuring(routes: readonly Route[], asking: Asking, recorder: Recorder): Measuring {
  let disregarded = false;
  const once = async ({ service: route, listen }: Route, signal: AbortSignal) => {
    const from = recorder.relative(now());
    const seen = await measure(listen, { ...asking, timeoutMs, signal });
    if (!signal.aborted && !disregarded)
      recorder.record({ kind: 'measurement', route, from, to: recorder.relative(now()), ...seen });
  };
  // What could not be measured is missing in the evidence, and that is how it is told.
  const paces = routes.map((route) =>
    pace(
      everyMs,
      (signal) => once(route, signal),
      () => undefined,
    ),
  );
  return {
    disregard: () => {
      disregarded = true;
    },
    stop: async () => {
      await Promise.all(paces.map((one) => one.stop()));
    },
    again: async (signal) => {
      disregarded = false;
      for (let time = 0; time < timesAfterwards && !signal.aborted; time += 1) {
        await Promise.all(routes.map((route) => once(route, signal)));
      }
    },
  };
}
