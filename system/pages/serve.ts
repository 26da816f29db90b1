import { z } from 'zod';
import { type Http, problem } from '../service/http.ts';
import { type Asset, assetsOf } from './assets.ts';
import type { Page, Told } from './html.ts';
import { type Live, liveViews } from './live.ts';

export { importMapHash } from './assets.ts';

export interface ServePageOptions<View extends Told> {
  readonly page: Page<View>;
  /** What the page is called, in its heading and in the browser's tab. */
  readonly title: string;
  readonly schema: z.ZodType<View>;
  /** What there is to see now. Called for each reader that comes, and ten times a second while somebody reads. */
  readonly view: () => View;
}

/** Serves a page at `/`, what it shows at `/view` and, as it changes, at `/live`, and what it is made of below `/assets/`. */
export function servePage<View extends Told>(app: Http, { page, title, schema, view }: ServePageOptions<View>): void {
  const assets = madeOnce(() => assetsOf(page.module));
  const shown = () => schema.parse(view());
  serveDocument(app, async () => {
    // What writes pages takes longer to load than most of a service, which can do without until somebody looks at it.
    const { document } = await import('./document.ts');
    const modules = [...(await assets())].filter(([, { type }]) => type.startsWith('text/javascript'));
    return document({ page, title, view: shown(), modules: modules.map(([path]) => `/assets/${path}`) });
  });
  serveView(app, schema, view);
  serveLive(app, liveViews(shown));
  serveAssets(app, assets);
}

/** Made when it is first asked for, and again when that has failed. */
function madeOnce<Made>(make: () => Promise<Made>): () => Promise<Made> {
  let made: Promise<Made> | undefined;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}

function serveDocument(app: Http, write: () => Promise<string>): void {
  app.get('/', { schema: { summary: 'The page' } }, async (_request, reply) => {
    reply.header('content-type', 'text/html; charset=utf-8').header('cache-control', 'no-store');
    return write();
  });
}

function serveView(app: Http, schema: z.ZodType, view: () => unknown): void {
  const response = { 200: schema };
  app.get('/view', { schema: { summary: 'What the page shows', response } }, async (_request, reply) => {
    reply.header('cache-control', 'no-store');
    return view();
  });
}

function serveLive(app: Http, live: Live): void {
  app.addHook('preClose', async () => live.close());
  const summary = 'What the page shows, as it changes (server-sent events)';
  app.get('/live', { schema: { summary } }, async (_request, reply) => {
    const stream = live.join();
    if (!stream) return problem(reply, 503, 'Too many pages are open here. Close one, and this one goes on by itself.');
    reply.header('content-type', 'text/event-stream; charset=utf-8').header('cache-control', 'no-store');
    return reply.send(stream);
  });
}

function serveAssets(app: Http, assets: () => Promise<ReadonlyMap<string, Asset>>): void {
  const params = z.object({ '*': z.string() });
  app.get('/assets/*', { schema: { summary: 'What the page is made of', params } }, async (request, reply) => {
    const asset = (await assets()).get(request.params['*']);
    if (!asset) return reply.callNotFound();
    // Asked for again each time, which costs no more than a "not modified", so that a page is never of two versions.
    reply.header('cache-control', 'no-cache').header('etag', asset.etag);
    if (request.headers['if-none-match'] === asset.etag) return reply.code(304).send();
    return reply.header('content-type', asset.type).send(asset.body);
  });
}
