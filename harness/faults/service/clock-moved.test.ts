import { expect, test } from 'vitest';
import { healedTwice, provenByEach, without } from '../../../tests/support/faults/broker-story.ts';
import { each, health, tellOfServices } from '../../../tests/support/faults/service-story.ts';
import { during } from '../../engine/steps/during.ts';
import { startServices } from '../../engine/steps/start-services.ts';
import { seconds } from '../../model/clock.ts';
import { faketimeVariable, findFaketime, requireFaketime } from '../../runtimes/shared/clock.ts';
import { service } from '../index.ts';

const here = findFaketime() !== undefined;
const why = here ? '' : ` (not run here: there is no libfaketime; name it in ${faketimeVariable})`;

test.skipIf(!here).each([
  ['ahead', { ahead: seconds(3600) }],
  ['behind', { behind: seconds(90) }],
] as const)(`the clock of a service is set %s, and right again${why}`, async (_, by) => {
  const told = await tellOfServices({
    steps: [startServices(), during(healedTwice(service.clockMoved('talker', by)), []), health('talker', 'says')],
  });
  const healing = told.of('fault').find(({ phase }) => phase === 'heal')?.at ?? 0;
  const said = (during: boolean) => without((fact) => fact.kind === 'log-line' && fact.at < healing === during);
  provenByEach(told, {
    'nobody asked it for the time': said(true),
    'nobody asked it again': said(false),
    'its clock stood as ours': each((fact) =>
      fact.kind === 'log-line' && fact.at < healing
        ? { ...fact, text: `its answers are dated ${new Date(told.run.startedAt + fact.at).toUTCString()}` }
        : fact,
    ),
    'it stands wrong for ever': each((fact) =>
      fact.kind === 'log-line' && fact.at >= healing
        ? { ...fact, text: `its answers are dated ${new Date(0).toUTCString()}` }
        : fact,
    ),
  });
  expect(told.of('health').filter(({ service, answer }) => service === 'bystander' && answer !== 'says')).toHaveLength(
    1,
  );
});

test('without libfaketime the run says what is missing, and how to get it', () => {
  if (here && process.env[faketimeVariable] === undefined) return;
  expect(() => requireFaketime({})).toThrow(
    expect.objectContaining({ kind: 'missing', remedy: expect.stringMatching(/apt-get install libfaketime/) }),
  );
});
