import { dirname } from 'node:path';
import { z } from 'zod';
import { type Fact, factSchema } from '../model/fact.ts';
import { Failure } from '../model/failure.ts';
import { growingHistory, type History } from '../model/history.ts';
import { isCommonest } from './commonest.ts';
import { factFromFormat1 } from './format-1.ts';
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
  let read = parseFact;
  for (const { text, end } of contents(path)) {
    if (end === 'endless') throw endless(text, facts.length, path);
    if (end !== 'whole' && !isWhole(text)) continue;
    if (facts.length === 0 && isFormat1(text)) read = parseOldFact;
    history.add(read(text, facts.length + 1, path));
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

const runOf = (format: z.ZodType) => z.object({ kind: z.literal('run'), format });
const newerRun = runOf(z.number().min(3)) as z.ZodType<{ format: number }>;
const oldRun = runOf(z.literal(1));

/** Whether a history that begins so was written in the words of format 1. */
const isFormat1 = (firstLine: string): boolean => isWhole(firstLine) && oldRun.safeParse(JSON.parse(firstLine)).success;

const parseFact = (line: string, number: number, path: string): Fact =>
  factOf(parsedLine(line, number, path), number, path);
const parseOldFact = (line: string, number: number, path: string): Fact =>
  factOf(factFromFormat1(parsedLine(line, number, path)), number, path);

function parsedLine(line: string, number: number, path: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw broken(`${path}:${number}`, `the line is not JSON: ${JSON.stringify(line.slice(0, 80))}`, cause);
  }
}

function factOf(value: unknown, number: number, path: string): Fact {
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
    happened: `its format ${format} is newer than this norestart, which reads format 2`,
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

/** What is wrong with a history as a whole, and at which line (from 1 on) it shows. */
interface Inconsistency {
  readonly line: number;
  readonly what: string;
}

/**
 * The first thing that no run can have written. A history carries no signature: somebody who changes a fact and leaves
 * time, number and kinds as they are cannot be found out by it.
 */
function inconsistency(facts: readonly Fact[]): Inconsistency | undefined {
  let latest = 0;
  for (const [index, fact] of facts.entries()) {
    const line = index + 1;
    if (fact.kind === 'run' && line > 1) return { line, what: 'a second run begins here; a history tells of one' };
    if (fact.at < latest) {
      return { line, what: `time runs back, from ${latest} ms to ${fact.at} ms: facts were moved or changed` };
    }
    latest = fact.at;
    if (fact.kind !== 'closed') continue;
    if (fact.facts !== index) {
      const change = fact.facts > index ? 'taken out' : 'added';
      return { line, what: `it was closed with ${fact.facts} facts, and ${index} stand before: some were ${change}` };
    }
    if (line < facts.length) return { line: line + 1, what: 'something stands behind the fact that closed it' };
  }
  return undefined;
}
