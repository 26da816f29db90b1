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
  readonly proof?: ServiceReport['proof'];
};

/** The report of a run that went well, with what is to be another. */
export function reportWith({ after = {}, proof = null, ...changes }: Changes): Report {
  const services = good.services.map((service): ServiceReport => {
    const afterMs = after[service.service];
    if (afterMs === undefined) return service;
    return { ...service, afterMs, watchedMs: 30_000, proof: afterMs === null ? proof : null };
  });
  return { ...good, services, ...changes };
}

/** Leaves such a report where a run would. */
export function store(folder: string, name: string, changes: Changes): string {
  const place = join(folder, name);
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'report.json'), JSON.stringify(reportWith({ run: name, ...changes })));
  return place;
}

/** Five runs of each generation, as the story of the seed has them. */
export function storeGenerations(folder: string): void {
  for (let run = 0; run < 5; run += 1) {
    const startedAt = `2026-11-2${run}T10:00:00.000Z`;
    const gone = { driver: null, central: null, engine: null };
    const violated = { verdict: 'violated', startedAt } as const;
    store(folder, `before-${run}`, { ...violated, generation: 'before', after: gone, proof: cured });
    store(folder, `after-${run}`, {
      ...violated,
      generation: 'after',
      after: { driver: 900 + run, engine: 1500 + run },
    });
    store(folder, `resilient-${run}`, { startedAt, after: { driver: 150 + run, central: 30, engine: 210 - run } });
  }
}

const cured = { result: 'cured', tookMs: 800 } as const;
