import { mkdirSync } from 'node:fs';
import { plugAfterMs, servicesFileFor } from './busy.ts';
import { keepUp } from './keep.ts';
import {
  centralId,
  centralMember,
  centralPorts,
  chargePointMembers,
  chargePointPorts,
  driverMember,
  type Ground,
  type Member,
  monitorsOf,
} from './member.ts';
import { claim, type Party, parties } from './party.ts';
import { placeOf } from './places.ts';
import { self } from './proc.ts';
import { asUsage, command, refusal } from './refusal.ts';
import type { Running } from './running.ts';
import { readSecret, secretFor } from './secret.ts';
import { brokerAddress, type SystemSettings, systemSettings, whereOf } from './settings.ts';
import { runningSystem, writeSystem } from './system-file.ts';
import { renderPages } from './table.ts';

/** The whole system on one machine: central, drivers and charge points as processes, on a Kafka that is there. */
await command(async () => {
  const settings = asUsage(() => systemSettings(process.argv.slice(2), process.env));
  const ground = { ...settings, broker: asUsage(() => brokerAddress(process.env)) };
  mkdirSync(settings.data, { recursive: true });
  const there = runningSystem(settings.data);
  if (there) throw refusal('usage', `A system runs on ${settings.data} already: process ${there.keeper.pid}.`);
  const central = await claim({ ...settings, id: centralId, portNames: centralPorts });
  const drivers = await claimAll(settings, 'D', settings.drivers);
  const points = await claimAll(settings, 'CP', settings.chargePoints, chargePointPorts);
  const outside = [...drivers.map(driverOn(ground, points)), ...points.flatMap(chargePointOn(ground, central))];
  await keepUp({
    data: settings.data,
    // Central last: it hears what the others say at their end.
    groups: [outside, [centralMember(ground, central, enrolmentsIn(settings.data))]],
    say: console.log,
    remedy: (name) => `You can: npm run again -- ${name}${whereOf(settings.data)}`,
    onStarted: (all) => tell(ground, central, all),
  });
});

type WholeGround = SystemSettings & Ground;

/** In their order, since each looks for ports that those before it have left. */
async function claimAll(
  { data, firstPort }: SystemSettings,
  prefix: string,
  count: number,
  portNames?: readonly string[],
): Promise<Party[]> {
  const claimed: Party[] = [];
  for (let number = 1; number <= count; number += 1) {
    const id = `${prefix}-${number}`;
    claimed.push(await claim({ data, id, portNames: portNames ?? [id], firstPort }));
  }
  return claimed;
}

function driverOn(ground: WholeGround, points: readonly Party[]) {
  const ids = points.map(({ id }) => id);
  const roams = ground.busy && ids.length > 0;
  return (party: Party, index: number): Member =>
    driverMember(ground, party, roams ? servicesFileFor(ground.data, party.id, index, ids) : undefined);
}

function chargePointOn(ground: WholeGround, central: Party) {
  return (party: Party, index: number): Member[] =>
    chargePointMembers(ground, party, {
      ...placeOf(index + 1),
      secret: secretFor(ground.data, party.id),
      central: monitorsOf(central),
      powerW: ground.powerW,
      plugAfterMs: ground.busy ? plugAfterMs : undefined,
    });
}

/** All that were ever enrolled from here, also those that run by hand or not at all now. */
function enrolmentsIn(data: string): string {
  return parties(data)
    .map(({ id }) => ({ id, secret: readSecret(data, id) }))
    .flatMap(({ id, secret }) => (secret === undefined ? [] : [`${id}:${secret}`]))
    .join(',');
}

function tell(ground: WholeGround, central: Party, all: readonly Running[]): void {
  const { data, broker, generation, firstPort, powerW } = ground;
  const members = all.map(({ member, identity }) => {
    const { name, party, page, words, logFile } = member;
    return { name, party, pid: identity.pid, page, words: [...words], logFile };
  });
  const http = members.find(({ name }) => name === centralId)?.page ?? '';
  const file = { keeper: self(), broker, generation, firstPort, powerW, members };
  writeSystem(data, { ...file, central: { http, monitors: monitorsOf(central) } });
  // Central first: that is where to look.
  for (const line of renderPages([...all.slice(-1), ...all.slice(0, -1)])) console.log(line);
}
