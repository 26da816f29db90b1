import { Command } from 'commander';
import type { Cleaned } from '../runtimes/native/clean.ts';
import { json } from './flags.ts';

/** What was done, for a person. */
function renderCleaned({ cacheFolder, swept, left }: Cleaned): string {
  const ended = swept.flatMap(({ run, ended: processes }) => [
    `cleared up after run ${run}`,
    ...processes.map(({ pid, what }) => `  ended ${what} (pid ${pid})`),
  ]);
  return [
    ...(ended.length > 0 ? ended : ['Nothing was left by earlier runs.']),
    ...left.map((run) => `left alone: run ${run} is still going on, or belongs to another machine or container`),
    `What is fetched once stays in ${cacheFolder}; delete that folder to fetch it again.`,
  ].join('\n');
}

export const cleanCommand = (): Command =>
  new Command('clean')
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart clean\n')
    .addHelpText('after', '\nIt ends nothing that cannot be proven to be of a run whose harness is gone.')
    .action(async (flags: { readonly json?: boolean }) => {
      const { cleanNative } = await import('../runtimes/native/clean.ts');
      const cleaned = await cleanNative();
      if (!flags.json) return console.log(renderCleaned(cleaned));
      const { printDocument } = await import('./json.ts');
      printDocument({ format: 1, command: 'clean', ...cleaned });
    });
