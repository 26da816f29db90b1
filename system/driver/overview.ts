import type { HealthView } from '../service/health.ts';
import type { CentralWatch } from './central-watch.ts';
import type { DriverView } from './page/view.ts';
import type { Points } from './points.ts';
import type { Requests } from './requests.ts';
import type { Services } from './services.ts';

export interface OverviewOptions {
  readonly driverId: string;
  readonly health: () => HealthView;
  readonly central: CentralWatch;
  readonly points: Points;
  readonly requests: Requests;
  readonly services: Services | undefined;
}

/** Of requests on the page. */
const most = 50;

/** All that the driver's page shows, as it is now. */
export const overview = ({ driverId, health, central, points, requests, services }: OverviewOptions): DriverView => {
  const { ready, waitingFor } = health();
  return {
    at: Date.now(),
    driverId,
    health: { ready, waitingFor },
    central: { reachable: central.isReachable(), lastHeardAt: central.lastHeardAt() },
    points: points.all(),
    requests: requests.recent(most),
    services: services?.state() ?? null,
  };
};
