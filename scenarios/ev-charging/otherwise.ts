import {
  ms,
  type Otherwise,
  refusedMeanwhile,
  type Step,
  seconds,
  wait,
  waitsFor,
  waitUntil,
} from '../../harness/index.ts';
import { centralSays, reporting, supplying } from './conditions.ts';
import { energyAndMoneyConserved } from './energy-conserved.ts';
import { oneTicketPerSession } from './one-ticket-per-session.ts';
import { chargingSessions } from './workload.ts';

/** A charge that is still running when its service is taken away, and when that is back. */
const supplied = chargingSessions({ targetWh: 60 });
const suppliedLong = chargingSessions({ targetWh: 150 });
const aVehicleIsSupplied: readonly Step[] = [waitUntil('a vehicle is supplied', supplying(), { within: seconds(10) })];

const centralIsMissed = [
  waitUntil('the driver says that it waits for central', waitsFor('driver', 'central'), { within: seconds(5) }),
  waitUntil('requests are refused', refusedMeanwhile(1), { within: seconds(2) }),
  wait(seconds(1)),
] as const;

const shownAs = (state: string, word: string): Step[] => [
  waitUntil(`central says that the charge point is ${word}`, centralSays(state), { within: seconds(4) }),
  wait(seconds(1)),
];

/** What this system has otherwise than the catalogue says, by the story or by one telling of it. */
export const otherwise: Readonly<Record<string, Otherwise>> = {
  '[service]-frozen': { services: ['central', 'driver', 'engine'] },
  '[service]-out-of-memory': { services: ['central'] },
  '[service]-clock-moved': { services: ['central'] },
  '[service]-disk-full': { services: ['central'] },
  '[service]-starved': { services: ['central'] },
  // The most awkward order: each before whoever it needs.
  'services-before-everything': { services: ['driver', 'monitor', 'engine', 'central'] },
  // An end of supply that Kafka had acknowledged, and forgot before central read it, can have no ticket: the engine kept
  // its promise, and central never knew. What is expected of requests says by itself which ones Kafka lost.
  'broker-wiped': { without: [oneTicketPerSession.name, energyAndMoneyConserved.name] },
  // Often, so that something is always under way to Kafka: else there is no acknowledgement to lose, and nothing to be
  // swallowed. The end of a charge, a quarter of a second after its report, is among what is sent twice.
  'route-acknowledgements-lost': {
    load: chargingSessions({ every: ms(50), targetWh: 20 }),
    before: [waitUntil('a charge is about to end', reporting(), { within: seconds(10) })],
  },
  'route-black-hole': { load: chargingSessions({ every: ms(50) }) },
  'central-killed': {
    title: 'Central dies',
    story:
      'Central is killed while vehicles charge: they charge on, whoever asks is told that central cannot be reached, and when it is back every session has its one ticket.',
    tags: ['parts', 'gate'],
    load: supplied,
    before: aVehicleIsSupplied,
    meanwhile: centralIsMissed,
  },
  'driver-killed': {
    title: 'The driver dies',
    story:
      'The driver is killed while it charges: the charge goes on, and when the driver is back it learns how each of its requests has ended.',
    load: supplied,
    before: aVehicleIsSupplied,
  },
  'engine-killed': {
    title: 'The engine dies',
    story:
      'The engine is killed while it supplies: when it is back it ends the session with what had been supplied, and the ticket is written once.',
    tags: ['parts', 'gate'],
    load: supplied,
    before: aVehicleIsSupplied,
    meanwhile: shownAs('BROKEN', 'broken'),
  },
  'monitor-killed': {
    title: 'The monitor dies',
    story:
      'The monitor is killed: the charge point is disconnected, a running session ends with its ticket, and charges begin again when the monitor is back.',
    load: suppliedLong,
    before: aVehicleIsSupplied,
    meanwhile: shownAs('DISCONNECTED', 'disconnected'),
  },
  'central-frozen': {
    title: 'Central stands still',
    story:
      'Central is frozen for some seconds: requests are refused as soon as its silence is plain, and when it goes on nothing has been lost.',
    meanwhile: centralIsMissed,
  },
  'driver-frozen': {
    title: 'The driver stands still',
    story:
      'The driver is frozen for 3 s: whoever asks gets no answer and cannot know what became of the request; what was kept of it comes to its end.',
    load: supplied,
    before: aVehicleIsSupplied,
  },
  'engine-frozen': {
    title: 'The engine stands still',
    story:
      'The engine is frozen while it supplies: the charge point is broken in the eyes of all, and when it goes on each session has its one ticket.',
    load: supplied,
    before: aVehicleIsSupplied,
    meanwhile: shownAs('BROKEN', 'broken'),
  },
  'central-starts-last': {
    title: 'Central is the last to start',
    story:
      'For 4 s there is no central: requests are refused once that is plain, and those that were taken before are answered when central comes.',
    tags: ['start-up', 'gate'],
    meanwhile: [centralIsMissed[0], wait(seconds(2))],
  },
  'driver-starts-last': {
    title: 'The driver is the last to start',
    story: 'The town is there for 3 s before its driver: the first charge that is asked for then goes all the way.',
  },
  'engine-starts-last': {
    title: 'The engine is the last to start',
    story:
      'For 3 s the charge point is broken in the eyes of all: requests are denied with that reason, and charged when the engine comes.',
  },
  'monitor-starts-last': {
    title: 'The monitor is the last to start',
    story:
      'For 3 s the engine does not know which charge point it is, and central has no word of it: requests are denied, and charged when the monitor comes.',
  },
  'central-out-of-memory': {
    title: 'Central runs out of memory',
    story:
      'The container of central has no more memory while vehicles charge, and the kernel ends it: they charge on, and when it is back every session has its one ticket.',
    load: supplied,
    before: aVehicleIsSupplied,
    meanwhile: centralIsMissed,
  },
  'central-clock-moved': {
    title: 'The clock of central is an hour ahead',
    story:
      'A wrong time server sets the clock of central an hour ahead, and back: no session runs out before its time, and every charge comes to its end.',
  },
  'central-disk-full': {
    title: "Central's disk is full",
    story:
      'Central can write nothing for 4 s, not even its log: it lives, says so, accepts nothing, and works again when there is room; every charge comes to its end.',
  },
  'central-starved': {
    title: 'Central gets a fifth of the time',
    story: 'Others use up the machine: central works slowly, and every charge comes to its end all the same.',
  },
  'link-monitor-central-cut': {
    title: 'The monitor is cut off from central for 3 s',
    story:
      'The charge point is shown as disconnected, and drivers are told so; when the link is back it charges again by itself.',
  },
  'link-monitor-engine-cut': {
    title: 'The monitor is cut off from its engine for 4 s',
    story:
      'The charge point is shown as broken, and drivers are told so; when the link is back it charges again by itself.',
    tags: ['parts', 'gate'],
    meanwhile: [wait(seconds(4))],
  },
};
