import { relative, resolve } from 'node:path';
import { Command, Option } from 'commander';
import { exitCode } from '../../model/failure.ts';
import { decide } from '../ending.ts';
import { json, renamed } from '../flags.ts';
import { say } from '../say.ts';

interface CompareFlags {
  readonly by?: string;
  readonly out: string;
  readonly json: boolean;
}

export const compareCommand = (): Command =>
  new Command('compare')
    .argument('<runs...>', 'a run, a folder of runs or a quoted pattern, perhaps with a label: label=reports/…')
    .addOption(
      new Option(
        '--by <what>',
        'put the runs into groups by what they say of themselves: variant, scenario-version, machine, runtime, or a version that they recorded, such as kafka',
      ).argParser((word: string) => renamed('--by', word, { generation: 'variant' })),
    )
    .addOption(new Option('--out <file>', 'the page').default('reports/compare.html'))
    .addOption(json().default(false))
    .addHelpText('before', 'Example:\n  npx norestart compare before="reports/*-before-*" now=reports/<run>\n')
    .addHelpText('after', grouping)
    .action(async (words: readonly string[], flags: CompareFlags) => {
      await compareRuns(words, flags);
      decide(exitCode.done);
    });

const grouping = `
Each of them is a group, compared with the first. With a single one its runs are put into groups by their variant.`;

async function compareRuns(words: readonly string[], { by, out, json }: CompareFlags): Promise<void> {
  const { compare } = await import('../../suite/compare/compare.ts');
  const { writeComparison } = await import('../../reporters/html/compare/write.ts');
  const comparison = compare(words, by);
  writeComparison(out, comparison);
  if (json) {
    const { printDocument } = await import('../json.ts');
    printDocument({ format: 1, command: 'compare', page: out, comparison });
    return;
  }
  const { renderComparison } = await import('../../reporters/console/comparison.ts');
  say(`${renderComparison(comparison)}\n\npage: ${relative(process.cwd(), resolve(out))}`);
}
