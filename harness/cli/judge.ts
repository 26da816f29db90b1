import { join, relative } from 'node:path';
import { Command } from 'commander';
import { exitCode } from '../core/failure.ts';
import { readHistory } from '../history/reader.ts';
import { buildReport } from '../report/build.ts';
import { renderConsole } from '../reporters/console.ts';
import { pageFile, writeReport } from '../reporters/files.ts';
import { loadScenario } from './scenarios.ts';

export const judgeCommand = (): Command =>
  new Command('judge')
    .description('Judge a stored run again, from its history alone, and write its report anew.')
    .argument('<folder>', 'the folder of a run, such as reports/<run>')
    .addHelpText('before', 'Example:\n  npx norestart judge reports/<run>\n')
    .action(async (folder: string) => {
      const history = readHistory(join(folder, 'history.jsonl'));
      // The scenario is asked for its system's invariants alone; what it was then is told by the history.
      const { system } = await loadScenario(history.run.scenario);
      const began = performance.now();
      const report = buildReport(history, system.invariants);
      const took = Math.round(performance.now() - began);
      writeReport(folder, report);
      console.log(`${renderConsole(report)}, ${report.facts} facts judged in ${took} ms`);
      console.log(`\nreport: ${relative(process.cwd(), join(folder, pageFile))}`);
      process.exitCode = exitCode[report.verdict];
    });
