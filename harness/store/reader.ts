import { dirname } from 'node:path';
import { z } from 'zod';
import { type Fact, factSchema } from '../model/fact.ts';
import { Failure } from '../model/failure.ts';
import { growingHistory, type History } from '../model/history.ts';
import { isCommonest } from './commonest.ts';
import { inconsistency } from './consistent.ts';
import { type Line, linesOf, longestLine } from './lines.ts';
import { unreadableFolder } from './unreadable.ts';

/**
 * Reads a stored history. A last line that was cut off is left out (a killed run leaves one), so the history is then
 * one without its `closed` fact, which the judge takes for what it is. Anything else that is not a fact is an error
 * that names the line and the field.
 */
export function readHistory(path: string): History {
  const history = growingHistory();
  const { facts } = history;
  for (const { text, end } of contents(path)) {
    if (end === 'endless') throw endless(text, facts.length, path);
    if (end === 'whole' || isWhole(text)) history.add(parseFact(text, facts.length + 1, path));
  }
  if (facts.length === 0) throw broken(path, 'no fact is in it: it is empty, or was cut off in its first line');
  const wrong = inconsistency(facts);
  if (wrong) throw broken(`${path}:${wrong.line}`, wrong.what);
  if (facts[0]?.kind !== 'run') throw broken(path, 'a history must begin with a fact of the kind "run"');
  return history;
}

function* contents(path: string): Generator<Line> {
  try {
    yield* linesOf(path);
  } catch (cause) {
    const { kind, happened } = unreadableFolder(cause, path);
    throw new Failure(kind, {
      attempted: `read the run ${dirname(path)}`,
      happened,
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

const newerRun = z.object({ kind: z.literal('run'), format: z.number().min(2) });

function parseFact(line: string, number: number, path: string): Fact {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch (cause) {
    throw broken(`${path}:${number}`, `the line is not JSON: ${JSON.stringify(line.slice(0, 80))}`, cause);
  }
  if (isCommonest(value)) return value;
  const fact = factSchema.safeParse(value);
  if (fact.success) return fact.data;
  const newer = newerRun.safeParse(value);
  if (newer.success) throw tooNew(`${path}:${number}`, newer.data.format);
  const [issue] = fact.error.issues;
  throw broken(`${path}:${number}`, `${issue?.path.join('.') || 'the fact'}: ${issue?.message}`, fact.error);
}

/** The facts before it are as good as ever: whoever wants their verdict is told how to get at them. */
const endless = (begins: string, before: number, path: string): Failure =>
  new Failure('usage', {
    attempted: `read the history ${path}:${before + 1}`,
    happened: `the line is longer than ${longestLine} characters, which no fact is; it begins ${JSON.stringify(begins.slice(0, 80))}`,
    remedy: `No run writes such a line. ${before === 0 ? 'Judge the folder as the run left it.' : `What stands before it is whole: \`head -n ${before}\` of it, as history.jsonl in a folder of its own, is judged as a run that was cut off there.`}`,
  });

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
