import { authority, type CommandContext, ms, type ServiceDescription } from '../../harness/index.ts';

/** The one charge point of these stories. */
export const chargePoint = 'CP-1';
const driver = 'D-1';
/** Known to central and to the charge point's monitor; it opens nothing outside of a run. */
const secret = 'the-secret-of-every-story';

/**
 * A fast charger and a vehicle that is plugged in at once, so that a charge of the load (12 Wh) takes 0.5 s and a
 * short story holds many. The numbers are settings of the services, not shortcuts in them.
 */
const powerWatt = 150_000;
const plugAfterMs = 100;
const reportEveryMs = 250;

/** kafkajs 2.2 makes Node 24 and later print this warning for each request. */
const onNode = ({ node }: CommandContext): string[] => [node, '--disable-warning=TimeoutNegativeWarning'];

/** Where its pages and its API are. */
const onHttp = (context: CommandContext, service: string): string[] => [
  '--host',
  context.host,
  '--http-port',
  port(context, service, 'http'),
];

const onKafka = ({ variant, topicProvisioning, brokers, dataFolder }: CommandContext): string[] => [
  '--generation',
  variant,
  '--broker',
  brokers.map(authority).join(','),
  '--database',
  `${dataFolder}/state.sqlite`,
  '--log-published',
  ...(topicProvisioning === 'by-services' ? ['--create-topics'] : []),
];

const port = ({ address }: CommandContext, service: string, name: string): string =>
  String(address(service, name).port);

/** In the order in which a request reaches them. */
export const services: readonly ServiceDescription[] = [
  {
    name: 'driver',
    kafka: true,
    ports: ['http'],
    source: `driver:${driver}`,
    consumerGroup: `driver-${driver}`,
    command: (context) => [
      ...onNode(context),
      'system/driver/main.ts',
      '--driver-id',
      driver,
      ...onHttp(context, 'driver'),
      ...onKafka(context),
    ],
  },
  {
    name: 'central',
    kafka: true,
    ports: ['http', 'monitors'],
    source: 'central',
    consumerGroup: 'central',
    command: (context) => [
      ...onNode(context),
      'system/central/main.ts',
      ...onHttp(context, 'central'),
      '--tcp-port',
      port(context, 'central', 'monitors'),
      '--enrol',
      `${chargePoint}:${secret}`,
      ...onKafka(context),
    ],
  },
  {
    name: 'engine',
    kafka: true,
    ports: ['http', 'health'],
    source: `engine:${chargePoint}`,
    consumerGroup: `engine-${chargePoint}`,
    command: (context) => [
      ...onNode(context),
      'system/charge-point/engine/main.ts',
      ...onHttp(context, 'engine'),
      '--tcp-port',
      port(context, 'engine', 'health'),
      '--power-w',
      String(powerWatt),
      '--plug-after-ms',
      String(plugAfterMs),
      '--report-every-ms',
      String(reportEveryMs),
      ...onKafka(context),
    ],
  },
  {
    name: 'monitor',
    kafka: false,
    ports: ['http'],
    command: (context) => [
      ...onNode(context),
      'system/charge-point/monitor/main.ts',
      '--charge-point-id',
      chargePoint,
      '--location',
      'Calle Mayor 1',
      '--price-cents-per-kwh',
      '45',
      '--secret',
      secret,
      ...onHttp(context, 'monitor'),
      '--engine',
      authority(context.address('engine', 'health')),
      '--central',
      authority(context.address('central', 'monitors')),
    ],
    // One a second; one may be late, and half a second to look.
    heartbeat: { seenBy: 'central', withinMs: ms(2500), path: '/charge-points', read: lastLifeSign },
  },
];

/** When central last had a life sign of the charge point's monitor, in milliseconds since the epoch. */
function lastLifeSign(body: unknown): number | undefined {
  if (!Array.isArray(body)) throw new TypeError('Central answers with no list of charge points.');
  const found: unknown = body.find((point: unknown) => (point as { id?: unknown } | null)?.id === chargePoint);
  const time = (found as { lastLifeSignAt?: unknown } | undefined)?.lastLifeSignAt;
  return typeof time === 'number' ? time : undefined;
}
