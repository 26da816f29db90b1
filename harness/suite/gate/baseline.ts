import { z } from 'zod';
import { Failure } from '../../model/failure.ts';
import { baselineFromFormat1 } from '../../store/format-1.ts';
import { parseStored } from '../../store/stored-format.ts';
import type { Fingerprint, GateRun } from './result.ts';
import { fingerprintShape } from './run-shape.ts';

const times = z.array(z.number().nonnegative().nullable()).min(1).max(1000);

const shape = z.strictObject({
  format: z.literal(2),
  madeOn: z.iso.date(),
  machine: fingerprintShape,
  versions: z.record(z.string(), z.string()),
  scenarios: z.record(
    z.string(),
    z.strictObject({
      variant: z.string(),
      runtime: z.string(),
      /** How long each run took in all, in milliseconds. */
      tookMs: z.array(z.number().nonnegative()).min(1).max(1000),
      /** Recovery of each service in each run, in milliseconds; null: never. */
      services: z.record(z.string(), times),
    }),
  ),
});

/** What recovery took when it was as it should be: what later times are held against. */
export type Baseline = z.infer<typeof shape>;

/** A baseline from the text of its file, or a `Failure`: one that cannot be read is not the same as none. */
export function parseBaseline(text: string, file: string): Baseline {
  const stored = parseStored(text, { shape, format: 2, whole: 'the file', fromFormat1: baselineFromFormat1 });
  if (stored.state === 'read') return stored.value;
  throw damaged(file, stored.reason, stored.cause);
}

const damaged = (file: string, happened: string, cause?: unknown): Failure =>
  new Failure('usage', {
    attempted: `read the baseline ${file}`,
    happened,
    remedy: 'Take it from version control again, or make a new one: norestart gate --update-baseline.',
    cause,
  });

export interface BaselineParts {
  readonly runs: readonly GateRun[];
  readonly madeOn: string;
  readonly machine: Fingerprint;
  readonly versions: Readonly<Record<string, string>>;
}

/** A baseline of runs that all recovered. */
export function baselineOf({ runs, madeOn, machine, versions }: BaselineParts): Baseline {
  const scenarios = [...Map.groupBy(runs, ({ scenario }) => scenario)].map(([name, some]) => {
    const [first] = some as [GateRun];
    const { variant, runtime } = first;
    const services = first.services.map(({ service }) => [service, timesOf(some, service).map(rounded)]);
    const tookMs = some.map((run) => Math.round(run.tookMs));
    return [name, { variant, runtime, tookMs, services: Object.fromEntries(services) }] as const;
  });
  return { format: 2, madeOn, machine, versions, scenarios: Object.fromEntries(scenarios) };
}

/** How long a service took in each of the runs; null: never. */
export const timesOf = (runs: readonly GateRun[], service: string): (number | null)[] =>
  runs.flatMap(({ services }) => services.filter((one) => one.service === service).map(({ afterMs }) => afterMs));

const rounded = (ms: number | null): number | null => (ms === null ? null : Math.round(ms * 10) / 10);
