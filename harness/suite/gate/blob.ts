import { z } from 'zod';
import { Failure } from '../../model/failure.ts';
import { parseStored } from '../../store/stored-format.ts';
import type { GateRun } from './result.ts';
import { fingerprintShape, runShape } from './run-shape.ts';
import { runKey } from './shards.ts';

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const shape = z.strictObject({
  format: z.literal(2),
  /** Of the budget's file and the baseline's, as SHA-256: parts of two gates are not joined. */
  gate: z.strictObject({ budget: digest, baseline: digest.nullable() }),
  shard: z
    .strictObject({ index: z.int().min(1), of: z.int().min(1).max(1000) })
    .refine(({ index, of }) => index <= of, 'expected a part of the whole'),
  startedAt: z.iso.datetime(),
  tookMs: z.number().nonnegative(),
  machine: fingerprintShape,
  /** All runs of all parts. */
  planned: z.array(z.strictObject({ scenario: z.string(), repeat: z.int().positive(), control: z.boolean() })),
  runs: z.array(runShape),
});

/** What a part of a gate leaves for the merge. */
export type Blob = z.infer<typeof shape>;

export interface NamedBlob {
  /** Its file. */
  readonly name: string;
  readonly blob: Blob;
}

export function parseBlob(text: string, name: string): Blob {
  const stored = parseStored(text, { shape, format: 2, whole: 'the file' });
  if (stored.state === 'read') return stored.value;
  const remedy = stored.state === 'newer' ? 'Merge with the version of norestart that made the parts.' : remake;
  throw refused(`read the part ${name}`, stored.reason, remedy, stored.cause);
}

const remake = 'Make this part again: norestart gate --shard <n>/<m>.';

/** Parts that are together one whole gate, in their order; else a `Failure` that says which is missing or too many. */
export function wholeOf(parts: readonly NamedBlob[], gate: Blob['gate']): NamedBlob[] {
  const attempted = `merge ${parts.length} ${parts.length === 1 ? 'part' : 'parts'}`;
  for (const { name, blob } of parts) {
    if (blob.gate.budget !== gate.budget) {
      throw refused(
        attempted,
        `${name} is of another budget file`,
        'Merge with the file that the parts were made with.',
      );
    }
    if (blob.gate.baseline !== gate.baseline) {
      throw refused(attempted, `${name} was made with another baseline`, 'Merge with the baseline of the parts.');
    }
  }
  const [first] = parts;
  const of = first?.blob.shard.of ?? 0;
  const byIndex = new Map<number, NamedBlob>();
  for (const part of parts) {
    const { shard, planned } = part.blob;
    if (shard.of !== of || JSON.stringify(planned) !== JSON.stringify(first?.blob.planned)) {
      throw refused(attempted, `${part.name} and ${first?.name} are not parts of one gate`, remake);
    }
    const before = byIndex.get(shard.index);
    if (before)
      throw refused(attempted, `${before.name} and ${part.name} are both part ${shard.index}`, 'Give each once.');
    byIndex.set(shard.index, part);
  }
  const missing = Array.from({ length: of }, (_, place) => place + 1).filter((index) => !byIndex.has(index));
  if (missing.length > 0 || of === 0) {
    throw refused(attempted, `part ${missing.join(', ') || '1'} of ${of} is missing`, remake);
  }
  refuseStrayRuns(parts, attempted);
  return [...byIndex.values()].sort((one, other) => one.blob.shard.index - other.blob.shard.index);
}

function refuseStrayRuns(parts: readonly NamedBlob[], attempted: string): void {
  const planned = new Set(parts[0]?.blob.planned.map(runKey));
  const seen = new Map<string, string>();
  for (const { name, blob } of parts) {
    for (const run of blob.runs) {
      const key = runKey(run);
      if (!planned.has(key))
        throw refused(attempted, `${name} has a run of ${run.scenario} that nobody planned`, remake);
      const before = seen.get(key);
      if (before)
        throw refused(attempted, `run ${run.repeat} of ${run.scenario} is in ${before} and in ${name}`, remake);
      seen.set(key, name);
    }
  }
}

export interface Joined {
  readonly startedAt: string;
  /** From the beginning of the first part to the end of the last. */
  readonly tookMs: number;
  readonly runs: readonly GateRun[];
}

/** One gate of its parts; `place` says where a run's folder is now. */
export function join(parts: readonly NamedBlob[], place: (part: NamedBlob, folder: string) => string): Joined {
  const begins = parts.map(({ blob }) => Date.parse(blob.startedAt));
  const ends = parts.map(({ blob }) => Date.parse(blob.startedAt) + blob.tookMs);
  return {
    startedAt: new Date(Math.min(...begins)).toISOString(),
    tookMs: Math.max(...ends) - Math.min(...begins),
    runs: parts.flatMap((part) =>
      part.blob.runs.map((run) => ({ ...run, folder: run.folder === null ? null : place(part, run.folder) })),
    ),
  };
}

const refused = (attempted: string, happened: string, remedy: string, cause?: unknown): Failure =>
  new Failure('usage', { attempted, happened, remedy, cause });
