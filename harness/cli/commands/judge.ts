import { Command } from 'commander';
import { decide } from '../ending.ts';
import { json } from '../flags.ts';
import { say } from '../say.ts';

export const judgeCommand = (): Command =>
  new Command('judge')
    .argument('<folder>', 'the folder of a run, such as reports/<run>')
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart judge reports/<run>\n')
    .addHelpText('after', difference)
    .action(async (folder: string, flags: { readonly json?: boolean }) => {
      decide(await judgeStored(folder, flags));
    });

const difference = `
It writes nothing: it prints the verdict and exits by it (0 recovered, 1 violated, 2 inconclusive).
\`norestart report\` makes the run's page and report.json anew, and exits with 0 whatever the verdict is.`;

async function judgeStored(folder: string, { json }: { readonly json?: boolean }): Promise<number> {
  const { judgeFolder } = await import('../../suite/judged.ts');
  const { exitCode } = await import('../../model/failure.ts');
  const { report, tookMs } = await judgeFolder(folder);
  const code = exitCode[report.verdict];
  if (json) {
    const { printDocument } = await import('../json.ts');
    printDocument({ format: 1, command: 'judge', exitCode: code, folder, report });
  } else {
    const { renderConsole, renderEnd } = await import('../../reporters/console/console.ts');
    const { paint } = await import('../../reporters/console/colour.ts');
    const colours = paint(process.stdout);
    const took = `${report.facts} facts judged in ${Math.round(tookMs)} ms`;
    say(`${renderConsole(report, colours)}, ${took}\n\n${renderEnd(report, colours)}`);
  }
  return code;
}
