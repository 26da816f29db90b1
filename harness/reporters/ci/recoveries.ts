import type { GateRun } from '../../suite/gate/result.ts';

/** How one service came back in all runs of one scenario. Durations are milliseconds. */
export interface ServiceRecoveries {
  readonly service: string;
  readonly runs: number;
  readonly recovered: number;
  /** Of those that came back; null: none did. */
  readonly fastestMs: number | null;
  readonly slowestMs: number | null;
  /** The longest watch in which it did not come back; null: it always did. */
  readonly notWithinMs: number | null;
}

/** One row a scenario and variant, and in it one a service: never stays never, and is not averaged away. */
export function recoveries(runs: readonly GateRun[]): Map<string, readonly ServiceRecoveries[]> {
  const groups = Map.groupBy(runs, ({ scenario, variant }) => `${scenario} (${variant})`);
  return new Map([...groups].map(([name, members]) => [name, ofServices(members)]));
}

function ofServices(runs: readonly GateRun[]): ServiceRecoveries[] {
  const all = Map.groupBy(
    runs.flatMap(({ services }) => services),
    ({ service }) => service,
  );
  return [...all].map(([service, seen]) => {
    const times = seen.flatMap(({ afterMs }) => (afterMs === null ? [] : [afterMs]));
    const watched = seen.flatMap(({ afterMs, watchedMs }) => (afterMs === null ? [watchedMs] : []));
    return {
      service,
      runs: seen.length,
      recovered: times.length,
      fastestMs: times.length > 0 ? Math.min(...times) : null,
      slowestMs: times.length > 0 ? Math.max(...times) : null,
      notWithinMs: watched.length > 0 ? Math.max(...watched) : null,
    };
  });
}

/** The slowest service of a run in words; one that never came back is slower than any. */
export function slowest({ services }: Pick<GateRun, 'services'>): string {
  const never = services.filter(({ afterMs }) => afterMs === null);
  if (never.length > 0) {
    const watchedMs = Math.max(...never.map(({ watchedMs: watched }) => watched));
    return `${never.map(({ service }) => service).join(', ')}: not within ${seconds(watchedMs)}`;
  }
  const [first] = [...services].sort((one, other) => (other.afterMs ?? 0) - (one.afterMs ?? 0));
  return first ? `${first.service}: ${seconds(first.afterMs ?? 0)}` : 'nothing was measured';
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
