/** All that decides whether a session may begin now. */
export interface Situation {
  readonly fault: string | undefined;
  readonly stop: string | undefined;
  /** The monitor has checked, and is not silent. */
  readonly monitorPresent: boolean;
  /** It is not that either when the engine has just started. */
  readonly monitorSilent: boolean;
  readonly reachesCentral: boolean;
  readonly taken: boolean;
  readonly hasRoom: boolean;
}

/** Why something cannot be; `full`: only because too much waits for Kafka. */
export interface Hindrance {
  readonly reason: string;
  readonly full: boolean;
}

export const monitorIsSilent = 'The monitor is silent.';
/** As long as the events take one, though half a character be cut away. */
const bounded = (text: string) => text.slice(0, 500).toWellFormed();
export const isStopped = (reason: string): string => bounded(`Central has stopped the charge point: ${reason}`);
const isBroken = (reason: string) => bounded(`The charge point is broken: ${reason}`);

const barred = ({ fault, stop }: Situation) =>
  fault !== undefined ? isBroken(fault) : stop !== undefined ? isStopped(stop) : undefined;

/** Why an offer is refused; undefined: it is taken. Central was there to make it, and what was asked for is answered. */
export function whyRefused(situation: Situation): string | undefined {
  const { monitorSilent, taken } = situation;
  return barred(situation) ?? (monitorSilent ? monitorIsSilent : taken ? 'It is taken.' : undefined);
}

/** Why no charge can be begun by hand; undefined: one can. */
export function whyNotByHand(situation: Situation): Hindrance | undefined {
  const { monitorPresent, reachesCentral, taken, hasRoom } = situation;
  const hindered = (reason: string, full = false) => ({ reason, full });
  const bar = barred(situation);
  if (bar !== undefined) return hindered(bar);
  if (!monitorPresent) return hindered(monitorIsSilent);
  if (!reachesCentral) return hindered('The central cannot be reached.');
  if (taken) return hindered('It is taken.');
  return hasRoom ? undefined : hindered('Too much waits for Kafka: nothing more can be begun until it is back.', true);
}
