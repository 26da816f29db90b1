import { join, relative } from 'node:path';
import { z } from 'zod';
import { exitCode, isBySignal } from '../../model/failure.ts';
import { readDocument } from '../../store/read-document.ts';
import { reportFile } from '../../store/run-folder.ts';
import type { GateRun } from './result.ts';
import { checkShape, serviceShape } from './run-shape.ts';

/** How the process of a run ended. */
export interface EndedRun {
  readonly scenario: string;
  readonly title: string;
  readonly variant: string;
  readonly runtime: string;
  readonly repeat: number;
  readonly control: boolean;
  readonly code: number;
  readonly startedAt: string;
  readonly tookMs: number;
  /** From here; null: it did not get so far. */
  readonly folder: string | null;
  readonly output: string;
}

/** A service for which no heal was seen was not measured: it is left out, and never taken for one that did not come back. */
const servicesTold = z
  .array(z.intersection(serviceShape, z.object({ healedAt: z.number().nullish() })))
  .transform((services) => services.flatMap(({ healedAt, ...one }) => (healedAt === null ? [] : one)));
const told = z.object({ sentence: z.string(), services: servicesTold, checks: z.array(checkShape) });
const verdicts: Readonly<Record<number, GateRun['verdict']>> = {
  [exitCode.recovered]: 'recovered',
  [exitCode.violated]: 'violated',
  [exitCode.inconclusive]: 'inconclusive',
  [exitCode.missing]: 'missing',
};

/** What a gate knows of a run: its exit code is its verdict, and its report says why. Null: a signal ended it. */
export function gateRun(ended: EndedRun, out: string): GateRun | null {
  const { code, folder, output, ...rest } = ended;
  if (isBySignal(code)) return null;
  const beside = folder === null ? null : relative(out, folder);
  const base = { ...rest, folder: beside };
  const verdict = verdicts[code] ?? 'defect';
  if (verdict === 'missing' || verdict === 'defect') {
    return { ...base, verdict, sentence: without(verdict, code), services: [], checks: [], output };
  }
  try {
    const report = told.parse(JSON.parse(readDocument(join(folder ?? '', reportFile))));
    return { ...base, verdict, ...(report as Pick<GateRun, 'sentence' | 'services' | 'checks'>), output: null };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const sentence = `It ended with code ${code}, and its report cannot be read: ${why.slice(0, 300)}`;
    return { ...base, verdict: 'defect', sentence, services: [], checks: [], output };
  }
}

const without = (verdict: 'missing' | 'defect', code: number): string =>
  verdict === 'missing'
    ? 'It could not be run: something that it needs is missing here.'
    : code === exitCode.usage
      ? 'It could not be run to its end: its story is not as it must be.'
      : `It ended with code ${code} and without a verdict: a defect of norestart.`;
