import type { Finding, GateResult } from '../../suite/gate/result.ts';
import { cleanText } from '../html/clean.ts';
import { cut } from './text.ts';
import { worstFirst } from './worst-first.ts';

/** GitHub shows no more of a step. */
const annotationsAtMost = 10;
const textAtMost = 2000;

/**
 * The findings as GitHub's workflow commands, one a line, which it shows beside the file: the worst first, at most ten;
 * the last one then counts those that found no room.
 */
export function renderAnnotations({ findings }: Pick<GateResult, 'findings'>): string[] {
  const sorted = worstFirst(findings);
  if (sorted.length <= annotationsAtMost) return sorted.map(annotation);
  const shown = sorted.slice(0, annotationsAtMost - 1);
  const [worst, ...others] = sorted.slice(shown.length);
  const rest = `${others.length + 1} more findings: all of them are in the summary and in gate.html`;
  return [...shown.map(annotation), command(wordOf(worst?.level), { title: 'norestart' }, rest)];
}

const annotation = ({ level, kind, scenario, text, file, line }: Finding): string =>
  command(
    wordOf(level),
    {
      file,
      ...(line === null ? {} : { line: String(line) }),
      title: `${scenario}: ${level === 'quarantined' ? 'quarantined' : kind}`,
    },
    text,
  );

/** What is inconclusive keeps a pull request from being merged, so it is shown as an error. */
const wordOf = (level: Finding['level'] | undefined): 'error' | 'warning' =>
  level === 'fail' || level === 'inconclusive' ? 'error' : 'warning';

function command(word: string, properties: Readonly<Record<string, string>>, message: string): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(tidy(value))}`);
  return `::${word} ${written.join(',')}::${escapeMessage(tidy(message))}`;
}

const tidy = (text: string): string => cut(cleanText(text), textAtMost);

/** A line feed would begin a new command. */
const escapeMessage = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A comma would begin a new property, two colons the message. */
const escapeProperty = (text: string): string => escapeMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
