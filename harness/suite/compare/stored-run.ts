import { z } from 'zod';
import { restartTestResults } from '../../model/fact.ts';
import { verdicts } from '../../model/verdict.ts';
import { reportFromFormat1 } from '../../store/format-1.ts';
import { parseStored } from '../../store/stored-format.ts';

const milliseconds = z.number().nonnegative();

/** What a comparison wants of a stored report; what else it has does not matter. */
const schema = z.object({
  format: z.literal(2),
  run: z.string().min(1),
  scenario: z.string().min(1),
  title: z.string(),
  variant: z.string(),
  /** All that the system had, oldest first; missing: nobody wrote it down. */
  variants: z.array(z.string()).default([]),
  runtime: z.string(),
  startedAt: z.iso.datetime(),
  verdict: z.enum(verdicts),
  sentence: z.string(),
  services: z.array(
    z.object({
      service: z.string(),
      healedAt: z.number().nullable(),
      afterMs: milliseconds.nullable(),
      watchedMs: milliseconds,
      restartTest: z.object({ result: z.enum(restartTestResults) }).nullable(),
    }),
  ),
  checks: z.array(z.object({ name: z.string(), verdict: z.enum(verdicts) })),
  ledger: z.array(z.object({ lost: z.boolean(), doubled: z.boolean().optional() })),
  steps: z.array(z.object({ outcome: z.enum(['done', 'failed', 'aborted', 'unfinished']) })),
  durations: z.object({ total: milliseconds }),
  versions: z.record(z.string(), z.string()),
  machine: z.record(z.string(), z.string()),
});

export type StoredReport = z.infer<typeof schema>;

/** A report, and where it was found. */
export type StoredRun = StoredReport & { readonly folder: string };

/** A report as it was read; `newer`: of a format that this program cannot know. */
export type Parsed =
  | { readonly state: 'read'; readonly report: StoredReport }
  | { readonly state: 'damaged' | 'newer'; readonly reason: string };

/** Reads the text of a report.json; whatever it is, there is an answer and no error. */
export function parseRun(text: string): Parsed {
  const stored = parseStored(text, { shape: schema, format: 2, whole: 'the report', fromFormat1: reportFromFormat1 });
  if (stored.state === 'read') return { state: 'read', report: stored.value };
  if (stored.state === 'newer') return { state: 'newer', reason: stored.reason };
  const reason = stored.state === 'no-json' ? ` is no JSON: ${stored.reason.slice(0, 120)}` : `: ${stored.reason}`;
  return { state: 'damaged', reason: `report.json${reason}` };
}
