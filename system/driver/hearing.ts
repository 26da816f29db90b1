import type { Event } from '../contract/events.ts';
import type { CentralWatch } from './central-watch.ts';
import { type Driver, isOf } from './driver.ts';
import type { Points } from './points.ts';

export interface HearingOptions {
  readonly driverId: string;
  readonly driver: Driver;
  readonly points: Points;
  readonly central: Pick<CentralWatch, 'heard'>;
}

/** What a driver listens to, and who of its parts takes it. */
export const hearing = ({ driverId, driver, points, central }: HearingOptions) => ({
  /** What other drivers do is none of its business. */
  concerns: (event: Event): boolean => event.type === 'central-alive' || isOf(event, driverId),
  handle: (event: Event): void => {
    driver.handle(event);
    if (event.type !== 'central-alive') return;
    central.heard(event.time);
    points.told(event.payload.points);
  },
});
