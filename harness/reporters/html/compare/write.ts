import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Failure } from '../../../model/failure.ts';
import { replaceFile } from '../../../store/replace-file.ts';
import type { Comparison } from '../../../suite/compare/model.ts';
import { renderComparisonPage } from './page.ts';

/** Writes the page of a comparison. */
export function writeComparison(file: string, comparison: Comparison): void {
  const folder = dirname(resolve(file));
  try {
    mkdirSync(folder, { recursive: true });
    replaceFile(file, renderComparisonPage(comparison, folder));
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `write the page ${file}`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Name a file that can be written with --out, on a disk with room.',
      cause,
    });
  }
}
