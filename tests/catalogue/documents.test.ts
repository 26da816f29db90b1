import { expect, test } from 'vitest';
import { fromDocument, toDocument, toYaml } from '../../harness/config/scenario-document.ts';
import { scriptedMs } from '../../harness/engine/vocabulary.ts';
import { scenarioNames } from '../../harness/suite/scenario-names.ts';
import { loadScenario } from '../../harness/suite/scenarios.ts';

test.each(scenarioNames())('%s can be printed and read back: the same plan', async (name) => {
  const scenario = await loadScenario(name);
  const file = `${name}.yaml`;
  const [fromYaml, fromJson] = [toYaml(scenario), JSON.stringify(toDocument(scenario))].map((text) =>
    fromDocument(text, scenario, file),
  );
  expect(fromYaml).toEqual(scenario);
  expect(fromJson).toEqual(scenario);
  expect(fromJson && scriptedMs(fromJson)).toBe(scriptedMs(scenario));
});
