import { expect, test } from 'vitest';
import { served } from '../../tests/support/system/service/served.ts';
import type { Health } from './health.ts';

async function saying(health: Health) {
  const { ask } = await served({ health: () => health });
  const [said, ready] = await Promise.all([ask('/health'), ask('/health/ready')]);
  return { said: JSON.parse(said.text), status: said.status, ready };
}

test('a service that is ready says so', async () => {
  const { said, status, ready } = await saying({ ready: true, waitingFor: [] });
  const { pid } = process;
  expect(said).toEqual({ service: 'example', live: true, pid, ready: true, waitingFor: [], why: 'It is ready.' });
  expect([status, ready.status, JSON.parse(ready.text)]).toEqual([200, 200, said]);
});

test('one that is not is live all the same, and says what it waits for', async () => {
  const { said, status, ready } = await saying({ ready: false, waitingFor: ['kafka', 'monitor'] });
  expect(said).toMatchObject({ live: true, ready: false, waitingFor: ['kafka', 'monitor'] });
  expect(said.why).toBe('It waits for kafka and monitor.');
  expect([status, ready.status]).toEqual([200, 503]);
  expect(JSON.parse(ready.text)).toMatchObject({ status: 503, detail: 'It waits for kafka and monitor.' });
});

test('what more a service says, and why, is handed on', async () => {
  const { said } = await saying({ ready: false, waitingFor: [], why: 'It is tired.', kafka: { outboxDepth: 3 } });
  expect(said).toMatchObject({ why: 'It is tired.', kafka: { outboxDepth: 3 } });
});
