import { z } from 'zod';
import { parseSettings } from '../service/settings.ts';
import { keepByHand, named } from './by-hand.ts';
import { figuresOf } from './proc.ts';
import { asUsage, command, refusal } from './refusal.ts';
import { readSecret } from './secret.ts';
import { dataFolder } from './settings.ts';
import { requireSystem } from './system-file.ts';

/** `again.ts central`: starts a process of the system that has died, as it was started at first, until Ctrl-C. */
await command(async () => {
  const { id: name, words } = named(z.string(), 'a process, such as central or CP-1/engine', process.argv.slice(2));
  const { data } = asUsage(() => parseSettings({ data: dataFolder }, words, process.env));
  const { members } = requireSystem(data);
  const member = members.find((one) => one.name === name);
  if (!member) throw refusal('usage', `There is no ${name}. There are: ${members.map((one) => one.name).join(', ')}.`);
  if (figuresOf(member.pid)) throw refusal('usage', `${name} runs: process ${member.pid}.`);
  const secret = readSecret(data, member.party);
  // Central has kept whom it has enrolled; a monitor must prove who it is each time.
  await keepByHand(data, [{ ...member, secrets: secret === undefined ? {} : { EV_SECRET: secret } }]);
}, 'again');
