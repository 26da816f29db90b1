import type { History } from '../core/history.ts';
import { storyEnd } from '../core/ledger.ts';
import { type Instant, recovery } from '../core/recovery.ts';
import type { ServiceReport } from './model.ts';

/** Each service: how long it took, whether it is the same process, and what a restart by hand did for it. */
export function services(history: History): ServiceReport[] {
  const found = recovery(history);
  const end = storyEnd(history);
  return history.run.services.map(({ name, kafka }) => {
    const mine = found?.services.find(({ service }) => service === name);
    const since = (instant: Instant | undefined) =>
      instant && mine?.healedAt ? Math.max(0, instant.at - mine.healedAt.at) : null;
    const starts = history
      .of('process')
      .filter(
        ({ subject, phase, at }) => subject === name && at <= end && (phase === 'started' || phase === 'member-joined'),
      );
    const proof = history.of('proof').find(({ service }) => service === name);
    return {
      service: name,
      kafka,
      healedAt: mine?.healedAt?.at ?? null,
      afterMs: mine?.afterMs ?? null,
      sendsAfterMs: kafka ? since(mine?.sends) : null,
      hearsAfterMs: kafka ? since(mine?.hears) : null,
      watchedMs: found?.watchedMs ?? 0,
      longestSilenceMs: mine?.longestSilenceMs ?? null,
      restarts: Math.max(0, starts.length - 1),
      pid: starts[0]?.pid ?? null,
      startTime: starts[0]?.startTime ?? null,
      proof: proof ? { result: proof.result, tookMs: proof.tookMs ?? null } : null,
    };
  });
}
