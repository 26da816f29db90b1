import helmet from '@fastify/helmet';
import type { FastifyRequest } from 'fastify';
import type { Http } from './http.ts';
import { problem } from './problem.ts';

export interface GuardOptions {
  /** The address that the service listens on. */
  readonly host: string;
  /** The names by which it is called, where they are not those of the address: it answers to no other then. */
  readonly answersTo?: readonly string[] | undefined;
  /** Hashes of inline scripts that pages may have, such as `sha256-…`. */
  readonly scriptHashes: readonly string[];
}

/** Keeps web pages from elsewhere from acting on a service through the browser of somebody who may. */
export async function guard(app: Http, { host, answersTo, scriptHashes }: GuardOptions): Promise<void> {
  const own = answersTo?.map((name) => name.toLowerCase()) ?? ownNames(host);
  app.addHook('onRequest', async (request, reply) => {
    if (own && !own.includes(request.hostname.toLowerCase())) {
      return problem(reply, 421, `This service answers to ${own.join(', ')} only.`);
    }
    if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method) && comesFromElsewhere(request)) {
      return problem(reply, 403, 'A web page from elsewhere may change nothing here.');
    }
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurity(scriptHashes) },
    xFrameOptions: { action: 'deny' },
    // It is plain HTTP.
    strictTransportSecurity: false,
  });
}

const contentSecurity = (scriptHashes: readonly string[]) => ({
  'default-src': ["'none'"],
  'script-src': ["'self'", ...scriptHashes.map((hash) => `'${hash}'`)],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
});

/**
 * The names that a service on the loopback address has; undefined for any other. A page whose own name is made to lead to
 * this machine (DNS rebinding) is of the same origin for the browser, and the name alone tells.
 */
const ownNames = (host: string) =>
  host === 'localhost' || host === '::1' || host.startsWith('127.')
    ? [...new Set(['localhost', '127.0.0.1', '[::1]', host.includes(':') ? `[${host}]` : host.toLowerCase()])]
    : undefined;

/** What a browser says of the page that asks; what is no browser says nothing. */
function comesFromElsewhere({ headers: { origin, ...headers }, host }: FastifyRequest): boolean {
  if (headers['sec-fetch-site'] === 'cross-site') return true;
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host.toLowerCase());
}
