import { stripVTControlCharacters } from 'node:util';
import type { Report, ServiceReport } from '../report/model.ts';

/** What a terminal must not be told by a history: control characters, which could move its cursor or hide lines. */
export const plain = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  stripVTControlCharacters(text).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** The end of a run for a terminal: verdict, table, checks, what it cost. */
export function renderConsole(report: Report): string {
  const rows = [['service', 'recovered after', 'restarts', ''], ...report.services.map(row)];
  const checks = report.checks.map(
    ({ name, verdict, exercised, because }) =>
      `  ${mark(verdict)} ${name}: ${exercised === false ? 'not exercised: ' : ''}${because}`,
  );
  const { total, scripted, unscripted, peakMemoryBytes } = report.durations;
  const memory = peakMemoryBytes === null ? '' : `, harness ${Math.round(peakMemoryBytes / 1e6)} MB`;
  return [
    `${report.verdict.toUpperCase()}: ${report.sentence}`,
    '',
    ...table(rows),
    '',
    ...checks,
    '',
    `took ${secondsOf(total)}: ${secondsOf(scripted)} scripted waiting, ${secondsOf(unscripted)} all the rest${memory}`,
  ]
    .map(plain)
    .join('\n');
}

const mark = (verdict: Report['verdict']): string =>
  ({ recovered: 'ok ', violated: 'NO ', inconclusive: '?  ' })[verdict];

function row(service: ServiceReport): string[] {
  return [service.service, recoveredAfter(service), String(service.restarts), remark(service)];
}

/** Never is a value of its own: not the time that was waited. Without a heal nobody can tell even that. */
export const recoveredAfter = ({ afterMs, healedAt, watchedMs }: ServiceReport): string =>
  afterMs !== null ? secondsOf(afterMs) : healedAt === null ? 'no heal was seen' : `not within ${secondsOf(watchedMs)}`;

const stageWords = {
  tcp: 'broker reached',
  metadata: 'leaders known',
  joined: 'group joined',
  fetched: 'first fetch',
  effect: 'first answer',
  caughtUp: 'nothing left over',
} as const;

/** The way back, stage by stage, each counted from the beginning of the heal; what nobody saw is left out. */
export function stagesWords({ stages }: ServiceReport): string {
  const names = Object.keys(stageWords) as (keyof typeof stageWords)[];
  const seen = names.flatMap((name) => {
    const after = stages?.[name];
    return after === undefined ? [] : [`${stageWords[name]} ${secondsOf(after)}`];
  });
  return seen.join(', ');
}

export function remark({ kafka, afterMs, sendsAfterMs, hearsAfterMs, longestSilenceMs, proof }: ServiceReport): string {
  if (proof?.result === 'cured') return `needs a manual restart: it then worked after ${secondsOf(proof.tookMs ?? 0)}`;
  if (proof?.result === 'spared') return 'needed no restart of its own: it works since the others were restarted';
  if (proof?.result === 'not-cured') return 'a manual restart did not help';
  if (!kafka && longestSilenceMs !== null) return `not on Kafka; longest silence ${secondsOf(longestSilenceMs)}`;
  if (afterMs !== null)
    return `sends after ${secondsOf(sendsAfterMs ?? 0)}, hears after ${secondsOf(hearsAfterMs ?? 0)}`;
  const sends = sendsAfterMs === null ? 'does not send' : `sends after ${secondsOf(sendsAfterMs)}`;
  return `${sends}, ${hearsAfterMs === null ? 'does not hear' : `hears after ${secondsOf(hearsAfterMs)}`}`;
}

function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((cells) => cells[column]?.length ?? 0)));
  return rows.map((cells) => `  ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
}
