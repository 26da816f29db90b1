import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readHistory } from '../harness/store/reader.ts';
import { follow, makeFolder } from './support/command.ts';
import { missingNeeds } from './support/needs.ts';
import { plainStory, programWith } from './support/own-stories.ts';
import { processesOf } from './support/processes-of.ts';

const cannotRun = (await missingNeeds()).some(({ what }) => what.startsWith('everything'));

const options = { timeout: 120_000 };

/** What comes of `list` with this story beside a good one. */
async function listed(file: string, text: string) {
  const running = programWith({ [file]: text, 'good.ts': plainStory() }).run(['list']);
  const { code, signal } = await running.ended;
  return { code: code ?? signal, output: running.output() };
}

describe('a story that is broken is named, and the others are listed: 64', () => {
  const stories = {
    'never.ts': ['await new Promise(() => undefined);', /load .*\/never\.ts: what it awaits can never come/],
    'thenable.ts': [
      `export const then = () => undefined;${plainStory()}`,
      /thenable\.ts: what it awaits can never come/,
    ],
    'missing.ts': ["import './nowhere.ts';", /missing\.ts: Cannot find module .*nowhere\.ts' imported from/],
    'bare.ts': ['throw Object.create(null);', /bare\.ts: something that is no error was thrown: \[Object: null proto/],
    'null.ts': ['throw null;', /null\.ts: something that is no error was thrown: null/],
    'symbol.ts': ["throw Symbol('x');", /symbol\.ts: something that is no error was thrown: Symbol\(x\)/],
    'trap.ts': [
      `const trap = () => { throw new Error('trapped'); };
       throw new Proxy({}, { get: trap, getPrototypeOf: trap, has: trap, ownKeys: trap });`,
      /load the scenario .*\/trap\.ts/,
    ],
    'wordless.ts': [
      'throw new (class extends Error { get message(): string { throw 1; } get stack(): string { throw 2; } })();',
      /wordless\.ts: something that is no error was thrown/,
    ],
    'promise.ts': [plainStory('Promise.resolve(story)'), /promise\.ts: .*\n.*not a promise of one/],
    'class.ts': [plainStory('class {}'), /class\.ts: .*\n.*default export: expected object, received function/],
    'getter.ts': [plainStory('{ ...story, get title() { throw null; } }'), /getter\.ts: .*\n.*it cannot be read/],
    'proxy.ts': [plainStory('new Proxy(story, { get: () => { throw 1; } })'), /proxy\.ts: .*\n.*it cannot be read/],
    'circle.ts': [
      plainStory('(() => { const s = { ...step }; s.steps = [s]; return { ...story, steps: [s] }; })()'),
      /circle\.ts: .*\n.*steps\.0\.steps\.0: expected other steps, and it holds itself/,
    ],
    'endless.ts': [
      plainStory(
        '(() => { const deep = { ...step, get steps() { return [{ ...this }]; } }; return { ...story, steps: [deep] }; })()',
      ),
      /endless\.ts: .*\n.*it cannot be read: Maximum call stack/,
    ],
    'twice.ts': [plainStory("{ ...story, tags: ['a', 'a'] }"), /twice\.ts: .*\n.*tags: expected each of them once/],
    'tag.ts': [plainStory("{ ...story, tags: ['a b'] }"), /tag\.ts: .*\n.*tags\.0: expected a name of small letters/],
    'my story.ts': [plainStory(), /take the file .*\/my story\.ts for a scenario: its name must be/],
    'ünïcode.ts': [plainStory(), /take the file .*\/ünïcode\.ts/],
    '-dash.ts': [plainStory(), /take the file .*\/-dash\.ts/],
    '*.ts': [plainStory(), /take the file .*\/\*\.ts/],
  } as const satisfies Record<string, readonly [string, RegExp]>;

  test('whatever it exports or throws', options, async () => {
    const texts = Object.entries(stories).map(([file, [text]]) => [file, text]);
    const fine = {
      'good.ts': plainStory(),
      'frozen.ts': plainStory('Object.freeze(story)'),
      '.lock.ts': '',
      'x.d.ts': '',
    };
    const running = programWith({ ...Object.fromEntries(texts), ...fine }).run(['list']);
    expect((await running.ended).code, running.output()).toBe(64);
    for (const [, message] of Object.values(stories)) expect(running.output()).toMatch(message);
    expect(running.output()).toContain('2 scenarios');
    expect(running.output(), 'no stack').not.toMatch(/^ +at |defect of norestart/m);
  });

  test('and one with a name that no run can have is refused when it is named', options, async () => {
    const running = programWith({ 'my story.ts': plainStory() }).run(['run', 'my story']);
    expect((await running.ended).code).toBe(64);
    expect(running.output()).toContain('Give the file another name');
  });
});

describe('a story has no say in how the process ends:', () => {
  test.for([
    ['it exits', '\nprocess.exit(0);', /\(scenarios\/x\.ts:2\): it ended the whole process/],
    [
      'it exits later',
      '\n\nsetTimeout(() => process.exit(1), 1); await new Promise(() => undefined);',
      /x\.ts:3\): it ended/,
    ],
    ['it rejects', `void Promise.reject(new Error('unheard'));${plainStory()}`, /\(scenarios\/x\.ts:1\): unheard/],
    [
      'it rejects oddly',
      `void Promise.reject(Object.create(null));${plainStory()}`,
      /no error was thrown: \[Object: null/,
    ],
    [
      'it throws late',
      `setTimeout(() => {\nthrow new Error('late'); }, 5);${plainStory()}`,
      /\(scenarios\/x\.ts:2\): late/,
    ],
  ] as const)('%s: 64, with its file and line', options, async ([_what, text, message]) => {
    const { code, output } = await listed('x.ts', text);
    expect(output).toMatch(message);
    expect(output, 'no stack').not.toMatch(/^ +at |defect of norestart/m);
    expect(code).toBe(64);
  });

  test.for([
    ['it sets an exit code', `process.exitCode = 1;${plainStory()}`],
    ['it sets one at the end', `process.on('exit', () => { process.exitCode = 1; });${plainStory()}`],
    ['it leaves something running', `setInterval(() => undefined, 1000);${plainStory()}`],
  ] as const)('%s, and the list ends with 0', options, async ([_what, text]) => {
    const { code, output } = await listed('x.ts', text);
    expect(output).toContain('2 scenarios');
    expect(code).toBe(0);
  });
});

describe('norestart itself', () => {
  const bare = () => programWith({ 'good.ts': plainStory() });
  test.for([
    ['a package is not installed', 'node_modules', 3, /load norestart: Cannot find package .*\n.*npm ci/],
    ['a file of it is not there', 'harness/suite/select.ts', 3, /load norestart: Cannot find module .*\n.*anew/],
    ['not even its beginning is there', 'harness/cli/ending.ts', 70, /a defect of norestart itself/],
    ['no folder of stories is there', 'scenarios', 3, /look for stories in .*scenarios: ENOENT/],
  ] as const)('where %s', options, async ([_what, path, code, message]) => {
    const program = bare();
    rmSync(join(program.folder, path), { recursive: true });
    const running = program.run(['list']);
    expect((await running.ended).code, running.output()).toBe(code);
    expect(running.output()).toMatch(message);
  });

  test('with a line that is no TypeScript ends with 70', options, async () => {
    const program = bare();
    writeFileSync(join(program.folder, 'harness/cli/commands/list.ts'), 'export const = ;');
    const running = program.run(['list']);
    expect((await running.ended).code, running.output()).toBe(70);
  });
});

describe('a run of several that could not end itself', () => {
  test.for([
    ['gives up, as without memory', 'process.abort();', /ended by SIGABRT, as Node does when its memory is used up/],
    [
      'ends with the code of a verdict, and told none',
      'process.reallyExit(0);',
      /ended by an internal error of norestart/,
    ],
  ] as const)('%s: it is told, and is no verdict', options, async ([_what, how, message]) => {
    // Only in the process of the run itself, which has a channel to that of the campaign.
    const running = programWith({ 'x.ts': `if (process.send) ${how}${plainStory()}` }).run([
      'run',
      'x',
      '--repeat',
      '2',
      '--runtime',
      'native',
    ]);
    expect((await running.ended).code, running.output()).toBe(70);
    expect(running.output()).toMatch(message);
  });
});

/** One that hands over: that of the system, where it is old. */
const old = '/usr/bin/node';
const [major = '99'] = spawnSync(old, ['--version'], { encoding: 'utf8' }).stdout?.slice(1).split('.') ?? [];
const noOld = Number(major) >= 24;
if (noOld) console.log(`not shown: how an old Node hands over (${old} is none)`);

describe.skipIf(noOld)('an old Node that hands over', () => {
  test.for([
    ['to one that gives up', '#!/bin/sh\nkill -ABRT $$', 134, /it was ended by SIGABRT/],
    ['to one that cannot be started', '#!/nowhere/at-all', 3, /hand over to .*\n.*npm ci/],
    ['to one that ends by itself', '#!/bin/sh\nexit 2', 2, /^$/],
  ] as const)('%s', options, async ([_what, script, code, message]) => {
    const { folder } = programWith({});
    rmSync(join(folder, 'node_modules'));
    mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/.bin/node'), script);
    chmodSync(join(folder, 'node_modules/.bin/node'), 0o755);
    const running = follow(spawn(old, [join(folder, 'harness/cli/norestart.js'), 'list']));
    expect((await running.ended).code, running.output()).toBe(code);
    expect(running.output()).toMatch(message);
  });
});

/** The program of this repository, with standard output and error as they are asked for. */
async function ends(words: readonly string[], output: number | 'pipe', error: number | 'pipe') {
  const program = new URL('../harness/cli/norestart.js', import.meta.url).pathname;
  const running = follow(spawn(process.execPath, [program, ...words], { stdio: ['ignore', output, error] }));
  running.child.stdout?.destroy();
  const { code } = await running.ended;
  return { code, output: running.output() };
}
const judged = ['judge', new URL('../reports/sample', import.meta.url).pathname];

describe('what is printed', () => {
  test('and cannot be written is no verdict, and is said: 3', options, async () => {
    const full = openSync('/dev/full', 'w');
    const { code, output } = await ends(judged, full, 'pipe');
    expect(output).toMatch(/write the result to standard output: ENOSPC[^\n]*\nWhat to do: /);
    expect(code).toBe(3);
    expect((await ends(['list'], full, full)).code, 'also where it cannot be said').toBe(3);
    closeSync(full);
  });

  test('and is read by nobody is dropped: the verdict stays', options, async () => {
    const { code, output } = await ends(judged, 'pipe', 'pipe');
    expect(output).toBe('');
    expect(code).toBe(0);
  });

  test('of progress and cannot be written changes nothing', options, async () => {
    const full = openSync('/dev/full', 'w');
    expect((await ends(judged, 'pipe', full)).code).toBe(0);
    expect((await ends(['judge', '/nowhere'], 'pipe', full)).code).toBe(64);
    closeSync(full);
  });
});

describe('below a limit that a run needs', () => {
  test.for([
    ['ulimit -n 128', /the limit of open files \(ulimit -n\) is 128 files, and a run needs 512\n.*ulimit -n unlimited/],
    ['ulimit -f 60', /the limit of size of a file \(ulimit -f\) is 61,440 bytes, and a run needs 200,000,000\n/],
  ] as const)('%s: it ends with 3 and names the limit', options, async ([limit, message]) => {
    const program = programWith({ 'good.ts': plainStory() });
    const through = `${limit}; "$@"`;
    const running = program.run(['run', 'good', '--runtime', 'native', '--out', join(program.folder, 'out')], {
      through,
    });
    expect((await running.ended).code, running.output()).toBe(3);
    expect(running.output()).toMatch(message);
    const doctor = program.run(['doctor'], { through });
    await doctor.ended;
    expect(doctor.output()).toMatch(/^MISSING +(open files|size of a file) \(ulimit/m);
  });
});

/** A story without Kafka: its first step does this, and ends only when the run is ended. Its proxies run meanwhile. */
const stepThat = (does: string): string =>
  plainStory(`{ ...story, steps: [{ do: 'idles' }, step], system: { ...system, steps: [{
  name: 'idles', options: { parse: (given) => given, safeParse: (data) => ({ success: true, data }) },
  title: () => 'it waits', brings: 'nothing',
  run: ({ signal }) => {
${does}
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  } }] } }`);

/** Nothing of it is left, and its history says how it ended. */
function leftInOrder(out: string): void {
  const [run = ''] = readdirSync(out).filter((name) => name.startsWith('x-'));
  expect(processesOf(run)).toEqual([]);
  const history = readHistory(join(out, run, 'history.jsonl'));
  expect([history.of('aborted').length, history.of('closed').length]).toEqual([1, 1]);
}

describe.skipIf(cannotRun)('a run in which only a step of its own waits', () => {
  const begin = (does: string) => {
    const out = makeFolder();
    const running = programWith({ 'x.ts': stepThat(does) }).run(['run', 'x', '--runtime', 'native', '--out', out], {
      through: 'exec "$@"',
    });
    return { out, running };
  };

  test.for([
    ['SIGHUP', 129],
    ['SIGQUIT', 131],
    ['SIGXCPU', 152],
    ['SIGALRM', 142],
    ['SIGUSR2', 140],
    ['SIGTERM', 143],
  ] as const)('is ended in good order by %s', options, async ([name, code]) => {
    const { out, running } = begin('');
    await running.says(/\.\.\. {2}it waits/);
    running.child.kill(name);
    expect((await running.ended).code, running.output()).toBe(code);
    leftInOrder(out);
  });

  test.for([
    [
      'throws what is no error',
      'throw Object.create(null);',
      /\(.*x\.ts\): something that is no error was thrown: \[Obj/,
    ],
    ['throws late', "setTimeout(() => { throw new Error('late'); }, 1);", /\(scenarios\/x\.ts:\d+\): late/],
    ['rejects', "void Promise.reject(new Error('unheard'));", /\(scenarios\/x\.ts:\d+\): unheard/],
  ] as const)(
    'is ended in good order where that %s, and the story is named: 64',
    options,
    async ([_, does, message]) => {
      const { out, running } = begin(does);
      expect((await running.ended).code, running.output()).toBe(64);
      expect(running.output()).toMatch(message);
      expect(running.output(), 'no stack').not.toMatch(/^ +at |defect of norestart/m);
      leftInOrder(out);
    },
  );

  test('leaves no process where that exits: 64', options, async () => {
    const { out, running } = begin('process.exit(0);');
    expect((await running.ended).code, running.output()).toBe(64);
    expect(running.output()).toMatch(/\(scenarios\/x\.ts:\d+\): it ended the whole process/);
    const [run = ''] = readdirSync(out);
    expect(processesOf(run)).toEqual([]);
  });

  test('goes on where nobody reads what it says', options, async () => {
    const { out, running } = begin("setTimeout(() => process.kill(process.pid, 'SIGTERM'), 2000);");
    await running.says(/it waits/);
    running.child.stdout?.destroy();
    running.child.stderr?.destroy();
    expect((await running.ended).code).toBe(143);
    leftInOrder(out);
  });
});
