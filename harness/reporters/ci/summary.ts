import type { Finding, GateOutcome, GateResult, GateRun } from '../../suite/gate/result.ts';
import { markdownText, tableHead, tableRow } from './markdown.ts';
import { recoveries, type ServiceRecoveries, slowest } from './recoveries.ts';
import { cleanResult, cut } from './text.ts';
import { worstFirst } from './worst-first.ts';

/** GitHub takes 1 MiB a step, and shows nothing at all of a longer one. */
export const summaryBytesAtMost = 1024 ** 2 - 1024;
/** Room for the words that say how much was left out. */
const reserveBytes = 2048;
const textAtMost = 600;

const outcomes: Readonly<Record<GateOutcome, string>> = {
  passed: '✅ Passed',
  warned: '⚠️ Passed with warnings',
  failed: '❌ Failed',
  inconclusive: '❔ Inconclusive: nobody can tell',
};
const levels: Readonly<Record<Finding['level'], string>> = {
  fail: '❌ fails',
  inconclusive: '❔ inconclusive',
  warn: '⚠️ warns',
  quarantined: '⏳ in quarantine',
};
const verdicts: Readonly<Record<GateRun['verdict'], string>> = {
  recovered: '✅ recovered',
  violated: '❌ violated',
  inconclusive: '❔ inconclusive',
  missing: '❔ could not run here',
  defect: '❔ defect of norestart',
};

interface Part {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly string[];
}

/**
 * The gate as GitHub's step summary in Markdown, never longer than `bytesAtMost`: the gravest comes
 * first and stays. Empty where there is no room even for the outcome.
 */
export function renderSummary(untrusted: GateResult, bytesAtMost = summaryBytesAtMost): string {
  const result = cleanResult(untrusted);
  const opening = [
    `## Resilience gate: ${outcomes[result.outcome]}`,
    '',
    text(result.sentence),
    '',
    ...(result.withoutBaseline === null ? [] : [text(result.withoutBaseline), '']),
    `<sub>${text(about(result))}</sub>`,
  ];
  return withinLimit(opening.join('\n'), [findingsPart(result), runsPart(result), recoveryPart(result)], bytesAtMost);
}

const text = (foreign: string): string => markdownText(cut(foreign, textAtMost));

const about = ({ runs, tookMs, machine, shard }: GateResult): string =>
  [
    `${runs.length} ${runs.length === 1 ? 'run' : 'runs'} in ${seconds(tookMs)}`,
    ...(shard ? [`part ${shard.index} of ${shard.of}`] : []),
    `${machine.cpu}, ${machine.cores} cores, ${machine.platform}, Node ${machine.node}, Kafka ${machine.kafka}`,
  ].join('; ');

const findingsPart = ({ findings }: GateResult): Part => ({
  title: 'Findings',
  head: ['', 'Scenario', 'What was found', 'Where'],
  rows: worstFirst(findings).map(({ level, scenario, kind, text: what, file, line, quarantine }) =>
    tableRow([
      levels[level],
      text(scenario),
      `${kind}: ${text(what)}${quarantine ? ` (until ${text(quarantine.until)}: ${text(quarantine.owner)}, ${text(quarantine.reason)})` : ''}`,
      text(line === null ? file : `${file}, line ${line}`),
    ]),
  ),
});

const worstVerdictFirst = ['violated', 'defect', 'missing', 'inconclusive', 'recovered'];

const runsPart = ({ runs }: GateResult): Part => ({
  title: 'Runs',
  head: ['', 'Scenario', 'Run', 'Slowest after the heal', 'Restarts', 'Took'],
  rows: [...runs]
    .sort((one, other) => worstVerdictFirst.indexOf(one.verdict) - worstVerdictFirst.indexOf(other.verdict))
    .map((run) =>
      tableRow([
        `${run.control && run.verdict === 'violated' ? '✅ violated, as this control must be' : verdicts[run.verdict]}`,
        text(run.scenario),
        `${run.repeat} (${text(run.variant)}, ${text(run.runtime)})`,
        text(slowest(run)),
        String(run.services.reduce((sum, { restarts }) => sum + restarts, 0)),
        seconds(run.tookMs),
      ]),
    ),
});

const recoveryPart = ({ runs }: GateResult): Part => ({
  title: 'Recovery, service by service',
  head: ['Scenario', 'Service', 'Came back', 'Fastest', 'Slowest'],
  rows: [...recoveries(runs)].flatMap(([name, services]) =>
    services.map((service) => tableRow([text(name), text(service.service), ...timesOf(service)])),
  ),
});

const timesOf = ({ runs, recovered, fastestMs, slowestMs, notWithinMs }: ServiceRecoveries): string[] => [
  `${recovered} of ${runs}`,
  fastestMs === null ? 'never' : seconds(fastestMs),
  notWithinMs === null ? seconds(slowestMs ?? 0) : `**not within ${seconds(notWithinMs)}**`,
];

/** Row by row, as long as there is room; what found none is counted, so that nobody takes a part for the whole. */
function withinLimit(opening: string, parts: readonly Part[], bytesAtMost: number): string {
  let room = bytesAtMost - reserveBytes - Buffer.byteLength(opening);
  if (room < 0) return '';
  const written = [opening];
  for (const { title, head, rows } of parts.filter((part) => part.rows.length > 0)) {
    const beginning = `\n\n### ${title}\n\n${tableHead(head)}\n`;
    room -= Buffer.byteLength(beginning);
    const shown: string[] = [];
    for (const row of rows) {
      room -= Buffer.byteLength(row) + 1;
      if (room < 0) break;
      shown.push(row);
    }
    if (shown.length > 0) written.push(beginning, shown.join('\n'));
    if (shown.length < rows.length) {
      const left = `${rows.length - shown.length} of ${rows.length} rows were cut`;
      written.push(`\n\n${title}: ${left}, as GitHub takes no more; gate.json has all of them.`);
    }
  }
  return `${written.join('')}\n`;
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(2)} s`;
