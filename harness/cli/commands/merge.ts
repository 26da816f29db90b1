import { Command, Option } from 'commander';
import { decide } from '../ending.ts';
import { json } from '../flags.ts';
import { budgetFile } from './gate.ts';
import type { MergeFlags } from './merge-parts.ts';

export const mergeCommand = (): Command =>
  new Command('merge')
    .argument('<parts...>', 'what each part left: shard-<n>-of-<m>.json, with the folders of its runs beside it')
    .addOption(new Option('--file <file>', 'the budget file of the parts').default(budgetFile))
    .addOption(new Option('--out <folder>', 'where outputs are left').default('reports/gate'))
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart merge parts/*/shard-*.json\n')
    .action(async (parts: readonly string[], flags: MergeFlags) => {
      const { mergeParts } = await import('./merge-parts.ts');
      decide(await mergeParts(parts, flags));
    });
