import type { Comparison, GroupSummary, ScenarioComparison, ServiceComparison } from '../../suite/compare/model.ts';
import {
  countWords,
  differenceWords,
  intervalWords,
  measuredWords,
  recoveredWords,
  shareWords,
} from '../../suite/compare/words.ts';
import { aligned, plain } from '../../util/plain-text.ts';

/** A comparison for a terminal: the sentence, and of each scenario two tables. */
export function renderComparison({ sentences, scenarios, leftOut }: Comparison): string {
  return [
    ...sentences.map(({ label, text }) => `${label}: ${text}`),
    ...scenarios.flatMap(scenarioLines),
    ...(leftOut.length > 0 ? ['', 'Left out:'] : []),
    ...leftOut.map(({ folder, reason }) => `  ${folder}: ${reason}`),
  ]
    .map((line) => plain(line).replaceAll('\u00a0', ' '))
    .join('\n');
}

const scenarioLines = ({ scenario, title, groups, services, caution }: ScenarioComparison): string[] => [
  '',
  `${scenario}: ${title}`,
  ...(caution === null ? [] : [caution]),
  '',
  ...table([['', 'recovered', 'Wilson 95 %', 'lost', 'doubled', 'restarts by hand'], ...groups.map(groupRow)]),
  '',
  ...table([['service', 'runs of', 'median', 'bootstrap 95 %', 'difference'], ...services.flatMap(serviceRows)]),
];

const groupRow = (group: GroupSummary): string[] => [
  group.label,
  recoveredWords(group),
  shareWords(group.recovered.interval),
  countWords(group.lost, group.runs.length),
  countWords(group.doubled, group.runs.length),
  countWords(group.restartsByHand, group.runs.length),
];

const serviceRows = ({ service, groups }: ServiceComparison): string[][] =>
  groups.map(({ label, values, unmeasured, median, interval, difference }, index) => [
    index === 0 ? service : '',
    `${label} (${values.length}${unmeasured > 0 ? ` of ${values.length + unmeasured}` : ''})`,
    median === null ? 'not measured' : measuredWords(median),
    median === null ? '' : intervalWords(interval),
    difference === null ? '' : differenceWords(difference),
  ]);

const table = (rows: readonly (readonly string[])[]): string[] => aligned(rows.map((cells) => cells.map(plain)));
