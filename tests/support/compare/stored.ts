import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildReport } from '../../../harness/report/build.ts';
import type { Report, ServiceReport } from '../../../harness/report/model.ts';
import { goodRun, told } from '../histories/good-run.ts';

/** Its invariants belong to a system, and none is known here. */
const good: Report = { ...buildReport(told(goodRun()), []), verdict: 'recovered' };

type Changes = Partial<Omit<Report, 'services'>> & {
  /** From the heal, in milliseconds; null: never while it was watched, 30 s. */
  readonly after?: Readonly<Record<string, number | null>>;
  readonly restartTest?: ServiceReport['restartTest'];
};

/** The report of a run that went well, with what is to be another. */
export function reportWith({ after = {}, restartTest = null, ...changes }: Changes): Report {
  const services = good.services.map((service): ServiceReport => {
    const afterMs = after[service.service];
    if (afterMs === undefined) return service;
    return { ...service, afterMs, watchedMs: 30_000, restartTest: afterMs === null ? restartTest : null };
  });
  return { ...good, services, ...changes };
}

const variants = ['before', 'after', 'resilient'];

/** Leaves such a report where a run would. */
export function store(folder: string, name: string, changes: Changes): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'report.json'), JSON.stringify(reportWith({ run: name, variants, ...changes })));
  return place;
}

/** Five runs of each variant, as the story of the seed has them. */
export function storeVariants(folder: string): void {
  for (let run = 0; run < 5; run += 1) {
    const startedAt = `2026-11-2${run}T10:00:00.000Z`;
    const gone = { driver: null, central: null, engine: null };
    const violated = { verdict: 'violated', startedAt } as const;
    store(folder, `before-${run}`, { ...violated, variant: 'before', after: gone, restartTest: helped });
    store(folder, `after-${run}`, {
      ...violated,
      variant: 'after',
      after: { driver: 900 + run, engine: 1500 + run },
    });
    store(folder, `resilient-${run}`, { startedAt, after: { driver: 150 + run, central: 30, engine: 210 - run } });
  }
}

const helped = { result: 'helped', tookMs: 800 } as const;
