import { parse, stringify } from 'yaml';
import type { Scenario } from '../model/scenario.ts';
import type { Step } from '../model/step.ts';
import { validateScenario } from './scenario-shape.ts';

/**
 * A scenario as JSON and YAML can say it: everything that is data, and by their names what is code (the system, its load,
 * its checks), which whoever reads it back must have at hand.
 */
export interface ScenarioDocument extends Omit<Scenario, 'system' | 'load' | 'expect' | 'steps'> {
  readonly system: string;
  readonly load: { readonly title: string; readonly everyMs: number; readonly asked?: string };
  readonly steps: readonly Step[];
  /** Names of checks. */
  readonly expect: readonly string[];
}

export function toDocument({ system, load, expect, steps, ...rest }: Scenario): ScenarioDocument {
  const { title, every, asked } = load;
  return {
    ...rest,
    system: system.name,
    load: { title, everyMs: every, ...(asked === undefined ? {} : { asked }) },
    steps,
    expect: expect.map(({ name }) => name),
  };
}

export const toYaml = (scenario: Scenario): string => stringify(toDocument(scenario), { lineWidth: 120 });

/** What a document says by name. */
export type Known = Pick<Scenario, 'system' | 'load' | 'expect'>;

/**
 * Reads a document back, from YAML or JSON (which is YAML, too). Throws a `Failure` that names each field that is wrong;
 * what the document says by name must be the name of what is known.
 */
export function fromDocument(text: string, { system, load, expect }: Known, file: string): Scenario {
  const document: unknown = parse(text);
  if (typeof document !== 'object' || document === null) return validateScenario(document, file);
  const said = document as Partial<ScenarioDocument>;
  const checks = Array.isArray(said.expect)
    ? said.expect.map((name) => expect.find((check) => check.name === name) ?? name)
    : said.expect;
  const every = said.load?.everyMs;
  return validateScenario(
    {
      ...said,
      system: said.system === system.name ? system : said.system,
      load: said.load === undefined ? undefined : { ...load, every },
      expect: checks,
    },
    file,
  );
}
