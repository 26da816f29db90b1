/** What an action sends. */
export type Body = Readonly<Record<string, string | number>>;

const patienceMs = 10_000;

/** Sends it, and says what went wrong; null: nothing did. */
export async function send(address: string, body: Body): Promise<string | null> {
  const signal = AbortSignal.timeout(patienceMs);
  const headers = { 'content-type': 'application/json' };
  try {
    const reply = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body), signal });
    return reply.ok ? null : await detailOf(reply);
  } catch {
    return signal.aborted
      ? 'The service has not answered for 10 s. It may have been done: look before you do it again.'
      : 'The service cannot be reached. Try again when it is back.';
  }
}

/** What the service says of it (RFC 9457), or else what can be said without it. */
async function detailOf(reply: Response): Promise<string> {
  const told: unknown = await reply.json().catch(() => null);
  if (typeof told === 'object' && told !== null && 'detail' in told && typeof told.detail === 'string') {
    return told.detail;
  }
  return `The service has answered with an error (${reply.status}).`;
}
