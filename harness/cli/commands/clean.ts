import { Command } from 'commander';
import { exitCode } from '../../model/failure.ts';
import type { CleanedEngine } from '../../runtimes/docker/clean.ts';
import type { Cleaned } from '../../runtimes/native/clean.ts';
import { plain } from '../../util/plain-text.ts';
import { decide } from '../ending.ts';
import { json } from '../flags.ts';
import { say } from '../say.ts';

const inDoubt = 'it is still going on, or belongs to another user, machine or container';

/** What was done, for a person. */
function renderCleaned({ cacheFolder, swept, reasons }: Cleaned, engine: CleanedEngine): string {
  const ended = swept.flatMap(({ run, ended: processes }) => [
    `cleared up after run ${run}`,
    ...processes.map(({ pid, what }) => `  ended ${what} (pid ${pid})`),
  ]);
  const removed = engine.swept.flatMap(({ run, ended: things }) => [
    `cleared up after run ${run} on the Docker engine`,
    ...things.map((what) => `  removed ${what}`),
  ]);
  const done = [...ended, ...removed];
  const told = new Set(reasons.map(({ run }) => run));
  const alone = [...reasons, ...engine.left.filter((run) => !told.has(run)).map((run) => ({ run, why: inDoubt }))];
  return [
    ...(done.length > 0 ? done : ['Nothing was left by earlier runs.']),
    ...alone.map(({ run, why }) => `left alone: run ${plain(run)}: ${plain(why)}`),
    ...(engine.unreachable ? [`Docker was not looked at. ${engine.unreachable}`] : []),
    `What is fetched once stays in ${cacheFolder}; delete that folder to fetch it again.`,
  ].join('\n');
}

export const cleanCommand = (): Command =>
  new Command('clean')
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart clean\n')
    .addHelpText('after', '\nIt ends nothing that cannot be proven to be of a run whose harness is gone.')
    .action(async (flags: { readonly json?: boolean }) => {
      const { cleanNative } = await import('../../runtimes/native/clean.ts');
      const { cleanDocker } = await import('../../runtimes/docker/clean.ts');
      // First the engine, by its labels: the registry forgets a run once its own part is done.
      const engine = await cleanDocker();
      const cleaned = await cleanNative();
      if (flags.json) {
        const { printDocument } = await import('../json.ts');
        printDocument({ format: 1, command: 'clean', ...cleaned, docker: engine });
      } else say(renderCleaned(cleaned, engine));
      decide(exitCode.done);
    });
