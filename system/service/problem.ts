import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { isResponseSerializationError } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { isOfTheMachine } from './database.ts';
import type { Http } from './http.ts';
import type { Log } from './log.ts';

/** What every error looks like (RFC 9457). */
export const problemSchema = z
  .object({ type: z.string(), title: z.string(), status: z.int(), detail: z.string() })
  .meta({ id: 'Problem', description: 'What went wrong (RFC 9457)' });
export const problemMediaType = 'application/problem+json';

const problemOf = (status: number, detail: string): z.infer<typeof problemSchema> => ({
  type: 'about:blank',
  title: STATUS_CODES[status] ?? 'Error',
  status,
  detail,
});

export const problem = (reply: FastifyReply, status: number, detail: string): FastifyReply =>
  reply.code(status).header('content-type', problemMediaType).send(problemOf(status, detail));

/** Every error of a route, and every address that is none, is answered with a problem. */
export function answerWithProblems(app: Http, log: Log): void {
  app.setSchemaErrorFormatter((issues, part) => {
    const told = issues.map(({ instancePath, message }) => {
      const field = [part, ...instancePath.split('/').filter((name) => name !== '')].join('.');
      return `${field}: ${message}`;
    });
    return new Error(told.join('; '));
  });
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 415) return problem(reply, status, 'A body must be JSON: content-type application/json.');
    if (status < 500) return problem(reply, status, error.message);
    // What went wrong inside is for the log: it helps nobody who asks, but for an attacker.
    log.error(whatFailed(error, request), 'a request failed');
    if (isOfTheMachine(error))
      return problem(reply, 503, 'Nothing of it is kept: the disk of this service is full, or fails.');
    return problem(reply, status, 'The service failed.');
  });
  app.setNotFoundHandler((_request, reply) => problem(reply, 404, 'There is nothing at this address.'));
}

function whatFailed(error: FastifyError, { method, url }: FastifyRequest): object {
  const answer = isResponseSerializationError(error) ? { answer: z.prettifyError(error.cause) } : {};
  return { method, url, error: error.message, stack: error.stack, ...answer };
}

/** An address that cannot be read never becomes a request. */
export const answerUnreadableAddress = (error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void => {
  problem(reply, error.statusCode ?? 400, error.message);
};

const brokenRequests: Readonly<Record<string, readonly [status: number, detail: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: [431, 'The headers are too long.'],
};

/** What is not HTTP, or comes too slowly, never becomes a request: there is only its socket to answer on. */
export function answerBrokenRequest(error: { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  const [status, detail] = brokenRequests[error.code ?? ''] ?? [400, 'This is not HTTP.'];
  const body = JSON.stringify(problemOf(status, detail));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `Content-Type: ${problemMediaType}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  if (socket.writable) socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}
