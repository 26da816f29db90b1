import { join } from 'node:path';
import { folderOf, type Party } from './party.ts';
import type { Place } from './places.ts';
import type { Generation } from './settings.ts';

/** One process of the system: how it is started, and where it is met. */
export interface Member {
  /** `central`, `D-1`, `CP-1/engine`, `CP-1/monitor` */
  readonly name: string;
  readonly party: string;
  /** Behind `node`. */
  readonly words: readonly string[];
  /** What must not be seen in a list of processes. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly page: string;
  readonly logFile: string;
}

/** What all members have in common. */
export interface Ground {
  readonly data: string;
  /** Kafka's, `host:port`. */
  readonly broker: string;
  readonly generation: Generation;
}

const local = '127.0.0.1';
const at = (port: number | undefined): string => `${local}:${port}`;

type Flag = string | number | true | undefined;

interface MemberParts {
  readonly data: string;
  readonly party: Party;
  /** Of the party's processes, this one; the same word names its port. */
  readonly part: string;
  readonly main: string;
  readonly flags: Readonly<Record<string, Flag>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

function member({ data, party, part, main, flags, secrets = {} }: MemberParts): Member {
  const port = party.ports[part];
  return {
    name: part === party.id ? party.id : `${party.id}/${part}`,
    party: party.id,
    words: [main, '--http-port', String(port), ...Object.entries(flags).flatMap(words)],
    secrets,
    page: `http://${at(port)}/`,
    logFile: join(folderOf(data, party.id), `${part}.log`),
  };
}

const words = ([flag, value]: [string, Flag]): string[] => {
  if (value === undefined) return [];
  return value === true ? [`--${flag}`] : [`--${flag}`, String(value)];
};

const onKafka = ({ data, broker, generation }: Ground, party: Party, part: string) => ({
  broker,
  generation,
  database: join(folderOf(data, party.id), `${part}.sqlite`),
});

export const centralId = 'central';
export const centralPorts = [centralId, 'monitors'];
/** Where monitors reach central. */
export const monitorsOf = (central: Party): string => at(central.ports.monitors);

/** It makes the topics, too: one service is enough, and all others wait for them as they wait for Kafka. */
export const centralMember = (ground: Ground, party: Party, enrolments: string): Member =>
  member({
    data: ground.data,
    party,
    part: centralId,
    main: 'system/central/main.ts',
    flags: { ...onKafka(ground, party, centralId), 'tcp-port': party.ports.monitors, 'create-topics': true },
    secrets: enrolments === '' ? {} : { EV_ENROL: enrolments },
  });

/** `servicesFile`: the charge points that it asks for by itself. */
export const driverMember = (ground: Ground, party: Party, servicesFile?: string): Member =>
  member({
    data: ground.data,
    party,
    part: party.id,
    main: 'system/driver/main.ts',
    flags: { ...onKafka(ground, party, 'driver'), 'driver-id': party.id, 'services-file': servicesFile },
  });

export const chargePointPorts = ['engine', 'health', 'monitor'];

export interface ChargePointParts extends Place {
  readonly secret: string;
  /** Central's address for monitors. */
  readonly central: string;
  readonly powerW: number;
  /** A vehicle plugs in by itself so long after its charge was authorised; undefined: somebody must do it. */
  readonly plugAfterMs?: number | undefined;
}

/** Engine and monitor of one charge point. */
export function chargePointMembers(ground: Ground, party: Party, parts: ChargePointParts): Member[] {
  const { location, priceCentsPerKwh, secret, central, powerW, plugAfterMs } = parts;
  const { health } = party.ports;
  const about = { data: ground.data, party };
  return [
    member({
      ...about,
      part: 'engine',
      main: 'system/charge-point/engine/main.ts',
      flags: {
        ...onKafka(ground, party, 'engine'),
        'tcp-port': health,
        'power-w': powerW,
        'plug-after-ms': plugAfterMs,
      },
    }),
    member({
      ...about,
      part: 'monitor',
      main: 'system/charge-point/monitor/main.ts',
      flags: {
        'charge-point-id': party.id,
        location,
        'price-cents-per-kwh': priceCentsPerKwh,
        engine: at(health),
        central,
      },
      secrets: { EV_SECRET: secret },
    }),
  ];
}
