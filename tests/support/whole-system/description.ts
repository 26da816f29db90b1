import { authority } from '../../../harness/model/address.ts';
import type { CommandContext, LinkDescription, ServiceDescription } from '../../../harness/model/service.ts';
import type { SystemDescription } from '../../../harness/model/system.ts';
import { topics } from '../../../system/contract/topics.ts';

export interface TownOptions {
  /** CP-1, CP-2 … */
  readonly chargePoints?: number;
  /** D-1, D-2 … */
  readonly drivers?: number;
  /** More settings of a service, by its name. */
  readonly settings?: Readonly<Record<string, readonly string[]>>;
}

/** The links of CP-1's monitor, which go through Toxiproxy. Nobody watches them here, so what is asked of them is the least. */
const watched = { question: Uint8Array.of(0), answer: Uint8Array.of(0) };
export const links = [
  { name: 'toEngine', from: 'monitor-CP-1', to: 'engine-CP-1', port: 'health', ...watched },
  { name: 'toCentral', from: 'monitor-CP-1', to: 'central', port: 'monitors', ...watched },
] as const satisfies readonly LinkDescription[];
export type LinkName = (typeof links)[number]['name'];

export const secretOf = (id: string): string => `the secret of ${id}`;
export const priceOf = (number: number): number => 40 + number;

const onNode = ({ node }: CommandContext): string[] => [node, '--disable-warning=TimeoutNegativeWarning'];
const onKafka = ({ variant, brokers, dataFolder }: CommandContext): string[] => [
  ...[
    '--generation',
    variant,
    '--broker',
    brokers.map(authority).join(','),
    '--database',
    `${dataFolder}/state.sqlite`,
  ],
];
const listening = ({ address }: CommandContext, service: string): string[] => [
  ...['--http-port', String(address(service, 'http').port)],
];

/** The whole system as processes: central, and so many charge points and drivers. */
export function describeTown({ chargePoints = 1, drivers = 1, settings = {} }: TownOptions): SystemDescription {
  const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
  const services = [
    centralOf(numbers(chargePoints).map((number) => `CP-${number}`)),
    ...numbers(drivers).map((number) => driverOf(`D-${number}`)),
    ...numbers(chargePoints).flatMap((number) => [engineOf(`CP-${number}`), monitorOf(`CP-${number}`, number)]),
  ].map((service) => withMore(service, settings[service.name] ?? []));
  return {
    name: 'town',
    topics: Object.values(topics).map((name) => ({ name, partitions: 3 })),
    services,
    links,
    variants: ['resilient'],
    invariants: [],
    read: () => {
      throw new Error('Nothing is judged here.');
    },
    readHealth: () => ({ ready: true, waitingFor: [] }),
  };
}

const withMore = (service: ServiceDescription, more: readonly string[]): ServiceDescription => ({
  ...service,
  command: (context) => [...service.command(context), ...more],
});

const centralOf = (ids: readonly string[]): ServiceDescription => ({
  name: 'central',
  kafka: true,
  ports: ['http', 'monitors'],
  command: (context) => [
    ...onNode(context),
    'system/central/main.ts',
    ...listening(context, 'central'),
    ...['--tcp-port', String(context.address('central', 'monitors').port)],
    ...['--enrol', ids.map((id) => `${id}:${secretOf(id)}`).join(',')],
    ...onKafka(context),
  ],
});

const driverOf = (id: string): ServiceDescription => ({
  name: id,
  kafka: true,
  ports: ['http'],
  command: (context) => [
    ...onNode(context),
    'system/driver/main.ts',
    '--driver-id',
    id,
    ...listening(context, id),
    ...onKafka(context),
  ],
});

const engineOf = (id: string): ServiceDescription => ({
  name: `engine-${id}`,
  kafka: true,
  ports: ['http', 'health'],
  command: (context) => [
    ...onNode(context),
    'system/charge-point/engine/main.ts',
    ...listening(context, `engine-${id}`),
    ...['--tcp-port', String(context.address(`engine-${id}`, 'health').port)],
    ...onKafka(context),
  ],
});

const monitorOf = (id: string, number: number): ServiceDescription => ({
  name: `monitor-${id}`,
  kafka: false,
  ports: ['http'],
  command: (context) => [
    ...onNode(context),
    'system/charge-point/monitor/main.ts',
    ...['--charge-point-id', id, '--location', `Calle Mayor ${number}`],
    ...['--price-cents-per-kwh', String(priceOf(number)), '--secret', secretOf(id)],
    ...['--engine', authority(context.address(`engine-${id}`, 'health'))],
    ...['--central', authority(context.address('central', 'monitors'))],
    ...listening(context, `monitor-${id}`),
  ],
});
