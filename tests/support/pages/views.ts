import type { PanelView, PointView, SessionView } from '../../../system/central/panel/view.ts';
import type { ChargePointView, ChargeView } from '../../../system/charge-point/engine/page/view.ts';
import type { MonitorView } from '../../../system/charge-point/monitor/page/view.ts';
import { chargePointStates } from '../../../system/contract/states.ts';
import type { DriverView, RequestView } from '../../../system/driver/page/view.ts';

/** Views as services make them, with something of everything that a page can show. */
const at = Date.UTC(2026, 10, 25, 12, 0, 3);
const health = { ready: true, waitingFor: [] };
const places = ['Calle Mayor 1, Alicante', 'Station square', 'Harbour, pier 4', 'Level -2, bay 118', 'Airport P3'];

const session = (id: number, more: Partial<SessionView> = {}): SessionView => ({
  id: `session-${id}`,
  driverId: ['ana', 'bo', 'chen'][id % 3] ?? 'ana',
  chargePointId: `CP-${id}`,
  state: 'supplying',
  targetWh: 20_000,
  priceCentsPerKwh: 48,
  powerW: 11_000,
  suppliedWh: 11_563,
  amountCents: 555,
  askedAt: at - 95_000,
  reason: null,
  ...more,
});

export const point = (id: number, more: Partial<PointView> = {}): PointView => {
  const state = chargePointStates[id % chargePointStates.length] ?? 'ACTIVATED';
  return {
    id: `CP-${id}`,
    location: places[id % places.length] ?? '',
    priceCentsPerKwh: 48 + (id % 7),
    state,
    stopped: state === 'OUT_OF_ORDER',
    fault: state === 'BROKEN' ? 'The engine has not answered for 2 s.' : null,
    lastLifeSignAt: at - 400,
    since: at - 60_000 * id,
    session: state === 'SUPPLYING' ? session(id) : null,
    ...more,
  };
};

export const panel = (count = 7): PanelView => ({
  at,
  health,
  points: Array.from({ length: count }, (_, index) => point(index)),
  requests: [
    session(5, { state: 'authorised', suppliedWh: 0, amountCents: 0, powerW: 0 }),
    session(2),
    session(8, { state: 'offered', suppliedWh: 0, amountCents: 0, powerW: 0 }),
  ],
  messages: [
    { at, kind: 'warning', text: 'CP-3 is broken: the engine has not answered for 2 s.' },
    { at: at - 20_000, kind: 'information', text: 'Session session-1 of ana on CP-1 ended with a ticket of € 4.80.' },
    { at: at - 90_000_000, kind: 'information', text: 'CP-0 has registered.' },
  ],
});

const request = (id: number, more: Partial<RequestView> = {}): RequestView => ({
  id: `request-${id}`,
  chargePointId: `CP-${id}`,
  targetWh: 20_000,
  askedAt: at - 95_000 * id,
  state: 'asked',
  reason: null,
  powerW: null,
  suppliedWh: null,
  amountCents: null,
  priceCentsPerKwh: null,
  ...more,
});
const supplied = { powerW: 11_000, suppliedWh: 11_563, amountCents: 555, priceCentsPerKwh: 48 };

export const driver = (count = 7): DriverView => ({
  at,
  driverId: 'ana',
  health,
  central: { reachable: true, lastHeardAt: at - 300 },
  points: panel(count).points.map(({ id, location, priceCentsPerKwh, state, fault }) => ({
    id,
    location,
    priceCentsPerKwh,
    state,
    detail: fault,
  })),
  requests: [
    request(1, { state: 'supplying', ...supplied }),
    request(2, { reason: 'The central asks the charge point.' }),
    request(3, { state: 'charged', ...supplied, powerW: 0, reason: 'It was unplugged.' }),
    request(4, { state: 'denied', reason: 'CP-4 is broken.' }),
    request(5, { state: 'cancelled', reason: 'Nobody plugged in within 30 s.' }),
    request(6, { state: 'authorised', reason: 'Plug in within 30 s.' }),
    request(7, { state: 'denied', reason: 'CP-7 is out of order.' }),
    request(8, { state: 'charged', ...supplied, reason: 'The target was reached.' }),
  ],
  services: { left: ['CP-1', 'CP-2', 'CP-3'], done: 4, nextAt: at + 4000 },
});

const charge = (more: Partial<ChargeView> = {}): ChargeView => ({
  id: 'session-1',
  driverId: 'ana',
  state: 'supplying',
  targetWh: 20_000,
  reason: null,
  ...supplied,
  ...more,
});

export const chargePoint = (more: Partial<ChargePointView> = {}): ChargePointView => ({
  at,
  chargePointId: 'CP-1',
  priceCentsPerKwh: 48,
  powerW: 11_000,
  health,
  monitor: { present: true, reachesCentral: true },
  fault: null,
  stopped: null,
  cannotBegin: 'A charge is running here.',
  session: charge(),
  last: charge({ state: 'ended', reason: 'It was unplugged.', powerW: 0 }),
  ...more,
});

export const monitor = (more: Partial<MonitorView> = {}): MonitorView => ({
  at,
  chargePointId: 'CP-1',
  location: 'Calle Mayor 1, Alicante',
  priceCentsPerKwh: 48,
  health,
  engine: { well: true, reason: null },
  central: { state: 'registered', reason: null },
  ...more,
});

/** What words in a view are of our own making; every other text comes from somebody else. */
const ownWords = new Set(['state', 'kind', 'waitingFor']);

/** The view with every text in it that comes from somebody else replaced; ids stay different from one another. */
export function hostile<View>(view: View, text: string): View {
  let count = 0;
  const replaced = (value: unknown, field: string): unknown => {
    if (typeof value === 'string') {
      if (ownWords.has(field)) return value;
      count += 1;
      return field === 'id' ? `${text.slice(0, 90)}${count}` : text;
    }
    if (Array.isArray(value)) return value.map((inner) => replaced(inner, field));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, replaced(inner, name)]));
  };
  return replaced(view, '') as View;
}

/** Texts that a page must bear. */
export const hostileTexts = {
  script: `</script><script>document.title='taken'</script><img src=x onerror="document.title='taken'">`,
  long: 'w'.repeat(200),
  rightToLeft: '\u202eעברית مرحبا \u2066 \u202e end',
} as const;
