import { z } from 'zod';
import { driverSettings } from '../driver/settings.ts';
import { parseSettings } from '../service/settings.ts';
import { keepByHand, named } from './by-hand.ts';
import { driverMember } from './member.ts';
import { claim } from './party.ts';
import { asUsage, command } from './refusal.ts';
import { dataFolder } from './settings.ts';
import { requireSystem } from './system-file.ts';

const own = { data: dataFolder, servicesFile: z.string().min(1).optional() };

/** `driver.ts D-3`: one more driver, until Ctrl-C. */
await command(async () => {
  const { id, words } = named(driverSettings.driverId, 'a driver, such as D-3', process.argv.slice(2));
  const { data, servicesFile } = asUsage(() => parseSettings(own, words, process.env));
  const system = requireSystem(data);
  const party = await claim({ data, id, portNames: [id], firstPort: system.firstPort });
  await keepByHand(data, [driverMember({ ...system, data }, party, servicesFile)]);
}, 'driver');
