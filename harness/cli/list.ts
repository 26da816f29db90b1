import { Command, Option } from 'commander';
import { flatten } from '../steps/perform.ts';
import { selectScenarios } from './select.ts';

export const listCommand = (): Command =>
  new Command('list')
    .description('List the scenarios by group, each with its scripted waiting, its tags and what a user would see.')
    .argument('[scenario...]', 'names, or patterns such as "route-*"')
    .addOption(
      new Option('--tag <name>', 'only those with this tag; may be given again')
        .default([])
        .argParser((value: string, before: readonly string[]) => [...before, value]),
    )
    .addHelpText('before', 'Example:\n  npx norestart list --tag gate\n')
    .action(async (words: readonly string[], { tag }: { readonly tag: readonly string[] }) => {
      const selected = await selectScenarios({ words, tags: tag });
      const groups = Map.groupBy(selected, ({ scenario }) => scenario.tags[0] ?? 'other');
      const width = Math.max(...selected.map(({ name }) => name.length));
      for (const [group, members] of groups) {
        console.log(`${group}`);
        for (const { name, scenario } of members) {
          const more = scenario.tags
            .slice(1)
            .map((one) => `[${one}] `)
            .join('');
          console.log(
            `  ${name.padEnd(width)}  ${seconds(scriptedMs(scenario.steps)).padStart(6)}  ${more}${scenario.story}`,
          );
        }
      }
      const total = selected.reduce((sum, { scenario }) => sum + scriptedMs(scenario.steps), 0);
      console.log(`\n${selected.length} scenarios, ${seconds(total)} of scripted waiting`);
    });

const scriptedMs = (steps: Parameters<typeof flatten>[0]): number =>
  flatten(steps).reduce((sum, step) => sum + (step.scripted ?? 0), 0);

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;
