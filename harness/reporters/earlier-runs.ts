import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { verdicts } from '../model/verdict.ts';
import type { EarlierRun } from '../report/beside.ts';
import type { Report } from '../report/model.ts';
import { reportFromFormat1 } from '../store/format-1.ts';

const shownAtMost = 12;
const lookedAtAtMost = 40;
/** In bytes: the report of a longer one would cost more than what is shown of it. */
const readAtMost = 8 * 1024 ** 2;

/** All that is wanted of another run's report; what else it has, or lacks, does not matter. */
const reportSchema = z.object({
  run: z.string(),
  scenario: z.string(),
  variant: z.string(),
  startedAt: z.iso.datetime(),
  verdict: z.enum(verdicts),
  services: z.array(
    z.object({
      service: z.string(),
      afterMs: z.number().nonnegative().nullable(),
      watchedMs: z.number().nonnegative(),
    }),
  ),
});
type Stored = z.infer<typeof reportSchema>;
const isOld = (value: unknown): boolean => z.object({ format: z.literal(1) }).safeParse(value).success;

/**
 * The earlier runs of the same scenario that lie beside this one, newest first. One that is damaged is left out. A
 * folder that is no longer called as its run is not where runs are left, so nothing beside it belongs to it.
 */
export function readEarlierRuns(folder: string, { run, scenario, startedAt }: Report, file: string): EarlierRun[] {
  if (basename(resolve(folder)) !== run) return [];
  const out = dirname(resolve(folder));
  return candidates(out, scenario, run)
    .flatMap((name) => stored(join(out, name, file)) ?? [])
    .filter((one) => one.scenario === scenario && Date.parse(one.startedAt) < Date.parse(startedAt))
    .sort((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt))
    .slice(0, shownAtMost)
    .map(({ services, ...one }) => ({
      run: one.run,
      variant: one.variant,
      startedAt: one.startedAt,
      verdict: one.verdict,
      slowest: slowestOf(services),
    }));
}

/** Folders whose name begins with the scenario's, the newest by the date in their name. */
function candidates(out: string, scenario: string, run: string): string[] {
  const date = (name: string) => /\d{8}-\d{6}/.exec(name)?.[0] ?? '';
  try {
    return readdirSync(out)
      .filter((name) => name.startsWith(`${scenario}-`) && name !== run)
      .sort((one, other) => (date(one) < date(other) ? 1 : -1))
      .slice(0, lookedAtAtMost);
  } catch {
    return [];
  }
}

function stored(path: string): Stored | undefined {
  try {
    const status = statSync(path);
    if (!status.isFile() || status.size > readAtMost) return undefined;
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return reportSchema.safeParse(isOld(value) ? reportFromFormat1(value) : value).data;
  } catch {
    return undefined;
  }
}

/** Never is slower than any time. */
function slowestOf(services: Stored['services']): EarlierRun['slowest'] {
  const reckoned = ({ afterMs }: Stored['services'][number]) => afterMs ?? Number.POSITIVE_INFINITY;
  return services.reduce<Stored['services'][number] | null>(
    (one, other) => (one && reckoned(one) >= reckoned(other) ? one : other),
    null,
  );
}
