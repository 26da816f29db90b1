import { Alias, type Document, isMap, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { Failure } from '../../model/failure.ts';
import { nearest } from '../../util/nearest.ts';
import { type Budget, type Limit, measures, type Place } from './budget.ts';
import { durationMs } from './duration.ts';
import { type BudgetFile, budgetKeys, budgetShape } from './shape.ts';

interface Fault extends Place {
  readonly what: string;
}

const lengthAtMost = 262_144;

/** A budget from the text of its file, or a `Failure` that names each mistake with line and column. */
export function parseBudget(text: string, file: string): Budget {
  if (text.length > lengthAtMost)
    throw refused(file, [{ line: 1, column: 1, what: `more than ${lengthAtMost} letters` }]);
  const lines = new LineCounter();
  const document = documentOf(text, file, lines);
  const mistakes = [
    ...[...document.errors, ...document.warnings].map(({ pos, message }) => ({ ...at(lines, pos[0]), what: message })),
    ...repetitions(document, lines).map((place) => ({ ...place, what: 'anchors and aliases are not read here' })),
  ];
  if (mistakes.length > 0) throw refused(file, mistakes);
  const result = budgetShape.safeParse(document.toJS({ maxAliasCount: 0 }));
  if (!result.success)
    throw refused(
      file,
      result.error.issues.flatMap((issue) => faults(issue, document, lines)),
    );
  const budget = budgetFrom(result.data, file, (path) => placeOf(document, lines, path));
  const doubled = budget.quarantine.filter(
    ({ scenario }, index, all) => all.findIndex((one) => one.scenario === scenario) < index,
  );
  if (doubled.length === 0) return budget;
  throw refused(
    file,
    doubled.map(({ place, scenario }) => ({ ...place, what: `${scenario} is quarantined twice` })),
  );
}

function documentOf(text: string, file: string, lines: LineCounter): Document {
  try {
    return parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2', uniqueKeys: true });
  } catch (cause) {
    // A thousand brackets in each other are deeper than the parser's own stack.
    throw refused(file, [{ line: 1, column: 1, what: cause instanceof Error ? cause.message : String(cause) }], cause);
  }
}

type Issue = {
  readonly code?: string;
  readonly path: KeyPath;
  readonly message: string;
  readonly keys?: readonly string[];
};

function faults(issue: Issue, document: Document, lines: LineCounter): Fault[] {
  const { code, path, message, keys = [] } = issue;
  if (code === 'unrecognized_keys') {
    return keys.map((key) => {
      const meant = nearest(key, knownKeys);
      const what = `unknown key "${key}"${meant && meant !== key ? `; did you mean "${meant}"?` : ''}`;
      return { ...placeOfKey(document, lines, path, key), what };
    });
  }
  const name = path.filter((part) => typeof part === 'string').at(-1);
  return [{ ...placeOf(document, lines, path), what: `${name === undefined ? '' : `${name}: `}${message}` }];
}

const knownKeys = [
  ...budgetKeys,
  ...[
    'name',
    'tag',
    'scenario',
    'service',
    'owner',
    'reason',
    'until',
    'warn',
    'fail',
    'runs',
    'ratio',
    'floor',
    'level',
  ],
  ...measures,
];

function budgetFrom(told: BudgetFile, file: string, place: (path: KeyPath) => Place): Budget {
  const { repeats = 1, budgets = [], regressions = {}, quarantine = [] } = told;
  return {
    file,
    variant: told.variant,
    scenarios: told.scenarios.map(({ name, tag, repeats: own = repeats }, index) => ({
      ...(name === undefined ? {} : { name }),
      ...(tag === undefined ? {} : { tag }),
      repeats: own,
      place: place(['scenarios', index]),
    })),
    limits: budgets.map((each, index) => ({
      scenario: each.scenario,
      service: each.service,
      of: Object.fromEntries(
        measures.flatMap((name) => {
          const told = each[name];
          return told ? [[name, limitFrom(told, place(['budgets', index, name]))]] : [];
        }),
      ),
      place: place(['budgets', index]),
    })),
    regressions: {
      runs: regressions.runs ?? 20,
      ratio: regressions.ratio ?? 1.25,
      floorMs: durationMs(regressions.floor ?? '250 ms'),
      level: regressions.level ?? 'fail',
    },
    quarantine: quarantine.map((each, index) => ({ ...each, place: place(['quarantine', index]) })),
  };
}

const limitFrom = ({ warn, fail }: { warn?: string | undefined; fail?: string | undefined }, place: Place): Limit => ({
  ...(warn === undefined ? {} : { warnMs: durationMs(warn) }),
  ...(fail === undefined ? {} : { failMs: durationMs(fail) }),
  place,
});

function refused(file: string, found: readonly Fault[], cause?: unknown): Failure {
  const sorted = found.toSorted((one, other) => one.line - other.line || one.column - other.column);
  const told = sorted.slice(0, 20).map(({ line, column, what }) => `\n  ${file}:${line}:${column}: ${what}`);
  const more = sorted.length > told.length ? `\n  and ${sorted.length - told.length} more` : '';
  return new Failure('usage', {
    attempted: `read the budget ${file}`,
    happened: `${told.join('')}${more}`,
    remedy: 'Mend these lines; docs/in-ci.md says what each key means.',
    cause,
  });
}

type KeyPath = readonly PropertyKey[];

/** Where in a file something stands: the value of a path, or, if it is not there, what would hold it. */
function placeOf(document: Document, lines: LineCounter, path: KeyPath): Place {
  const node = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isNode(node) && node.range) return at(lines, node.range[0]);
  return path.length === 0 ? { line: 1, column: 1 } : placeOf(document, lines, path.slice(0, -1));
}

/** Where a key stands in the mapping of a path. */
function placeOfKey(document: Document, lines: LineCounter, path: KeyPath, key: string): Place {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  const pair = isMap(map) ? map.items.find((item) => isScalar(item.key) && String(item.key.value) === key) : undefined;
  const range = isNode(pair?.key) ? pair.key.range : undefined;
  return range ? at(lines, range[0]) : placeOf(document, lines, path);
}

function at(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** Anchors and aliases, of which a few lines can make gigabytes: a budget needs none. */
function repetitions(document: Document, lines: LineCounter): Place[] {
  const found: Place[] = [];
  visit(document, {
    Node: (_key, node) => {
      const anchored = node instanceof Alias || ('anchor' in node && node.anchor !== undefined);
      if (anchored && node.range) found.push(at(lines, node.range[0]));
    },
  });
  return found;
}
