import { join, relative } from 'node:path';
import { exitCode } from '../../model/failure.ts';
import { writeGateOutputs } from '../../reporters/ci/write.ts';
import type { GateResult } from '../../suite/gate/result.ts';
import { gateLines } from '../../suite/gate/words.ts';
import { harmless } from '../../util/plain-text.ts';
import { printDocument } from '../json.ts';

export interface LeaveOptions {
  readonly command: 'gate' | 'merge';
  readonly out: string;
  readonly json: boolean;
  readonly code: number;
  /** A last word for a person. */
  readonly note: string | null;
}

/**
 * Writes the outputs of a gate, tells how it ended, and answers with the exit code: what could not be written is no pass.
 * A part leaves them to the merge: they would be half of the truth.
 */
export function leave(result: GateResult, { command, out, json, code, note }: LeaveOptions): number {
  let ended = code;
  // As they are: GitHub's annotations, which are made harmless where they are made.
  const raw = (line: string) => (json ? console.error(line) : console.log(line));
  const write = (line: string) => raw(harmless(line));
  write('');
  for (const line of gateLines(result)) write(line);
  if (note !== null) write(note);
  if (result.shard) {
    const { index, of } = result.shard;
    write(`part: ${shown(join(out, `shard-${index}-of-${of}.json`))}; norestart merge joins all ${of}`);
  } else {
    const { failed } = writeGateOutputs(result, { folder: out, environment: process.env, write: raw });
    if (failed.length > 0) ended ||= exitCode.missing;
    write(`report: ${shown(join(out, 'gate.html'))}`);
  }
  if (json) printDocument({ format: 1, command, exitCode: ended, folder: shown(out), result });
  return ended;
}

const shown = (path: string): string => relative(process.cwd(), path) || path;
