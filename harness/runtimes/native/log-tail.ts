import { readFileSync } from 'node:fs';

/** The last lines of a log file, for an error message; says so when there are none. */
export function lastLines(file: string, count = 15): string {
  try {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count);
    return lines.join('').trim() === '' ? '(nothing)' : lines.map((line) => line.slice(0, 500)).join('\n');
  } catch (error) {
    return `(the log ${file} cannot be read: ${error instanceof Error ? error.message : String(error)})`;
  }
}
