import { expect, test } from 'vitest';
import { fromDocument, toDocument, toYaml } from '../../harness/config/scenario-document.ts';
import { scriptedMs } from '../../harness/engine/vocabulary.ts';

import { loadScenario, scenarioNames } from '../../harness/suite/scenarios.ts';

test.each(await scenarioNames())('%s can be printed and read back: the same plan', async (name) => {
  const scenario = await loadScenario(name);
  const file = `${name}.yaml`;
  const [fromYaml, fromJson] = [toYaml(scenario), JSON.stringify(toDocument(scenario))].map((text) =>
    fromDocument(text, scenario, file),
  );
  expect(fromYaml).toEqual(scenario);
  expect(fromJson).toEqual(scenario);
  expect(fromJson && scriptedMs(fromJson)).toBe(scriptedMs(scenario));
});
