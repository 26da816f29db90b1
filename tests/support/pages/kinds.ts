import { page as panelPage } from '../../../system/central/panel/page.ts';
import { panelView } from '../../../system/central/panel/view.ts';
import { page as chargePointPage } from '../../../system/charge-point/engine/page/page.ts';
import { chargePointView } from '../../../system/charge-point/engine/page/view.ts';
import { page as monitorPage } from '../../../system/charge-point/monitor/page/page.ts';
import { monitorView } from '../../../system/charge-point/monitor/page/view.ts';
import { page as driverPage } from '../../../system/driver/page/page.ts';
import { driverView } from '../../../system/driver/page/view.ts';
import type { Told } from '../../../system/pages/html.ts';
import { type ServedOptions, served } from './served.ts';
import { chargePoint, driver, hostile, hostileTexts, monitor, panel } from './views.ts';

/** What a page is made to show: the usual, nothing yet, nothing well, or texts of somebody who means harm. */
export const shows = ['usual', 'empty', 'bad', 'script', 'long', 'rightToLeft'] as const;
type Show = (typeof shows)[number];

interface Kind<View extends Told> extends Omit<ServedOptions<View>, 'view'> {
  readonly usual: View;
  readonly empty: View;
  readonly bad: View;
}

function kind<View extends Told>({ usual, empty, bad, ...page }: Kind<View>) {
  const made = (show: Show): Pick<ServedOptions<View>, 'title' | 'view'> => {
    if (show === 'usual' || show === 'empty' || show === 'bad')
      return { title: page.title, view: { usual, empty, bad }[show] };
    return { title: hostileTexts[show], view: hostile(usual, hostileTexts[show]) };
  };
  return {
    usual,
    serve: (show: Show = 'usual', more: Partial<ServedOptions<View>> = {}) =>
      served({ ...page, ...made(show), ...more }),
  };
}

const troubled = { ready: false, waitingFor: ['kafka', 'central', 'monitor'] };
const fault = 'The engine has not answered for 2 s.';

/** Each page of the system, to be served with views that were made for it. */
export const kinds = {
  panel: kind({
    title: 'Central',
    page: panelPage,
    schema: panelView,
    usual: panel(),
    empty: { ...panel(), points: [], requests: [], messages: [] },
    bad: {
      ...panel(),
      health: troubled,
      points: panel().points.map((point) => ({ ...point, stopped: true, fault, lastLifeSignAt: null })),
    },
  }),
  driver: kind({
    title: 'Driver ana',
    page: driverPage,
    schema: driverView,
    usual: driver(),
    empty: { ...driver(), points: [], requests: [], services: null },
    bad: { ...driver(), health: troubled, central: { reachable: false, lastHeardAt: driver().at - 60_000 } },
  }),
  engine: kind({
    title: 'Charge point CP-1',
    page: chargePointPage,
    schema: chargePointView,
    usual: chargePoint(),
    empty: chargePoint({ session: null, last: null, cannotBegin: null, chargePointId: null, priceCentsPerKwh: null }),
    bad: chargePoint({
      health: troubled,
      monitor: { present: false, reachesCentral: false },
      fault: 'It was broken by hand.',
      stopped: 'The central has stopped all.',
      session: null,
      cannotBegin: 'It is broken.',
    }),
  }),
  monitor: kind({
    title: 'Monitor of CP-1',
    page: monitorPage,
    schema: monitorView,
    usual: monitor(),
    empty: monitor({ central: { state: 'absent', reason: null } }),
    bad: monitor({
      health: troubled,
      engine: { well: false, reason: fault },
      central: { state: 'refused', reason: 'The secret is wrong.' },
    }),
  }),
};

export const names = Object.keys(kinds) as (keyof typeof kinds)[];
