import { Command } from 'commander';
import { exitCode } from '../../model/failure.ts';
import type { Selected } from '../../suite/select.ts';
import { complain } from '../complain.ts';
import { decide } from '../ending.ts';
import { json, several } from '../flags.ts';
import { say, sayAside } from '../say.ts';

interface ListFlags {
  readonly tag?: readonly string[];
  readonly json?: boolean;
}

export const listCommand = (): Command =>
  new Command('list')
    .argument('[scenario...]', 'names, or patterns such as "route-*"')
    .addOption(several('--tag <name>', 'only those with this tag; may be given again'))
    .addOption(json())
    .addHelpText('before', 'Example:\n  npx norestart list --tag gate\n')
    .action(async (words: readonly string[], { tag: tags = [], json }: ListFlags) => {
      const { selectScenarios } = await import('../../suite/select.ts');
      const { scriptedMs } = await import('../../engine/vocabulary.ts');
      const unreadable: string[] = [];
      let code: number = exitCode.done;
      const selected = await selectScenarios({
        words,
        tags,
        unreadable: (failure) => {
          unreadable.push(failure.message);
          code = complain(failure, sayAside);
        },
      });
      const listed = selected.map((one) => ({ ...one, scripted: scriptedMs(one.scenario) }));
      if (json) {
        const { printDocument } = await import('../json.ts');
        printDocument({ format: 1, command: 'list', scenarios: listed.map(described), unreadable });
      } else say(renderList(listed));
      decide(code);
    });

interface Listed extends Selected {
  /** In milliseconds. */
  readonly scripted: number;
}

const described = ({ name, scenario, scripted }: Listed) => ({
  name,
  title: scenario.title,
  story: scenario.story,
  group: scenario.tags[0] ?? 'other',
  tags: scenario.tags,
  system: scenario.system.name,
  variants: scenario.system.variants,
  control: scenario.control !== undefined,
  runtime: scenario.runtime ?? null,
  scriptedMs: scripted,
});

function renderList(listed: readonly Listed[]): string {
  const groups = Map.groupBy(listed, ({ scenario }) => scenario.tags[0] ?? 'other');
  const width = Math.max(...listed.map(({ name }) => name.length));
  const lines = [...groups].flatMap(([group, members]) => [group, ...members.map((one) => line(one, width))]);
  const total = listed.reduce((sum, { scripted }) => sum + scripted, 0);
  return [
    ...lines,
    '',
    `${listed.length} ${listed.length === 1 ? 'scenario' : 'scenarios'}, ${seconds(total)} of scripted waiting`,
  ].join('\n');
}

function line({ name, scenario, scripted }: Listed, width: number): string {
  const [, ...further] = scenario.tags;
  const only = scenario.runtime === undefined ? [] : [`only on ${scenario.runtime}`];
  const tags = [...further, ...only].map((one) => `[${one}] `).join('');
  return `  ${name.padEnd(width)}  ${seconds(scripted).padStart(6)}  ${tags}${scenario.story}`;
}

const seconds = (milliseconds: number): string => `${milliseconds / 1000} s`;
