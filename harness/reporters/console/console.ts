import type { Report, ServiceReport } from '../../report/model.ts';
import { aligned, plain } from '../../util/plain-text.ts';

/** Gives words a colour where one is wanted. The words say it without, too. */
export type Paint = (text: string, colour: 'green' | 'yellow' | 'red' | 'dim') => string;
const uncoloured: Paint = (text) => text;

const secondsOf = (ms: number): string => `${(ms / 1000).toFixed(2)} s`;

/** What a run found, for a terminal: each check, and what it cost. `renderEnd` comes behind it. */
export function renderConsole(report: Report, paint: Paint = uncoloured): string {
  const checks = report.checks.map(({ name, verdict, exercised, because }) => {
    const text = `${name}: ${exercised === false ? 'not exercised: ' : ''}${because}`;
    return `  ${paint(marks[verdict], colours[verdict])} ${plain(text)}`;
  });
  const { total, scripted, unscripted, recovering, peakMemoryBytes } = report.durations;
  const memory = peakMemoryBytes === null ? '' : `, harness ${Math.round(peakMemoryBytes / 1e6)} MB`;
  const parts = `${secondsOf(scripted)} scripted waiting, ${secondsOf(unscripted)} all the rest`;
  const cost = `took ${secondsOf(total)}: ${parts} (${secondsOf(recovering)} of it waiting for recovery)`;
  const unread = (report.unread ?? []).map((text) => `  ${paint('!  ', 'yellow')} not evidence: ${plain(text)}`);
  return [...checks, ...unread, '', `${cost}${memory}`].join('\n');
}

/** What must not scroll away, so it comes last: the verdict in a sentence, and the table of the services. */
export function renderEnd(report: Report, paint: Paint = uncoloured): string {
  const rows = [['service', 'recovered after', 'restarts', ''], ...report.services.map(row)];
  const verdict = paint(report.verdict.toUpperCase(), colours[report.verdict]);
  return [`${verdict}: ${plain(report.sentence)}`, '', ...aligned(rows).map(plain)].join('\n');
}

const marks = { recovered: 'ok ', violated: 'NO ', inconclusive: '?  ' } as const;
const colours = { recovered: 'green', violated: 'red', inconclusive: 'yellow' } as const;

function row(service: ServiceReport): string[] {
  return [service.service, recoveredAfter(service), String(service.restarts), remark(service)];
}

/** Never is a value of its own: not the time that was waited. Without a heal nobody can tell even that. */
export const recoveredAfter = ({ afterMs, healedAt, watchedMs, doubtful }: ServiceReport): string =>
  afterMs !== null
    ? secondsOf(afterMs)
    : doubtful
      ? 'nobody can tell'
      : healedAt === null
        ? 'no heal was seen'
        : `not within ${secondsOf(watchedMs)}`;

/** What a restart by hand did for a service; of one that it cured the time is told, too. */
const restartTestWords = {
  late: 'works again by itself, later than it was watched',
  'not-needed': 'needed no restart of its own: it works since others were restarted',
  together: 'works since it and others were restarted: nobody can tell which of that it needed',
  'did-not-help': 'a manual restart did not help',
  unobserved: 'was restarted, and nobody could see whether it works',
} as const;

export function remark({
  kafka,
  afterMs,
  sendsAfterMs,
  hearsAfterMs,
  longestSilenceMs,
  restartTest,
}: ServiceReport): string {
  if (restartTest?.result === 'helped')
    return `needs a manual restart: it then worked after ${secondsOf(restartTest.tookMs ?? 0)}`;
  if (restartTest) return restartTestWords[restartTest.result];
  if (!kafka && longestSilenceMs !== null) return `not on Kafka; longest silence ${secondsOf(longestSilenceMs)}`;
  if (afterMs !== null)
    return `sends after ${secondsOf(sendsAfterMs ?? 0)}, hears after ${secondsOf(hearsAfterMs ?? 0)}`;
  const sends = sendsAfterMs === null ? 'does not send' : `sends after ${secondsOf(sendsAfterMs)}`;
  return `${sends}, ${hearsAfterMs === null ? 'does not hear' : `hears after ${secondsOf(hearsAfterMs)}`}`;
}
