import type { AddressInfo } from 'node:net';
import type { z } from 'zod';
import type { Page, Told } from '../../../system/pages/html.ts';
import { importMapHash, servePage } from '../../../system/pages/serve.ts';
import { type Http, serveHttp } from '../../../system/service/http.ts';
import { openLog } from '../../../system/service/log.ts';

export interface ServedOptions<View extends Told> {
  readonly title: string;
  readonly page: Page<View>;
  readonly schema: z.ZodType<View>;
  readonly view: View;
  readonly port?: number;
  /** What the service does beside its page. */
  readonly routes?: (app: Http) => void;
}

export interface Served<View> {
  readonly port: number;
  readonly url: string;
  /** Has it show something else from now on. */
  readonly show: (view: View) => void;
  readonly close: () => Promise<void>;
}

/** A page as a service serves it, with a view that was made for it. */
export async function served<View extends Told>(options: ServedOptions<View>): Promise<Served<View>> {
  const { title, page, schema, port = 0, routes } = options;
  let { view } = options;
  const log = openLog('page');
  log.level = 'silent';
  const app = await serveHttp({
    service: 'page',
    host: '127.0.0.1',
    port,
    log,
    scriptHashes: [importMapHash],
    health: () => ({ ready: true, waitingFor: [] }),
    routes: (app) => {
      servePage(app, { page, title, schema, view: () => view });
      routes?.(app);
    },
  });
  const address = app.server.address() as AddressInfo;
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}/`,
    show: (next) => {
      view = next;
    },
    close: async () => {
      await app.close();
    },
  };
}
