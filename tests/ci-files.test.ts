import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Job } from 'kubernetes-models/batch/v1';
import { PersistentVolumeClaim } from 'kubernetes-models/v1';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { findActionlint } from './actionlint.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const workflow = text('.github/workflows/resilience.yml');
const action = text('action.yml');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'norestart-ci-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const actionlint = findActionlint();

describe.skipIf(!actionlint)('actionlint', () => {
  /** What it says of this repository with another workflow or action in it. */
  function lint(files: { readonly workflow?: string; readonly action?: string }): string[] {
    mkdirSync(join(folder, '.github', 'workflows'), { recursive: true });
    // Only in a repository does it look into the actions that stand in it.
    execFileSync('git', ['init', '--quiet', folder]);
    const path = join(folder, '.github', 'workflows', 'resilience.yml');
    writeFileSync(path, files.workflow ?? workflow);
    writeFileSync(join(folder, 'action.yml'), files.action ?? action);
    const { stdout, status, error } = spawnSync(actionlint ?? '', ['-oneline', path], {
      cwd: folder,
      encoding: 'utf8',
    });
    if (error) throw error;
    expect(status).toBe(stdout === '' ? 0 : 1);
    return stdout.split('\n').filter((line) => line !== '');
  }

  test('finds nothing', () => expect(lint({})).toEqual([]));

  test.each([
    ['a key that nobody knows', { workflow: workflow.replace('timeout-minutes', 'timeout-minuts') }],
    ['a need that is not there', { workflow: workflow.replace('needs: part', 'needs: parts') }],
    ['an expression that means nothing', { workflow: workflow.replace('matrix.part }}/', 'matrix.parts }}/') }],
    ['an input that the action does not have', { workflow: workflow.replace('shard: $', 'shards: $') }],
    ['an action without a description', { action: action.replace(/^description:.*$/m, '') }],
    [
      'a text of the pull request in a script',
      { workflow: workflow.replace('run: npm ci', `run: echo \${{ github.head_ref }}`) },
    ],
  ])('notices %s', (_what, files) => expect(lint(files)).not.toEqual([]));
});

describe('the workflow and the action', () => {
  const steps = (): { readonly uses?: string; readonly run?: string }[] => [
    ...Object.values(parse(workflow).jobs as Record<string, { steps: object[] }>).flatMap((job) => job.steps),
    ...parse(action).runs.steps,
  ];

  test('put no expression into a script: what an input says is never code', () => {
    const scripts = steps().flatMap(({ run }) => (run === undefined ? [] : [run]));
    expect(scripts.length).toBeGreaterThanOrEqual(4);
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test('pin each action by a digest, with its version beside it', () => {
    const lines = `${workflow}\n${action}`.split('\n').filter((line) => /^\s*(- )?uses:/.test(line));
    expect(lines.length).toBeGreaterThan(6);
    const foreign = lines.filter((line) => !line.includes('uses: ./'));
    expect(foreign.filter((line) => !/uses: actions\/[a-z/-]+@[0-9a-f]{40} # v\d/.test(line))).toEqual([]);
    const versions = new Map<string, string>();
    for (const [, name = '', pin = ''] of foreign.map((line) => /actions\/([a-z-]+)\S*(@.*)$/.exec(line) ?? [])) {
      expect(versions.get(name) ?? pin).toBe(pin);
      versions.set(name, pin);
    }
  });

  test('may read and nothing else, end in time, and keep no credentials', () => {
    const { permissions, jobs } = parse(workflow);
    expect(permissions).toEqual({});
    for (const job of Object.values(jobs) as { permissions: unknown; 'timeout-minutes': number }[]) {
      expect(job.permissions).toEqual({ contents: 'read' });
      expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
    }
    expect(workflow.match(/persist-credentials: false/g)).toHaveLength(
      workflow.match(/actions\/checkout/g)?.length ?? 0,
    );
  });

  test('ask for what is there: flags of the gate, files of the cache', () => {
    const help = execFileSync('node', [join(root, 'harness/cli/norestart.js'), 'gate', '--help'], { encoding: 'utf8' });
    for (const [flag] of action.matchAll(/--[a-z]+(?==)/g)) expect(help).toContain(flag);
    expect(existsSync(join(root, 'harness/util/pinned-versions.ts'))).toBe(true);
    expect(existsSync(join(root, parse(action).inputs.budget.default))).toBe(true);
  });
});

/** Stands in for Node: notes with which words it was called, leaves the outputs of a gate, and ends as one that failed. */
const noting = `#!/bin/sh
if [ "$1" = -p ]; then exec "${process.execPath}" "$@"; fi
printf '%s\\n' "$@" > words
if [ -n "$GATE" ]; then mkdir -p "$GATE"; echo '{"outcome":"failed"}' > "$GATE/gate.json"; echo > "$GATE/gate.html"; fi
exit "$CODE"
`;

function perform(shell: readonly string[], environment: Readonly<Record<string, string>>) {
  mkdirSync(join(folder, 'node_modules', '.bin'), { recursive: true });
  writeFileSync(join(folder, 'node_modules', '.bin', 'node'), noting);
  chmodSync(join(folder, 'node_modules', '.bin', 'node'), 0o755);
  const [program = '', ...words] = shell;
  const env = { PATH: process.env.PATH, CODE: '0', GITHUB_OUTPUT: join(folder, 'output'), ...environment };
  const { status } = spawnSync(program, words, { cwd: folder, env });
  const read = (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '');
  return { status, words: read('words').split('\n').slice(0, -1), output: read('output') };
}

describe("the action's script", () => {
  const script =
    (parse(action).runs.steps as { id?: string; run?: string }[]).find(({ id }) => id === 'gate')?.run ?? '';
  // As GitHub calls it.
  const bash = ['bash', '--noprofile', '--norc', '-eo', 'pipefail', '-c', script];
  const inputs = { FOLDER: '.', BUDGET: 'budget.yaml', SHARD: '', WORKERS: '1', RUNTIME: 'native', OUT: 'out' };

  test('gives the gate its words, tells the outcome and the page, and ends as the gate did', () => {
    const { status, words, output } = perform(bash, { ...inputs, CODE: '1', GATE: 'out' });
    expect(words.slice(1)).toEqual(['gate', '--workers=1', '--runtime=native', '--out=out', '--', 'budget.yaml']);
    expect(output).toBe('outcome=failed\nreport=./out/gate.html\nran=true\n');
    expect(status).toBe(1);
  });

  test('of a part tells neither, as it has none', () => {
    const { status, words, output } = perform(bash, { ...inputs, SHARD: '2/4' });
    expect(words).toContain('--shard=2/4');
    expect([status, output]).toEqual([0, 'ran=true\n']);
  });

  test.each([
    '$(touch taken)',
    '1; touch taken',
    '`touch taken`',
    '" && touch taken "',
    "' || touch taken '",
    '--out=/ x',
    '*',
  ])('takes an input as one word, whatever is in it: %s', (hostile) => {
    const all = Object.fromEntries(Object.keys(inputs).map((name) => [name, hostile]));
    const { words } = perform(bash, all);
    expect(words.slice(2)).toEqual([
      `--workers=${hostile}`,
      `--runtime=${hostile}`,
      `--out=${hostile}`,
      `--shard=${hostile}`,
      '--',
      hostile,
    ]);
    expect(existsSync(join(folder, 'taken'))).toBe(false);
  });

  test('keeps no cache of a gate that could not run', () => {
    expect(perform(bash, { ...inputs, CODE: '3' })).toMatchObject({ status: 3, output: '' });
  });

  test('leaves no room for another output', () => {
    const { output } = perform(bash, { ...inputs, FOLDER: '.\noutcome=passed', GATE: 'out', CODE: '1' });
    expect(output.split('\n')).toEqual(['outcome=failed', 'report=.outcome=passed/out/gate.html', 'ran=true', '']);
  });
});

describe('the Kubernetes manifests', () => {
  const documents = (path: string) => parseAllDocuments(text(path)).map((document) => document.toJS());
  const [claim, gate] = documents('deploy/kubernetes/gate.yaml');
  const [merge] = documents('deploy/kubernetes/merge.yaml');

  test('are what Kubernetes takes', () => {
    expect(() => new PersistentVolumeClaim(claim).validate()).not.toThrow();
    for (const job of [gate, merge]) expect(() => new Job(job).validate()).not.toThrow();
  });

  test.each([
    ['a number that is a word', (job: typeof gate) => ({ ...job, spec: { ...job.spec, completions: 'four' } })],
    ['a Job without pods', (job: typeof gate) => ({ ...job, spec: { completions: 4 } })],
    [
      'a container without a name',
      (job: typeof gate) => {
        const changed = structuredClone(job);
        delete changed.spec.template.spec.containers[0].name;
        return changed;
      },
    ],
  ])('are refused with %s', (_what, broken) => {
    expect(() => new Job(broken(gate) as ConstructorParameters<typeof Job>[0]).validate()).toThrow();
  });

  test('run one pod a part, and none twice', () => {
    expect(gate.spec).toMatchObject({
      completionMode: 'Indexed',
      parallelism: gate.spec.completions,
      backoffLimitPerIndex: 0,
    });
    expect(gate.spec).not.toHaveProperty('backoffLimit');
    expect(merge.spec.backoffLimit).toBe(0);
    const [part] = gate.spec.template.spec.containers;
    expect(part.env).toContainEqual({ name: 'PARTS', value: String(gate.spec.completions) });
  });

  test('confine every container', () => {
    for (const { spec } of [gate.spec.template, merge.spec.template]) {
      expect(spec).toMatchObject({ restartPolicy: 'Never', automountServiceAccountToken: false });
      expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const container of [...(spec.initContainers ?? []), ...spec.containers]) {
        expect(container.securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(container.resources.limits).toEqual(container.resources.requests);
        const volumes = spec.volumes.map(({ name }: { name: string }) => name);
        for (const { name } of container.volumeMounts) expect(volumes).toContain(name);
      }
    }
    expect(gate.spec.template.spec.volumes.at(-1).persistentVolumeClaim.claimName).toBe(claim.metadata.name);
  });

  /** The pod's own folders, in this test's. */
  const here = (command: readonly string[]): string[] =>
    command.map((word) => word.replaceAll(/\/(scratch|parts)\b/g, join(folder, '$1')));

  test('a pod runs the part of its index, keeps what it left, and ends as the gate did', () => {
    const [part] = gate.spec.template.spec.containers;
    const environment = { JOB_COMPLETION_INDEX: '2', PARTS: '4', CODE: '1', GATE: join(folder, 'scratch', 'gate') };
    const { status, words } = perform(here(part.command), environment);
    expect(words.slice(1)).toEqual(['gate', '--shard', '3/4', '--out', join(folder, 'scratch/gate')]);
    expect(existsSync(join(folder, 'parts', '3', 'gate.json'))).toBe(true);
    expect(status).toBe(1);
  });

  test('the merge is given every part', () => {
    for (const part of ['1', '2']) {
      mkdirSync(join(folder, 'parts', part), { recursive: true });
      writeFileSync(join(folder, 'parts', part, `shard-${part}-of-2.json`), '{}');
    }
    const { words } = perform(here(merge.spec.template.spec.containers[0].command), {});
    const parts = ['1', '2'].map((part) => join(folder, 'parts', part, `shard-${part}-of-2.json`));
    expect(words.slice(1)).toEqual(['merge', '--out', join(folder, 'parts'), ...parts]);
  });
});
