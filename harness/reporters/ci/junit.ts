import type { GateResult } from '../../suite/gate/result.ts';
import { type Case, type CaseStatus, cases } from './cases.ts';
import { cleanResult, cut } from './text.ts';

const attributeAtMost = 1000;
const textAtMost = 20_000;
const attribute = (text: string): string => cut(text, attributeAtMost);
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
  const root = { name: 'norestart', ...counts(all), time: seconds(result.tookMs) };
  const inner = suites.map(([scenario, members]) => suiteOf(result, scenario, members));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', root, inner)}\n`;
}

function suiteOf(result: GateResult, scenario: string, members: readonly Case[]): string {
  const properties = about(result, members).map(([name, value]) =>
    element('property', { name, value: attribute(value) }),
  );
  const attributes = {
    name: named(scenario),
    ...counts(members),
    skipped: count(members, 'skipped'),
    time: seconds(members.reduce((sum, { tookMs }) => sum + tookMs, 0)),
    timestamp: timestamp(members.find(({ run }) => run)?.run?.startedAt ?? result.startedAt),
  };
  return element('testsuite', attributes, [element('properties', {}, properties), ...members.map(caseOf)]);
}

const elements = { failed: 'failure', error: 'error', skipped: 'skipped' } as const;

function caseOf({ scenario, name, status, message, detail, tookMs, word, run }: Case): string {
  const classname = named([scenario, run?.variant ?? 'gate'].join('.'));
  const said = cut([message, detail].filter((text) => text !== '').join('\n\n'), textAtMost);
  const inner =
    status === 'passed'
      ? element('system-out', {}, xmlText(said))
      : status === 'skipped'
        ? element('skipped', { message: attribute(message) })
        : element(elements[status], { message: attribute(message), type: word }, xmlText(said));
  return element('testcase', { name: named(name), classname, time: seconds(tookMs) }, [inner]);
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

/** What XML has no way to say, not even escaped. */
const unsayable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

const escapes: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' },
  // As they are, a reader would make spaces of them in an attribute, and of the last one a new line anywhere.
  ...{ '\t': '&#9;', '\n': '&#10;', '\r': '&#13;' },
};
const escaped = (text: string, those: RegExp): string =>
  text.replaceAll(unsayable, '\ufffd').replaceAll(those, (character) => escapes[character] ?? character);

/** A text as it stands between two tags. */
const xmlText = (text: string): string => escaped(text, /[&<>\r]/g);

/**
 * An element with its attributes around what is markup already: other elements, each on lines of its own, or a text.
 * `name` and the attributes' names are constants of this program.
 */
function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  inner: readonly string[] | string = '',
): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value), /[&<>"\t\n\r]/g)}"`);
  const open = `<${name}${said.join('')}`;
  if (inner.length === 0) return `${open}/>`;
  return typeof inner === 'string' ? `${open}>${inner}</${name}>` : `${open}>\n${inner.join('\n')}\n</${name}>`;
}
