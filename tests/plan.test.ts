import { expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { command } from './support/command.ts';

async function said(...words: string[]) {
  const running = command(['plan', ...words]);
  const { code } = await running.ended;
  return { code, text: running.printed(), aside: running.output() };
}

test('a plan says what will happen, step by step, with the options of each fault and what must hold', async () => {
  const { code, text } = await said('slow-kafka');
  expect(code).toBe(0);
  expect(text).toContain('  no Kafka: connections are refused  [broker.notStarted  as: refused]\n');
  expect(text).toContain('    6 s go by  [wait  forMs: 6000]\n');
  expect(text).toContain('condition: degraded, withinMs: 5000');
  expect(text).toContain('\n  no-loss: every accepted request');
  expect(text).toContain('6 s of scripted waiting');
});

test('it is a document where that is asked for', async () => {
  const { scenarios } = JSON.parse((await said('slow-kafka', '--json')).text);
  expect(scenarios).toMatchObject([
    { name: 'slow-kafka', steps: [{ do: 'during', fault: 'broker.notStarted' }, { do: 'expectRecovery' }] },
  ]);
  const documents = parseAllDocuments((await said('route-*', '--yaml')).text).map((one) => one.toJS());
  expect(documents.length).toBeGreaterThan(5);
  expect(documents.every(({ steps }) => Array.isArray(steps))).toBe(true);
});

test('of a scenario that there is none of it says which was probably meant', async () => {
  const { code, aside } = await said('slow-kafak');
  expect(code).toBe(64);
  expect(aside).toContain('did you mean "slow-kafka"?');
});
