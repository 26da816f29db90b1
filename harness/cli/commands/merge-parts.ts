import { dirname, join as path, relative } from 'node:path';
import { join, parseBlob, wholeOf } from '../../suite/gate/blob.ts';
import { makeFolder, readGateFiles, readText } from '../../suite/gate/files.ts';
import { filesOf } from '../../suite/gate/gate-set.ts';
import { judgeGate } from '../../suite/gate/judge.ts';
import type { Fingerprint } from '../../suite/gate/result.ts';
import { gateExitCode } from '../../suite/gate/words.ts';
import { leave } from './tell-gate.ts';

export interface MergeFlags {
  readonly file: string;
  readonly out: string;
  readonly json: boolean;
}

/** Judges all parts together, as if they had been one gate on one machine. */
export async function mergeParts(names: readonly string[], { file, out, json }: MergeFlags): Promise<number> {
  const { budget, baseline, digests } = readGateFiles(file);
  const read = names.map((name) => ({
    name,
    blob: parseBlob(readText(name, 'the part', 'Name the file that a part left, such as shard-1-of-4.json.'), name),
  }));
  const parts = wholeOf(read, digests);
  const joined = join(parts, ({ name }, folder) => relative(out, path(dirname(name), folder)));
  const [first] = parts;
  const machines = parts.map(({ blob }) => blob.machine) as [Fingerprint, ...Fingerprint[]];
  const planned = first?.blob.planned ?? [];
  const today = new Date().toISOString().slice(0, 10);
  makeFolder(out);
  const fileOf = await filesOf(planned.map(({ scenario }) => scenario));
  const result = judgeGate({ ...joined, budget, baseline, fileOf, planned, machines, today, shard: null });
  return leave(result, { command: 'merge', out, json, code: gateExitCode(result), note: null });
}
