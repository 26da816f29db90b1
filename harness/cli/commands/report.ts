import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { Command } from 'commander';
import { exitCode, Failure } from '../../model/failure.ts';
import { historyFile, indexPage, pageFile, reportFile } from '../../store/run-folder.ts';
import { unreadable } from '../../store/unreadable.ts';
import { collectGarbage } from '../collect-garbage.ts';
import { decide } from '../ending.ts';
import { json } from '../flags.ts';
import { say } from '../say.ts';

export const reportCommand = (): Command =>
  new Command('report')
    .argument('[folder]', 'the folder of a run, or one that holds runs', 'reports')
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart report reports/<run>\n')
    .addHelpText('after', difference)
    .action(async (folder: string, flags: { readonly json?: boolean }) => {
      await write(folder, flags);
      decide(exitCode.done);
    });

const difference = `
Of a run: its page and report.json, anew from its history. Of a folder of runs: index.html, which lists them.
It exits with 0 when that is written, whatever the verdict is; \`norestart judge\` prints the verdict, exits by it, and
writes nothing.`;

async function write(folder: string, flags: { readonly json?: boolean }): Promise<void> {
  if (existsSync(join(folder, historyFile))) return writeRun(folder, flags);
  if (entries(folder).some((name) => existsSync(join(folder, name, historyFile)))) return writeRuns(folder, flags);
  throw new Failure('usage', {
    attempted: `make the report of ${folder}`,
    happened: `neither it nor a folder in it has a ${historyFile}`,
    remedy: 'Name the folder of a run, such as reports/<run>, or one that holds runs, such as reports.',
  });
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (cause) {
    const { kind, happened } = unreadable(cause, 'folder');
    throw new Failure(kind, {
      attempted: `make the report of ${folder}`,
      happened,
      remedy: 'Name the folder of a run, such as reports/<run>, or one that holds runs, such as reports.',
      cause,
    });
  }
}

async function writeRun(folder: string, { json }: { readonly json?: boolean }): Promise<void> {
  const { judgeFolder } = await import('../../suite/judged.ts');
  const { writeReport } = await import('../../reporters/files.ts');
  const { report } = await judgeFolder(folder);
  // The history is most of what there is by now, and what is to be written needs room, too.
  collectGarbage();
  writeReport(folder, report);
  const page = join(folder, pageFile);
  const { verdict, sentence } = report;
  if (json) return print({ folder, verdict, sentence, page, report: join(folder, reportFile) });
  const { plain } = await import('../../util/plain-text.ts');
  say(`${verdict.toUpperCase()}: ${plain(sentence)}\n\nreport: ${relative(process.cwd(), page) || page}`);
}

async function writeRuns(folder: string, { json }: { readonly json?: boolean }): Promise<void> {
  const { writeIndex } = await import('../../reporters/runs-index.ts');
  writeIndex(folder);
  const page = join(folder, indexPage);
  if (json) return print({ folder, page });
  say(`index: ${relative(process.cwd(), page) || page}`);
}

async function print(document: object): Promise<void> {
  const { printDocument } = await import('../json.ts');
  printDocument({ format: 1, command: 'report', ...document });
}
