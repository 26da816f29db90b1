import { connect } from 'node:net';
import type { Address } from '../../model/address.ts';
import { Failure } from '../../model/failure.ts';
import { lastWords, refusedSettings } from '../shared/broker/complaints.ts';
import { type BrokerLayout, listenersOf } from '../shared/broker/settings.ts';
import { logSince } from '../shared/log-tail.ts';
import { waitUntil } from '../shared/wait.ts';
import type { Events } from './events.ts';
import type { Life } from './life.ts';
import type { Reach } from './routes.ts';

export interface ListensOptions {
  readonly life: Life;
  readonly events: Events;
  readonly layout: BrokerLayout;
  /** Of its container in the run's network. */
  readonly host: string;
  readonly logFile: string;
  /** How long its log was before this start. */
  readonly logStart: number;
  readonly signal: AbortSignal;
}

/** A start takes 2 to 4 s, and after a kill as long as the session of the killed one lasts. In milliseconds. */
const startsWithinMs = 90_000;

/** Resolves when a broker that was just started listens for all that are to reach it. Throws a `Failure` if it dies. */
export async function untilListening(options: ListensOptions): Promise<void> {
  const { life, events, layout, host, logFile, signal } = options;
  // The controller of one that is alone is for itself, and open before these.
  const ports = [layout.admin, ...listenersOf(layout).map(({ bind }) => bind)].map(({ port }) => port);
  const withinMs = startsWithinMs + layout.sessionTimeoutMs;
  const wait = { what: 'the broker listens', withinMs, everyMs: 20, signal, remedy: `Read ${logFile}.` };
  await waitUntil(wait, async () => {
    events.check();
    if (life.hasExited()) throw await diedAtStart(options);
    const accepted = await Promise.all(ports.map((port) => accepts({ host, port })));
    return accepted.every((each) => each);
  });
}

/** Whom a broker that shuts down still listens for: its services first go without, then the other brokers. */
export async function stillReachedBy({ admin, membership }: BrokerLayout, host: string): Promise<Reach> {
  if (await accepts({ host, port: admin.port })) return 'everybody';
  const controller = membership?.doors[0]?.controller.bind;
  return controller && (await accepts({ host, port: controller.port })) ? 'brokers' : 'nobody';
}

async function diedAtStart({ life, layout, logFile, logStart }: ListensOptions): Promise<Failure> {
  const { code, signal } = await life.exited;
  const log = logSince(logFile, logStart);
  const refused = refusedSettings(log, layout.more);
  if (refused) return refused;
  return new Failure('defect', {
    attempted: 'Starting the Kafka broker',
    happened: `its container ended with ${signal ?? `exit code ${code}`} before it listened; it said:\n${lastWords(log)}`,
    remedy: `Read ${logFile}.`,
  });
}

/** Longer than this a container of this machine is not silent, unless nobody is there. In milliseconds. */
const silentAfterMs = 1000;

/** Whether somebody takes connections there, asked in the network of the containers itself: a published port takes any. */
const accepts = ({ host, port }: Address): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (accepted: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(accepted);
    };
    const timer = setTimeout(() => answer(false), silentAfterMs);
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
  });
