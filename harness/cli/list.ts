import { Command } from 'commander';
import { flatten } from '../steps/perform.ts';
import { loadScenario, scenarioNames } from './scenarios.ts';

export const listCommand = (): Command =>
  new Command('list')
    .description('List the scenarios, each with its scripted waiting and what a user would see.')
    .addHelpText('before', 'Example:\n  npx norestart list\n')
    .action(async () => {
      for (const name of scenarioNames()) {
        const { steps, story } = await loadScenario(name);
        const scripted = flatten(steps).reduce((sum, step) => sum + (step.scripted ?? 0), 0);
        console.log(`${name.padEnd(18)} ${`${scripted / 1000} s`.padStart(5)}  ${story}`);
      }
    });
