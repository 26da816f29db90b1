import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { type Fact, factSchema } from '../core/fact.ts';
import { Failure } from '../core/failure.ts';
import { type History, history } from '../core/history.ts';
import { inconsistency } from './consistent.ts';

/**
 * Reads a stored history. A last line that was cut off is left out (a killed run leaves one), so the history is then
 * one without its `closed` fact, which the judge takes for what it is. Anything else that is not a fact is an error
 * that names the line and the field.
 */
export function readHistory(path: string): History {
  const lines = contents(path).split('\n');
  const last = lines.pop();
  const facts = lines.map((line, index) => parseFact(line, index + 1, path));
  if (last && isWhole(last)) facts.push(parseFact(last, lines.length + 1, path));
  if (facts.length === 0) throw broken(path, 'no fact is in it: it is empty, or was cut off in its first line');
  const wrong = inconsistency(facts);
  if (wrong) throw broken(`${path}:${wrong.line}`, wrong.what);
  try {
    return history(facts);
  } catch (cause) {
    throw broken(path, cause instanceof Error ? cause.message : String(cause), cause);
  }
}

function contents(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new Failure('missing', {
      attempted: `read the history ${path}`,
      happened: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Name the folder of a run, such as reports/<run>, that has a history.jsonl in it.',
      cause,
    });
  }
}

const isWhole = (line: string): boolean => {
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
};

function parseFact(line: string, number: number, path: string): Fact {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw broken(`${path}:${number}`, `the line is not JSON: ${JSON.stringify(line.slice(0, 80))}`, cause);
  }
  const newer = z.object({ kind: z.literal('run'), format: z.number().min(2) }).safeParse(value);
  if (newer.success) throw tooNew(`${path}:${number}`, newer.data.format);
  const fact = factSchema.safeParse(value);
  if (fact.success) return fact.data;
  const [issue] = fact.error.issues;
  throw broken(`${path}:${number}`, `${issue?.path.join('.') || 'the fact'}: ${issue?.message}`, fact.error);
}

const tooNew = (where: string, format: number): Failure =>
  new Failure('usage', {
    attempted: `read the history ${where}`,
    happened: `its format ${format} is newer than this norestart, which reads format 1`,
    remedy: 'Use the norestart that made it, or a later one.',
  });

const broken = (where: string, happened: string, cause?: unknown): Failure =>
  new Failure('usage', {
    attempted: `read the history ${where}`,
    happened,
    remedy:
      'Judge the folder as the run left it; a history that was edited, or made by another program, has no verdict.',
    cause,
  });
