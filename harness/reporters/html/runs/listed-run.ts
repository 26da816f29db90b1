import { z } from 'zod';
import { verdicts } from '../../../model/verdict.ts';
import { measureOf } from '../../../suite/compare/services.ts';
import { parseRun } from '../../../suite/compare/stored-run.ts';
import { rankOf } from '../../../util/statistics/measured.ts';

const milliseconds = z.number().nonnegative();
const measuredSchema = z.union([z.object({ ms: milliseconds }), z.object({ notWithinMs: milliseconds })]);

const readable = z.object({
  state: z.literal('read'),
  /** Its folder's name. */
  folder: z.string(),
  /** ISO 8601. */
  startedAt: z.iso.datetime(),
  scenario: z.string(),
  title: z.string(),
  variant: z.string(),
  verdict: z.enum(verdicts),
  tookMs: milliseconds,
  /** The service that came back last; null: no recovery was measured. */
  slowest: z.object({ service: z.string(), value: measuredSchema }).nullable(),
});

const unreadable = z.object({
  state: z.literal('unreadable'),
  folder: z.string(),
  /** When it was last written to, for that is all that is known. */
  startedAt: z.iso.datetime(),
  reason: z.string(),
});

/** A run as the list of all runs shows it. */
export const listedRunSchema = z.discriminatedUnion('state', [readable, unreadable]);
export type ListedRun = z.infer<typeof listedRunSchema>;

export interface FoundRun {
  readonly folder: string;
  /** Of its report.json; null: it has none. */
  readonly text: string | null;
  /** Why it could not be read, where it is there. */
  readonly reason?: string;
  readonly modifiedAt: Date;
}

/** What is shown of a run, whatever is in its folder. */
export function listedRun({ folder, text, reason, modifiedAt }: FoundRun): ListedRun {
  const damaged = { state: 'unreadable', folder, startedAt: modifiedAt.toISOString() } as const;
  if (text === null) return { ...damaged, reason: reason ?? 'no report: it still runs, or was killed' };
  const parsed = parseRun(text);
  if (parsed.state !== 'read') return { ...damaged, reason: parsed.reason };
  const { startedAt, scenario, title, variant, verdict, durations, services } = parsed.report;
  const measures = services.flatMap(({ service }) => {
    const value = measureOf(parsed.report, service);
    return value === null ? [] : [{ service, value }];
  });
  const [slowest = null] = measures.toSorted((one, other) => (rankOf(one.value) < rankOf(other.value) ? 1 : -1));
  const took = { tookMs: durations.total, slowest };
  return { state: 'read', folder, startedAt, scenario, title, variant, verdict, ...took };
}

export const newestFirst = (runs: readonly ListedRun[]): ListedRun[] =>
  runs.toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt));
