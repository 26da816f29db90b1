import { Command, Option } from 'commander';
import { highestSeed } from '../../suite/plan.ts';
import { decide } from '../ending.ts';
import { folder, json, type RunFlags, renamed, several, wholeNumber } from '../flags.ts';

/** Kafka's own default for `broker.session.timeout.ms`: how long a killed broker's ghost makes the new one wait. */
const kafkaDefaultSessionMs = 9000;
const sessions = wholeNumber({ from: 300, to: kafkaDefaultSessionMs * 10, of: 'of milliseconds' });
const count = wholeNumber({ from: 1, to: 1000 });

export const runCommand = (): Command =>
  new Command('run')
    .argument('[scenario...]', 'names, or patterns such as "route-*"; `norestart list` shows them all')
    .addOption(several('--tag <name>', 'only those with this tag; may be given again'))
    .addOption(
      several('--variant <name>', 'variant of the system; by default the newest that it has; several: again, or a,b'),
    )
    .addOption(several('--generation <name>', 'what --variant was called').hideHelp().conflicts('variant'))
    .addOption(
      new Option('--runtime <name>', 'what the system runs on: native, docker, or auto: the first that can').default(
        'auto',
      ),
    )
    .addOption(new Option('--repeat <n>', 'how often each is run').default(1).argParser(count))
    .addOption(
      new Option('--workers <n>', 'how many run at once; more than one distorts what is measured')
        .default(1)
        .argParser(count),
    )
    .addOption(
      new Option(
        '--seed <n>',
        'shuffles the order of several runs, and draws the gaps between requests (half to one and a half of the beat)',
      ).argParser(wholeNumber({ from: 0, to: highestSeed })),
    )
    .addOption(
      new Option('--out <folder>', 'where runs leave their history, logs and report')
        .default('reports')
        .argParser(folder),
    )
    .addOption(
      new Option('--broker-session-timeout <ms>', "how long a killed broker's session outlives it (Kafka: 9000)")
        .default(1000)
        .argParser(sessions),
    )
    .addOption(several('--reporter <module>', 'a reporter of your own, such as ./mine.js; may be given again'))
    .addOption(new Option('--quiet', 'the verdict, the table and the path of the report, and nothing else'))
    .addOption(new Option('--verbose', 'also what the services log').conflicts('quiet'))
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart run slow-kafka\n')
    .addHelpText('after', more)
    .action(async (names: readonly string[], flags: RunFlags) => {
      const { runChosen } = await import('./run-chosen.ts');
      const { generation, ...rest } = flags;
      if (generation) renamed('', '--generation', { '--generation': '--variant' });
      decide(await runChosen(names, generation ? { ...rest, variant: generation } : rest));
    });

const more = `
More examples:
  npx norestart run --tag gate
  npx norestart run "route-*" --variant old,new --repeat 5 --seed 7

Exit code: 0 recovered, 1 violated, 2 inconclusive, 3 something is missing here; of several runs the gravest.`;
