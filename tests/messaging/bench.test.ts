import { expect, test } from 'vitest';
import { realKafka } from './testing/kafka.ts';
import { openLayer } from './testing/layer.ts';
import { setTimeout as delay } from 'node:timers/promises';
const kafka = realKafka();
async function until(c: () => boolean, ms = 15000) { const t = performance.now(); while (!c()) { if (performance.now() - t > ms) throw new Error('late'); await delay(2); } }
test('bench', async () => {
  const a = openLayer({ generation: 'resilient', broker: kafka.route.listen });
  const t0 = performance.now();
  a.layer.start();
  a.publish(1, 2, 3);
  await delay(1500);
  const s = performance.now();
  await kafka.start();
  const o = performance.now();
  await until(() => a.layer.status().sends === 'UP'); const up = performance.now();
  await until(() => a.layer.status().hears === 'UP'); const he = performance.now();
  await until(() => a.taken().length === 3); const tk = performance.now();
  console.log('start->open', o - s, 'open->sends', up - o, 'hears', he - o, 'taken', tk - o);
  for (let i = 0; i < 8; i++) {
    await kafka.route.close();
    await until(() => !a.layer.status().ready);
    a.publish(10 + i);
    await delay(300 + Math.random()*300);
    await kafka.route.open();
    const o = performance.now();
    await until(() => a.layer.status().sends === 'UP'); const up = performance.now();
    await until(() => a.layer.status().hears === 'UP'); const he = performance.now();
    await until(() => a.taken().length === 4 + i); const tk = performance.now();
    console.log('route open->sends', up - o, 'hears', he - o, 'taken', tk - o);
  }
  const c = performance.now();
  await a.layer.close(); console.log('close took', performance.now() - c);
  await delay(3000);
  console.log(process.getActiveResourcesInfo());
  expect(a.taken()).toHaveLength(11);
}, 60000);
