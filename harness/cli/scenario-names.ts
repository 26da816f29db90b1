import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { matcher } from '../name-pattern.ts';

/** Where stories are looked for: beside the program, one a file, found by the file's name. */
export const scenarioFolder = fileURLToPath(new URL('../../scenarios', import.meta.url));

export function scenarioNames(folder = scenarioFolder): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) => entry.name.slice(0, -'.ts'.length))
    .sort();
}

/** Whether a word means a scenario, by its name or by a pattern. */
export const isScenario = (word: string): boolean => scenarioNames().some(matcher(word));
