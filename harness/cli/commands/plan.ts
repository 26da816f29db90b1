import { Command } from 'commander';
import { exitCode } from '../../model/failure.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Condition, Step, Vocabulary } from '../../model/step.ts';
import type { Selected } from '../../suite/select.ts';
import { decide } from '../ending.ts';
import { json, several } from '../flags.ts';
import { say } from '../say.ts';

interface PlanFlags {
  readonly tag?: readonly string[];
  readonly json?: boolean;
  readonly yaml?: boolean;
}

export const planCommand = (): Command =>
  new Command('plan')
    .argument('<scenario...>', 'names, or patterns such as "route-*"')
    .addOption(several('--tag <name>', 'only those with this tag; may be given again'))
    .option('--yaml', 'as a document that says the same')
    .addOption(json().conflicts('yaml'))
    .addHelpText('before', 'Example:\n  npx norestart plan slow-kafka\n')
    .action(async (words: readonly string[], { tag: tags = [], json, yaml }: PlanFlags) => {
      const { selectScenarios } = await import('../../suite/select.ts');
      const selected = await selectScenarios({ words, tags });
      const { toDocument, toYaml } = await import('../../config/scenario-document.ts');
      if (json) {
        const { printDocument } = await import('../json.ts');
        const scenarios = selected.map(({ name, scenario }) => ({ name, ...toDocument(scenario) }));
        printDocument({ format: 1, command: 'plan', scenarios });
      } else if (yaml) say(selected.map(({ name, scenario }) => `# ${name}\n${toYaml(scenario)}`).join('---\n'));
      else say((await Promise.all(selected.map(renderPlan))).join('\n\n'));
      decide(exitCode.done);
    });

/** What will happen, in the order in which it will, for a person. */
async function renderPlan({ name, scenario }: Selected): Promise<string> {
  const { scriptedMs, titleOf, vocabularyOf } = await import('../../engine/vocabulary.ts');
  const vocabulary = vocabularyOf(scenario.system);
  const line = (step: Step, depth: number): string[] => {
    const head = `${'  '.repeat(depth + 1)}${titleOf(vocabulary, step)}${toldBy(step, vocabulary)}`;
    return [head, ...(step.steps ?? []).flatMap((inner) => line(inner, depth + 1))];
  };
  return [
    `${name}: ${scenario.title}`,
    `  ${scenario.story}`,
    '',
    ...circumstances(scenario),
    '',
    'steps',
    ...scenario.steps.flatMap((step) => line(step, 0)),
    '',
    'checks',
    ...scenario.expect.map((check) => `  ${check.name}: ${check.claim}`),
    '',
    `${scriptedMs(scenario) / 1000} s of scripted waiting`,
  ].join('\n');
}

/** The kind of step or fault, and what it is told, as a file would write it. */
function toldBy({ do: kind, fault, with: options = {} }: Step, { steps }: Vocabulary): string {
  // A sentence that stands there already need not be read twice.
  const told = Object.entries(options).filter(([key]) => key !== 'what' && steps.has(kind));
  const words = told.map(
    ([key, value]) => `${key}: ${key === 'condition' ? conditionWords(value as Condition) : plain(value)}`,
  );
  return `  [${[fault ?? kind, ...(words.length > 0 ? [words.join(', ')] : [])].join('  ')}]`;
}

const plain = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function conditionWords({ is, with: options = {} }: Condition): string {
  const words = Object.entries(options).map(([key, value]) => `${key} ${plain(value)}`);
  return `${is}${words.length > 0 ? ` (${words.join(', ')})` : ''}`;
}

function circumstances({
  system,
  load,
  brokers = 1,
  topics = 'pre-created',
  brokerSettings,
  runtime,
}: Scenario): string[] {
  const settings = Object.entries(brokerSettings ?? {}).map(([key, value]) => `${key}=${value}`);
  return [
    `system   ${system.name}: ${system.services.map(({ name }) => name).join(', ')}`,
    `load     ${load.title}${load.asked === undefined ? '' : ` (of ${load.asked})`}`,
    `brokers  ${brokers}${settings.length > 0 ? ` (${settings.join(', ')})` : ''}`,
    `topics   made by: ${topics}`,
    ...(runtime === undefined ? [] : [`runtime  ${runtime} alone`]),
  ];
}
