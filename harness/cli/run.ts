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
import { runCampaign } from './campaign.ts';
import { nearest } from './nearest.ts';
import { progressLines } from './progress.ts';
import { type Selected, selectScenarios } from './select.ts';
import { endedBySignals } from './signals.ts';
import { refuseSwallowedFlags } from './swallowed.ts';

interface RunFlags {
  readonly tag: readonly string[];
  readonly repeat: number;
  readonly workers: number;
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
    .description('Run scenarios and judge each.')
    .argument('[scenario...]', 'names, or patterns such as "route-*"; `norestart list` shows them all')
    .addOption(new Option('--tag <name>', 'only those with this tag; may be given again').default([]).argParser(more))
    .addOption(new Option('--repeat <n>', 'how often each is run').default(1).argParser(count))
    .addOption(
      new Option('--workers <n>', 'how many run at once; more than one distorts what is measured')
        .default(1)
        .argParser(count),
    )
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
    .action(async (names: readonly string[], flags: RunFlags, command: Command) => {
      refuseSwallowedFlags(flagNames(command), names, process.env);
      process.exitCode = await choose(names, flags);
    });

async function choose(words: readonly string[], flags: RunFlags): Promise<number> {
  if (words.length === 0 && flags.tag.length === 0) {
    throw new Failure('usage', {
      attempted: 'run scenarios',
      happened: 'neither a name nor a tag was given',
      remedy: 'Name one, such as slow-kafka, or use --tag gate; `norestart list` shows them all.',
    });
  }
  const selected = await selectScenarios({ words, tags: flags.tag });
  const [only] = selected;
  if (only && selected.length === 1 && flags.repeat === 1) return runOne(only, flags);
  const { repeat, workers, out } = flags;
  return runCampaign({ selected, repeat, workers, out, flags: flagsOfEach(flags), write: (line) => console.log(line) });
}

const flagsOfEach = ({ generation, runtime, brokerSessionTimeout }: RunFlags): string[] => [
  ...(generation === undefined ? [] : ['--generation', generation]),
  ...['--runtime', runtime, '--broker-session-timeout', String(brokerSessionTimeout)],
];

const more = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1000) return value;
  throw new InvalidArgumentError('It must be a whole number from 1 to 1000.');
}

const flagNames = (command: Command): string[] => command.options.map(({ long }) => (long ?? '').replace(/^--/, ''));

function milliseconds(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 300 && value <= kafkaDefaultSessionMs * 10) return value;
  throw new InvalidArgumentError(
    `It must be a whole number of milliseconds from 300 to ${kafkaDefaultSessionMs * 10}.`,
  );
}

async function runOne({ name, scenario }: Selected, flags: RunFlags): Promise<number> {
  const generation = chooseGeneration(flags.generation, scenario);
  const runtime = chooseNamed('runtime', flags.runtime, runtimes);
  const id = `${name}-${generation}-${stamp()}-${randomBytes(2).toString('hex')}`;
  const lines = progressLines(process.stdout);
  // Before the first word: from then on Ctrl-C is an orderly end.
  const { signal, release } = endedBySignals((name) => lines.say(`${name}: healing and stopping everything`));
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
  return chooseNamed(
    'generation',
    wanted,
    system.generations.map((name) => ({ name })),
  ).name;
}

function chooseNamed<Named extends { readonly name: string }>(
  what: string,
  wanted: string,
  known: readonly Named[],
): Named {
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

const again = (name: string, generation: string, { runtime, brokerSessionTimeout }: RunFlags): string =>
  `npm run scenario ${name} -- --generation ${generation} --runtime ${runtime} --broker-session-timeout ${brokerSessionTimeout}`;

const stamp = (): string => new Date().toISOString().replaceAll(/[-:]/g, '').slice(0, 15).replace('T', '-');
