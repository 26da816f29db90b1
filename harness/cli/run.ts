import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Runtime } from '../core/environment.ts';
import { exitCode, Failure } from '../core/failure.ts';
import type { Scenario } from '../core/scenario.ts';
import { renderConsole } from '../reporters/console.ts';
import { pageFile } from '../reporters/files.ts';
import { type Ran, run } from '../run.ts';
import { native } from '../runtimes/native/native.ts';
import { Interrupted } from './complain.ts';
import { nearest } from './nearest.ts';
import { progressLines } from './progress.ts';
import { loadScenario } from './scenarios.ts';
import { refuseSwallowedFlags } from './swallowed.ts';

interface RunFlags {
  readonly generation?: string;
  readonly runtime: string;
  readonly out: string;
  readonly brokerSessionTimeout: number;
}

const runtimes: readonly Runtime[] = [native];
/** Kafka's own default for `broker.session.timeout.ms`: how long a killed broker's ghost makes the new one wait. */
const kafkaDefaultSessionMs = 9000;

export const runCommand = (): Command =>
  new Command('run')
    .description('Run a scenario and judge it.')
    .argument('<scenario>', 'its name; `norestart list` shows them all')
    .addOption(new Option('--generation <name>', 'messaging layer of the system: before, after or resilient'))
    .addOption(new Option('--runtime <name>', 'what the system runs on').default('native'))
    .addOption(new Option('--out <folder>', 'where the run leaves its history, logs and report').default('reports'))
    .addOption(
      new Option('--broker-session-timeout <ms>', "how long a killed broker's session outlives it (Kafka: 9000)")
        .default(1000)
        .argParser(milliseconds),
    )
    .addHelpText('before', 'Example:\n  npm run scenario slow-kafka -- --generation before\n')
    .allowExcessArguments(true)
    .action(async (name: string, flags: RunFlags, command: Command) => {
      refuseSwallowedFlags(flagNames(command), [name, ...command.args.slice(1)], process.env);
      if (command.args.length > 1) throw tooMany(command.args);
      process.exitCode = await runOne(name, flags);
    });

const flagNames = (command: Command): string[] => command.options.map(({ long }) => (long ?? '').replace(/^--/, ''));

const tooMany = (names: readonly string[]): Failure =>
  new Failure('usage', {
    attempted: `run ${names.join(' ')}`,
    happened: `one scenario is run at a time, and these are ${names.length} names`,
    remedy: 'Run them one after the other.',
  });

function milliseconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 300 && value <= kafkaDefaultSessionMs * 10) return value;
  throw new InvalidArgumentError(
    `It must be a whole number of milliseconds from 300 to ${kafkaDefaultSessionMs * 10}.`,
  );
}

async function runOne(name: string, flags: RunFlags): Promise<number> {
  const scenario = await loadScenario(name);
  const generation = chooseGeneration(flags.generation, scenario);
  const runtime = choose('runtime', flags.runtime, runtimes);
  const id = `${name}-${generation}-${stamp()}-${randomBytes(2).toString('hex')}`;
  const lines = progressLines(process.stdout);
  // Before the first word: from then on Ctrl-C is an orderly end.
  const { signal, release } = endedBySignals(lines.say);
  lines.say(`${scenario.title} (${generation}, ${flags.runtime})`);
  try {
    const ran = await run({
      name,
      scenario,
      generation,
      runtime,
      out: flags.out,
      id,
      brokerSessionTimeoutMs: flags.brokerSessionTimeout,
      command: again(name, generation, flags),
      progress: lines.say,
      onStep: lines.step,
      signal,
    });
    lines.end();
    return tell(ran, scenario);
  } catch (error) {
    lines.end();
    if (existsSync(join(flags.out, id))) console.log(`What there is: ${join(flags.out, id)}`);
    throw signal.aborted ? signal.reason : error;
  } finally {
    release();
  }
}

function tell({ folder, report, judgedInMs }: Ran, scenario: Scenario): number {
  console.log(`\n${renderConsole(report)}, judged and reported in ${Math.round(judgedInMs)} ms`);
  if (scenario.control) console.log(`This is a control: it ${scenario.control}.`);
  console.log(`\nreport: ${relative(process.cwd(), join(folder, pageFile)) || folder}`);
  return exitCode[report.verdict];
}

function chooseGeneration(wanted: string | undefined, { system }: Scenario): string {
  const fallback = system.generations.at(-1) ?? '';
  if (wanted === undefined) return fallback;
  return choose(
    'generation',
    wanted,
    system.generations.map((name) => ({ name })),
  ).name;
}

function choose<Named extends { readonly name: string }>(what: string, wanted: string, known: readonly Named[]): Named {
  const found = known.find(({ name }) => name === wanted);
  if (found) return found;
  const names = known.map(({ name }) => name);
  const meant = nearest(wanted, names);
  throw new Failure('usage', {
    attempted: `use the ${what} "${wanted}"`,
    happened: `there is none of this name${meant ? `; did you mean "${meant}"?` : ''}`,
    remedy: `Choose one of: ${names.join(', ')}.`,
  });
}

/** SIGINT and SIGTERM end the run in order; everything is healed and stopped on the way out. */
function endedBySignals(say: (line: string) => void): { readonly signal: AbortSignal; readonly release: () => void } {
  const ending = new AbortController();
  const listeners = (['SIGINT', 'SIGTERM'] as const).map((name) => {
    const listener = () => {
      if (!ending.signal.aborted) say(`${name}: healing and stopping everything`);
      ending.abort(new Interrupted(name));
    };
    process.on(name, listener);
    return () => process.off(name, listener);
  });
  return { signal: ending.signal, release: () => listeners.forEach((off) => void off()) };
}

const again = (name: string, generation: string, { runtime, brokerSessionTimeout }: RunFlags): string =>
  `npm run scenario ${name} -- --generation ${generation} --runtime ${runtime} --broker-session-timeout ${brokerSessionTimeout}`;

const stamp = (): string => new Date().toISOString().replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-');
