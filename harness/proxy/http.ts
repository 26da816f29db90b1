import { Failure } from '../model/failure.ts';

/** The server is on this machine and answers in a few milliseconds; a busy machine gets a thousand times that. */
const answersWithinMs = 5000;

/** The cause of a failure by which nothing is wrong but that the server answers something else first. */
export const heldUp = new Error('Toxiproxy is held up');

/**
 * What the Toxiproxy client sends its requests through. Its own way has no time-outs and drops the text with which the
 * server says what is wrong, so this one takes its place.
 */
export const boundedHttp = {
  get: async (url: string) => ({ data: parse(await request('GET', url)) }),
  post: async (url: string, body?: unknown) => ({ data: parse(await request('POST', url, body)) }),
  delete: async (url: string): Promise<void> => void (await request('DELETE', url)),
  getText: (url: string): Promise<string> => request('GET', url),
};

// The client checks nothing of an answer, and what matters is asked anew and checked in route.ts.
// biome-ignore lint/suspicious/noExplicitAny: each caller in the client has its own type of answer.
const parse = (text: string): any => (text === '' ? undefined : JSON.parse(text));

async function request(method: string, url: string, body?: unknown): Promise<string> {
  const failure = (happened: string, cause?: unknown) =>
    new Failure('defect', {
      attempted: `Asking Toxiproxy: ${method} ${url}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`,
      happened,
      remedy: "Read the run's logs/toxiproxy.log; if the server is gone, something outside the run ended it.",
      cause,
    });
  let answer: Response;
  let text: string;
  try {
    const content =
      body === undefined ? {} : { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
    answer = await fetch(url, { method, ...content, signal: AbortSignal.timeout(answersWithinMs) });
    text = await answer.text();
  } catch (cause) {
    const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause.message : String(cause);
    throw failure(reason, (cause as Error | undefined)?.name === 'TimeoutError' ? heldUp : cause);
  }
  const happened = `it answered ${answer.status}: ${text.trim().slice(0, 500)}`;
  if (!answer.ok) throw failure(happened, answer.status === 503 ? heldUp : undefined);
  return text;
}
