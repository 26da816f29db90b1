import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { chargePointId } from '../contract/charge-point.ts';
import type { NewRequest } from './requests.ts';

/** A line of a services file, from 1, and the charge point that is to be asked for. */
export interface ServiceLine {
  readonly line: number;
  readonly chargePointId: string;
}

export interface ServicesFile {
  /** Of all its bytes: a changed file is another one, and begins anew. */
  readonly digest: string;
  readonly lines: readonly ServiceLine[];
}

/** Throws with the number of the first line that names no charge point. */
export function parseServices(content: Buffer): ServicesFile {
  const lines = content
    .toString('utf8')
    .split(/\r?\n/)
    .map((text, index) => ({ line: index + 1, text: text.trim() }))
    .filter(({ text }) => text !== '' && !text.startsWith('#'));
  for (const { line, text } of lines) {
    const wrong = chargePointId.safeParse(text).error?.issues[0];
    if (wrong) throw new Error(`line ${line}: ${JSON.stringify(text.slice(0, 100))}: ${wrong.message}`);
  }
  return {
    digest: createHash('sha256').update(content).digest('hex').slice(0, 16),
    lines: lines.map(({ line, text }) => ({ line, chargePointId: text })),
  };
}

/** The setting: the path of a file that can be read, one charge point id a line. */
export const servicesFile = z.string().transform((path, context): ServicesFile => {
  try {
    return parseServices(readFileSync(path));
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
    return z.NEVER;
  }
});

/**
 * What a driver asks for by its file. A line's request has always the same id, so that it is asked once, whatever happens
 * in between; the driver's name is in it, since others may have the same file.
 */
export const requestsIn = (
  { digest, lines }: ServicesFile,
  { driverId, targetWh }: { readonly driverId: string; readonly targetWh: number },
): NewRequest[] =>
  lines.map(({ line, chargePointId }) => ({ id: `${driverId}-${digest}-${line}`, chargePointId, targetWh }));
