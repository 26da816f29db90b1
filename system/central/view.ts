import type { HealthView } from '../service/health.ts';
import type { Messages } from './messages.ts';
import type { PanelView, PointView, SessionView } from './panel/view.ts';
import type { Session, Sessions } from './sessions.ts';
import type { Watch, Watched } from './watch.ts';

export interface ViewOptions {
  readonly watch: Watch;
  readonly sessions: Sessions;
  readonly messages: Messages;
  readonly health: () => HealthView;
}

/** What the panel and the API show of a charge point. */
export const pointViewOf = (point: Watched): PointView => {
  const { id, location, priceCentsPerKwh, state, stopped, fault, lastLifeSignAt, since, session } = point;
  const figures = { id, location, priceCentsPerKwh, state, stopped: stopped !== null, fault, lastLifeSignAt, since };
  return { ...figures, session: session ? sessionViewOf(session) : null };
};

export const sessionViewOf = (session: Session): SessionView => ({ ...session });

/** All that the panel shows at this moment. */
export const panelViewOf = ({ watch, sessions, messages, health }: ViewOptions): PanelView => {
  const { ready, waitingFor } = health();
  return {
    at: Date.now(),
    health: { ready, waitingFor },
    points: watch.points().map(pointViewOf),
    requests: sessions.open().map(sessionViewOf),
    messages: messages.latest(),
  };
};
