import { Command, InvalidArgumentError, Option } from 'commander';
import type { Shard } from '../../suite/gate/shards.ts';
import { decide } from '../ending.ts';
import { type GateFlags, json, wholeNumber } from '../flags.ts';

export const budgetFile = 'resilience.budget.yaml';

export const gateCommand = (): Command =>
  new Command('gate')
    .argument('[file]', 'what is run and what is allowed', budgetFile)
    .addOption(new Option('--shard <n/m>', 'only this part of the runs; `merge` joins the parts').argParser(shardFrom))
    .addOption(new Option('--update-baseline', 'measure anew what later times are held against').default(false))
    .addOption(new Option('--out <folder>', 'where runs and outputs are left').default('reports/gate'))
    .addOption(
      new Option('--runtime <name>', 'what the system runs on: native, docker, or auto: the first that can').default(
        'auto',
      ),
    )
    .addOption(
      new Option('--workers <n>', 'how many run at once; more than one distorts what is measured')
        .default(1)
        .argParser(wholeNumber({ from: 1, to: 1000 })),
    )
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart gate\n  npx norestart gate --shard 2/4\n')
    .addHelpText('after', '\nExit codes: 0 passed or warned, 1 failed, 2 nobody can tell, 3 something is missing here.')
    .action(async (file: string, flags: GateFlags) => {
      const { runGate } = await import('./run-gate.ts');
      decide(await runGate(file, flags));
    });

function shardFrom(text: string): Shard {
  const [, index, of] = /^(\d{1,4})\/(\d{1,4})$/.exec(text)?.map(Number) ?? [];
  if (index !== undefined && of !== undefined && index >= 1 && index <= of && of <= 1000) return { index, of };
  throw new InvalidArgumentError('It must be a part of the whole, such as 2/4, of at most 1000.');
}
