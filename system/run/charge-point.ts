import { z } from 'zod';
import { chargePointId, location, priceCentsPerKwh } from '../contract/charge-point.ts';
import { parseSettings, whole } from '../service/settings.ts';
import { keepByHand, named } from './by-hand.ts';
import { chargePointMembers, chargePointPorts, type Ground } from './member.ts';
import { claim } from './party.ts';
import { asUsage, command, refusal } from './refusal.ts';
import { keepSecret, readSecret } from './secret.ts';
import { dataFolder } from './settings.ts';
import { requireSystem, type SystemFile } from './system-file.ts';

const own = {
  location,
  priceCentsPerKwh,
  powerW: whole(1).max(1_000_000).optional(),
  plugAfterMs: whole().optional(),
};
const known = z.array(z.object({ id: z.string() }));
const enrolled = z.object({ secret: z.string() });
const answersWithinMs = 3000;

/** `charge-point.ts CP-6 --location "…" --price-cents-per-kwh 40`: one more charge point, until Ctrl-C. */
await command(async () => {
  const { id, words } = named(chargePointId, 'a charge point, such as CP-6', process.argv.slice(2));
  const settings = asUsage(() => parseSettings({ ...own, data: dataFolder }, words, process.env));
  const system = requireSystem(settings.data);
  const party = await claim({ data: settings.data, id, portNames: chargePointPorts, firstPort: system.firstPort });
  const secret = readSecret(settings.data, id) ?? (await enrol(settings.data, id, system));
  const ground: Ground = { ...system, data: settings.data };
  const { powerW = system.powerW } = settings;
  const members = chargePointMembers(ground, party, { ...settings, powerW, secret, central: system.central.monitors });
  await keepByHand(settings.data, members);
}, 'charge-point');

/** Central tells the secret once; it is kept beside the charge point's other things. */
async function enrol(data: string, id: string, { central }: SystemFile): Promise<string> {
  const points = known.parse(await ask(`${central.http}charge-points`));
  if (points.some((point) => point.id === id)) {
    throw refusal(
      'usage',
      `${id} is taken: central knows it, and its secret is not in ${data}. Choose another id, or remove it first:\n` +
        `  curl -X DELETE ${central.http}enrolments/${id}`,
    );
  }
  const { secret } = enrolled.parse(await ask(`${central.http}enrolments`, { chargePointId: id }));
  keepSecret(data, id, secret);
  return secret;
}

async function ask(url: string, body?: object): Promise<unknown> {
  const signal = AbortSignal.timeout(answersWithinMs);
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(url, body ? { ...post, signal } : { signal }).catch((error: Error) => {
    const why = error.cause instanceof Error ? error.cause.message : error.message;
    throw refusal('missing', `Central does not answer at ${url} (${why}), so nobody can be enrolled.`);
  });
  const text = await answer.text();
  if (!answer.ok) throw refusal('missing', `Central answers ${url} with ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}
