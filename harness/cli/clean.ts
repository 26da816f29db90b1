import { Command } from 'commander';
import { type Cleaned, cleanNative } from '../runtimes/native/clean.ts';

/** Ends what runs left whose harness is gone, and nothing that cannot be proven to be theirs. */
export const clean = (): Promise<Cleaned> => cleanNative();

/** What was done, for a person. */
export function renderCleaned({ cacheFolder, swept, left }: Cleaned): string {
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
    .description('End what runs left behind whose harness was killed: processes, folders, ports.')
    .addHelpText('before', 'Example:\n  npx norestart clean\n')
    .action(async () => console.log(renderCleaned(await clean())));
