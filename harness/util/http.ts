import type { Address } from '../model/address.ts';

export interface HttpQuestion {
  readonly method: 'GET' | 'POST';
  readonly address: Address;
  readonly path: string;
  readonly body?: unknown;
  /** For the whole exchange, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
}

/**
 * answered: a whole answer came; `date` is the answerer's own time, as its header says. refused: nobody was there, so nothing can have happened. broken: the question may
 * have arrived (silence, or a connection that ended early), so nobody knows.
 */
export type HttpAnswer =
  | { readonly result: 'answered'; readonly status: number; readonly body: unknown; readonly date: string | undefined }
  | { readonly result: 'refused' | 'broken'; readonly reason: string };

/** Longest answer that is read, in characters: the services under test are not trusted. */
const longestAnswer = 1_000_000;

/** Asks over a connection of its own: a connection kept from before would tell of yesterday's process. Never rejects. */
export async function ask({ method, address, path, body, timeoutMs, signal }: HttpQuestion): Promise<HttpAnswer> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const payload = body === undefined ? undefined : JSON.stringify(body);
  // Loading it takes 40 ms, and whoever judges a stored run asks nobody.
  const { request } = await import('node:http');
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) =>
      resolve({
        result: error.code === 'ECONNREFUSED' ? 'refused' : 'broken',
        reason: timeout.aborted ? `no answer within ${timeoutMs} ms` : (error.code ?? error.message),
      });
    const outgoing = request(
      {
        host: address.host,
        port: address.port,
        method,
        path,
        agent: false,
        signal: signal ? AbortSignal.any([timeout, signal]) : timeout,
        headers: payload ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) } : {},
      },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
          if (text.length > longestAnswer)
            answer.destroy(new Error(`an answer of more than ${longestAnswer} characters`));
        });
        answer.once('error', failed);
        answer.once('end', () => {
          const { statusCode: status = 0, headers } = answer;
          resolve({ result: 'answered', status, body: parse(text), date: headers.date });
        });
      },
    );
    outgoing.once('error', failed);
    outgoing.end(payload);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
