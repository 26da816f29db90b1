import { greatest } from '../analysis/extremes.ts';
import { storyEnd } from '../analysis/operations.ts';
import type { Instant } from '../analysis/records.ts';
import { recovery } from '../analysis/recovery.ts';
import { type Stages, stageNames, stages } from '../analysis/stages.ts';
import type { History } from '../model/history.ts';
import type { ServiceReport, StagesReport } from './model.ts';

/**
 * Each service: how long it took, whether it is the same process, and what a restart by hand did for it. `couldTell`:
 * whether what nobody saw of it was not there.
 */
export function services(history: History, couldTell = true): ServiceReport[] {
  const found = recovery(history);
  const end = storyEnd(history);
  const ways = new Map(stages(history).map((way) => [way.service, way]));
  return history.run.services.map(({ name, kafka }) => {
    const mine = found?.services.find(({ service }) => service === name);
    const after = (instant: Instant | undefined) =>
      instant && mine?.healedAt ? Math.max(0, instant.at - mine.healedAt.at) : null;
    const starts = history
      .of('process')
      .filter(
        ({ subject, phase, at }) => subject === name && at <= end && (phase === 'started' || phase === 'member-joined'),
      );
    const faults = new Set(history.of('fault').map(({ fault }) => fault));
    // What the story itself starts is no restart.
    const scripted = history
      .of('intent')
      .filter(({ subject, action, by }) => subject === name && action === 'start' && faults.has(by));
    // The engine's own count knows also of those that nobody saw.
    const byPolicy = greatest(
      starts.map(({ restarts = 0 }) => restarts),
      0,
    );
    const way = ways.get(name);
    const restartTest = history.of('restart-test').find(({ service }) => service === name);
    return {
      service: name,
      kafka,
      healedAt: mine?.healedAt?.at ?? null,
      afterMs: mine?.afterMs ?? null,
      ...(kafka && mine?.healedAt && mine.afterMs === undefined && !couldTell ? { doubtful: true } : {}),
      sendsAfterMs: kafka ? after(mine?.sends) : null,
      hearsAfterMs: kafka ? after(mine?.hears) : null,
      watchedMs: mine?.watchedMs ?? found?.watchedMs ?? 0,
      ...(way ? { stages: since(way) } : {}),
      longestSilenceMs: mine?.longestSilenceMs ?? null,
      restarts: Math.max(byPolicy, starts.length - 1 - scripted.length),
      pid: starts[0]?.pid ?? null,
      startTime: starts[0]?.startTime ?? null,
      restartTest: restartTest ? { result: restartTest.result, tookMs: restartTest.tookMs ?? null } : null,
    };
  });
}

function since(way: Stages): StagesReport {
  const seen = stageNames.flatMap((stage) => {
    const instant = way[stage];
    return instant ? [[stage, Math.max(0, instant.at - way.from.at)] as const] : [];
  });
  return { from: way.from.at, ...Object.fromEntries(seen) };
}
