import { execFile } from 'node:child_process';
import { cpSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/** A tree of the same shape as ours, with one file each, in which one forbidden arrow is drawn at a time. */
const files: Readonly<Record<string, string>> = {
  'system/contract/topics.ts': 'export const topics = [];',
  'system/messaging/client.ts': "import { Kafka } from 'kafkajs';\nexport const kafka = Kafka;",
  'system/central/main.ts': "import { topics } from '../contract/topics.ts';\nexport const main = topics;",
  'system/central/main.test.ts': "import './main.ts';",
  'harness/model/fact.ts': 'export const fact = 1;',
  'harness/index.ts': "export { fact } from './model/fact.ts';",
  'harness/faults/cut.ts': "import { fact } from '../model/fact.ts';\nexport const cut = fact;",
  'harness/checks/judge.ts': "import { fact } from '../model/fact.ts';\nexport const judge = fact;",
  'harness/checks/judge.test.ts': "import './judge.ts';",
  'harness/engine/run.ts': "import { judge } from '../checks/judge.ts';\nexport const run = judge;",
  'harness/kafka/witness.ts': 'export const witness = 1;',
  'harness/proxy/route.ts': "import * as toxiproxy from 'toxiproxy-node-client';\nexport const route = toxiproxy;",
  'harness/suite/several.ts': "import { run } from '../engine/run.ts';\nexport const several = [run];",
  'harness/reporters/page.ts': 'export const page = 1;',
  'harness/cli/main.ts': "import { several } from '../suite/several.ts';\nexport const main = several;",
  'harness/runtimes/native/native.ts': 'export const native = 1;',
  'harness/runtimes/docker/docker.ts':
    "import * as dockerode from 'dockerode';\nimport * as testcontainers from 'testcontainers';\nexport const docker = [dockerode, testcontainers];",
  'scenarios/slow.ts':
    "import { fact } from '../harness/index.ts';\nimport { topics } from '../system/contract/topics.ts';\nexport default [fact, topics];",
};

/** What is added to a file, and the rule that must notice. */
const broken: readonly (readonly [string, string, string])[] = [
  ['system-stands-alone', 'system/central/main.ts', "import '../../harness/index.ts';"],
  ['system-is-tested-alone', 'system/central/main.test.ts', "import '../../harness/index.ts';"],
  ['harness-knows-no-system', 'harness/engine/run.ts', "import '../../system/contract/topics.ts';"],
  ['harness-is-tested-without-a-system', 'harness/checks/judge.test.ts', "import '../../system/contract/topics.ts';"],
  ['scenarios-speak-the-public-words', 'scenarios/slow.ts', "import '../harness/engine/run.ts';"],
  ['scenarios-know-the-contract-alone', 'scenarios/slow.ts', "import '../system/central/main.ts';"],
  ['core-does-no-io', 'harness/model/fact.ts', "import 'node:fs';"],
  ['kafkajs-has-one-home', 'harness/engine/run.ts', "import 'kafkajs';"],
  ['kafkajs-has-one-home', 'harness/kafka/witness.ts', "import 'kafkajs';"],
  ['toxiproxy-has-one-home', 'harness/engine/run.ts', "import 'toxiproxy-node-client';"],
  ['docker-has-one-home', 'harness/engine/run.ts', "import 'dockerode';"],
  ['docker-has-one-home', 'harness/runtimes/native/native.ts', "import 'testcontainers';"],
  ['runtimes-stand-side-by-side', 'harness/runtimes/docker/docker.ts', "import '../native/native.ts';"],
  ['runtimes-stand-side-by-side', 'harness/runtimes/native/native.ts', "import '../docker/docker.ts';"],
  ['faults-are-pure', 'harness/faults/cut.ts', "import '../kafka/witness.ts';"],
  ['judging-touches-nothing', 'harness/model/fact.ts', "import 'node:fs';"],
  ['judging-touches-nothing', 'harness/checks/judge.ts', "import '../kafka/witness.ts';"],
  ['nobody-imports-the-command-line', 'harness/engine/run.ts', "import '../cli/main.ts';"],
  ['the-engine-shows-nothing', 'harness/engine/run.ts', "import '../reporters/page.ts';"],
  ['the-suite-knows-no-reporter', 'harness/suite/several.ts', "import '../reporters/page.ts';"],
  ['no-circles', 'harness/checks/judge.ts', "import { run } from '../engine/run.ts';\nexport const again = run;"],
  ['nothing-unresolvable', 'harness/engine/run.ts', "import './not-there.ts';"],
];

interface Cruise {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly rule: { readonly name: string } }[];
  };
}

const root = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
const cruise = async (where: string, what: readonly string[]): Promise<Cruise['summary']> => {
  const command = join(root, 'node_modules/.bin/depcruise');
  const options = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const run = promisify(execFile)(command, [...what, ...options], { cwd: where, maxBuffer: 64 * 1024 * 1024 });
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  return (JSON.parse(stdout) as Cruise).summary;
};
const names = ({ violations }: Cruise['summary']) => [...new Set(violations.map(({ rule }) => rule.name))];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'norestart-architecture-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
    cpSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the arrows', () => {
  test('of this repository point the right way, and were read at all', async () => {
    const summary = await cruise(root, ['system', 'harness', 'scenarios', 'deploy', 'tests']);
    expect(summary.violations).toEqual([]);
    // A cruiser that cannot read TypeScript reads nothing, finds nothing and is content.
    expect(summary.totalCruised).toBeGreaterThan(100);
  });

  test('of the small tree point the right way', async () => {
    const summary = await cruise(folder, ['system', 'harness', 'scenarios']);
    expect(names(summary)).toEqual([]);
    expect(summary.totalCruised).toBeGreaterThanOrEqual(Object.keys(files).length);
  });

  test.each(broken)('%s is noticed when it is broken', async (rule, file, line) => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, `${line}\n${before}`);
    try {
      expect(names(await cruise(folder, ['system', 'harness', 'scenarios']))).toContain(rule);
    } finally {
      writeFileSync(path, before);
    }
  });

  test('the structure is within its bounds, which only fall', async () => {
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, 'tests/structure.ts')], { cwd: root });
    expect(stdout).toMatch(/0 {2}arrows upward/);
  });

  test('every rule is broken once here', () => {
    const text = readFileSync(join(root, '.dependency-cruiser.cjs'), 'utf8');
    const rules = [...text.matchAll(/name: '([a-z-]+)'/g)].map(([, name]) => name);
    expect(new Set(broken.map(([rule]) => rule))).toEqual(new Set(rules));
  });
});

describe('the harness', () => {
  const root = fileURLToPath(new URL('../', import.meta.url));
  /** Of the system in this repository, and of the client that it talks through. */
  const words =
    /charg(?:e|es|ing)\b(?<!in charge)|watt|ticket|\bdriver\b(?!'|: 'bridge')|\bcentral\b|charge-point|resilient|kafkajs|\bEV_|ev-charging/i;
  const lines = (path: string) => readFileSync(path, 'utf8').split('\n');
  const product = globSync('harness/**/*.{ts,js,json,d.ts}', { cwd: root }).filter((file) => !/\.test\.ts$/.test(file));
  const found = product.flatMap((file) =>
    lines(join(root, file)).flatMap((line, index) => (words.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [])),
  );

  test('knows the words of no system', () => {
    expect(product.length).toBeGreaterThan(300);
    expect(found).toEqual([]);
  });

  test('would be found out with one', () => {
    for (const line of ['// As kafkajs does it.', "if (service === 'central')", 'accepted charges'])
      expect(words.test(line)).toBe(true);
  });
});
