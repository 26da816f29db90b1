import { create } from 'xmlbuilder2';
import type { GateResult } from '../../gate/result.ts';
import { type Case, type CaseStatus, cases } from './cases.ts';
import { cleanResult, cut } from './text.ts';

const attributeAtMost = 1000;
const textAtMost = 20_000;
/** xmlbuilder2 leaves what looks like an entity as it is: a text that says `&x;` would ask for one that nobody defined. */
const xmlText = (text: string, charactersAtMost: number): string =>
  cut(text, charactersAtMost).replaceAll('&', '&amp;');
const attribute = (text: string): string => xmlText(text, attributeAtMost);
/** The common shape wants a name, even of what has none. */
const named = (text: string): string => (text.trim() === '' ? 'unnamed' : attribute(text));

/**
 * JUnit XML of the common shape that CI servers read: a suite a scenario, a case a run, check and finding, times in
 * seconds. What is inconclusive is an error: not failed, and certainly not passed.
 */
export function renderJunit(untrusted: GateResult): string {
  const result = cleanResult(untrusted);
  const suites = [...cases(result)];
  const all = suites.flatMap(([, members]) => members);
  // XML has no way to say some characters, not even escaped.
  const document = create({ version: '1.0', encoding: 'UTF-8', invalidCharReplacement: '\ufffd' });
  const root = document.ele('testsuites', { name: 'norestart', ...counts(all), time: seconds(result.tookMs) });
  for (const [scenario, members] of suites) {
    const suite = root.ele('testsuite', {
      name: named(scenario),
      ...counts(members),
      skipped: count(members, 'skipped'),
      time: seconds(members.reduce((sum, { tookMs }) => sum + tookMs, 0)),
      timestamp: timestamp(members.find(({ run }) => run)?.run?.startedAt ?? result.startedAt),
    });
    const properties = suite.ele('properties');
    for (const [name, value] of about(result, members)) properties.ele('property', { name, value: attribute(value) });
    for (const member of members) addCase(suite, member);
  }
  return document.end({ prettyPrint: true }).concat('\n');
}

const elements = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;

function addCase(
  suite: ReturnType<typeof create>,
  { scenario, name, status, message, detail, tookMs, word, run }: Case,
) {
  const classname = named([scenario, run?.generation ?? 'gate'].join('.'));
  const element = suite.ele('testcase', { name: named(name), classname, time: seconds(tookMs) });
  const said = xmlText([message, detail].filter((text) => text !== '').join('\n\n'), textAtMost);
  if (status === 'passed') element.ele('system-out').txt(said);
  else if (status === 'skipped') element.ele('skipped', { message: attribute(message) });
  else element.ele(elements[status], { message: attribute(message), type: word }).txt(said);
}

function about({ machine, outcome, shard }: GateResult, members: readonly Case[]): [string, string][] {
  const [first] = members.flatMap(({ run }) => (run ? [run] : []));
  return [
    ['gate.outcome', outcome],
    ...(shard ? [['gate.shard', `${shard.index}/${shard.of}`] satisfies [string, string]] : []),
    ...(first ? [['scenario.title', first.title] satisfies [string, string]] : []),
    ...Object.entries(machine).map(([name, value]): [string, string] => [`machine.${name}`, String(value)]),
  ];
}

const count = (members: readonly Case[], wanted: CaseStatus): number =>
  members.filter(({ status }) => status === wanted).length;

const counts = (members: readonly Case[]) => ({
  tests: members.length,
  failures: count(members, 'failed'),
  errors: count(members, 'error'),
});

const seconds = (milliseconds: number): string => (Math.max(0, milliseconds) / 1000).toFixed(3);

/** The format knows neither fractions nor zones; a text that is no date is left at the epoch, as nobody can tell. */
function timestamp(iso: string): string {
  const date = new Date(iso);
  return (Number.isNaN(date.getTime()) ? new Date(0) : date).toISOString().slice(0, 19);
}
