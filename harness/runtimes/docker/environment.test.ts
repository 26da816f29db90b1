import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { leftOf } from '../../../tests/support/docker/left.ts';
import { tinyInContainers } from '../../../tests/support/docker/tiny.ts';
import { meets, met } from '../../../tests/support/native/outside.ts';
import { records, send } from '../../../tests/support/native/records.ts';
import { temporaryFolder } from '../../../tests/support/native/temporary-folder.ts';
import { known } from '../../../tests/support/native/tiny-run.ts';
import { authority } from '../../model/address.ts';
import type { Environment } from '../../model/environment.ts';
import type { UpOptions } from '../../model/runtime.ts';
import { waitUntil } from '../shared/wait.ts';
import { docker } from './docker.ts';
import { connectEngine } from './engine.ts';
import { dockerIsReady } from './needs.ts';

const never = new AbortController().signal;
const patient = { withinMs: 30_000, remedy: '' };

describe.skipIf(!(await dockerIsReady()))('a system in containers', { timeout: 90_000 }, () => {
  let options: UpOptions;
  let environment: Environment;
  beforeAll(async () => {
    options = tinyInContainers(temporaryFolder(afterAll), { removableName: true });
    environment = await docker.up(options);
  }, 180_000);
  afterAll(async () => {
    await environment?.down();
    await environment?.down();
    expect(await leftOf(options.run)).toEqual([]);
  }, 60_000);

  const talker = () => known(environment.services[0], 'The tiny system has services.');
  const asks = (path: string) =>
    fetch(`http://${authority(talker().address('http'))}${path}`).then(
      (answer) => answer.text(),
      () => undefined,
    );
  const start = async () => {
    const running = await talker().start();
    await waitUntil({ ...patient, what: 'the talker answers' }, async () => (await asks('/')) !== undefined);
    return running;
  };
  const containerOf = async (id: string) => (await connectEngine()).docker.getContainer(id);

  describe('has a service that', () => {
    afterEach(() => talker().running()?.kill());

    test('is known by its container, StartedAt and RestartCount, has no policy, and listens here alone', async () => {
      const running = await start();
      const { identity } = running;
      const info = await (await containerOf(identity.container ?? '')).inspect();
      expect(identity).toEqual({
        pid: info.State.Pid,
        startTime: info.State.StartedAt,
        container: info.Id,
        restarts: 0,
        policy: 'no',
      });
      expect(await running.members()).toEqual([identity]);
      const published = Object.values(info.NetworkSettings.Ports).flatMap((ports) => ports ?? []);
      expect(published.map(({ HostIp }) => HostIp)).toEqual(['127.0.0.1']);
      expect((await running.status())?.residentBytes).toBeGreaterThan(1_000_000);
      expect(talker().log.follow()()).toContain('listening');
    });

    test('shows every process in its container', async () => {
      const running = await start();
      await asks('/child');
      await waitUntil({ ...patient, what: 'there are two' }, async () => (await running.members()).length === 2);
      const [, child] = await running.members();
      expect(child?.container).toBe(running.identity.container);
    });

    test('ends by itself, by SIGTERM and by SIGKILL, each as the engine tells it', async () => {
      const first = await start();
      await asks('/exit');
      expect(await first.exited).toMatchObject({ code: 3, signal: null });
      expect(talker().running()).toBeUndefined();
      const second = await start();
      expect(second.identity).not.toEqual(first.identity);
      expect(await second.stop({ graceMs: 20_000 })).toMatchObject({ code: 0, signal: null });
      const third = await start();
      await third.kill();
      expect(await third.exited).toMatchObject({ code: null, signal: 'SIGKILL' });
      expect(await third.members()).toEqual([]);
      expect(await asks('/')).toBeUndefined();
    });

    test('stands still while it is paused, and ends even so', async () => {
      const running = await start();
      await running.pause();
      expect((await running.status())?.state).toBe('T');
      await running.resume();
      expect((await running.status())?.state).not.toBe('T');
      await running.pause();
      expect(await running.stop({ graceMs: 20_000 })).toMatchObject({ code: 0 });
    });

    test('is seen to be restarted by somebody else', async () => {
      const running = await start();
      const container = await containerOf(running.identity.container ?? '');
      await container.restart({ t: 5 });
      expect(await running.exited).toMatchObject({ code: 0 });
      await expect(start(), 'it runs, and not by us').rejects.toThrow(/already started/);
      await container.stop({ t: 5 });
    });

    test('is limited from outside, and freed again', async () => {
      const running = await start();
      await running.limit('file-size', 1_000_000);
      expect(await running.limits()).toEqual({ 'file-size': 1_000_000 });
      await running.limit('file-size', undefined);
      expect(await running.limits()).toEqual({});
    });
  });

  test('whose proxy is closed refuses, and one without a broker behind it drops', async () => {
    const route = known(environment.routes[0], 'The tiny system has one route.');
    await route.close();
    expect(await met(route.listen)).toBe('refused');
    await route.open();
    expect(await met(route.listen)).toMatch(/^(closed|reset)$/);
  });

  test('has a name for Kafka that can be taken away', async () => {
    const name = known(environment.name, 'It was asked for.');
    expect(await name.lookUp()).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    await name.hide();
    await name.hide();
    expect(await name.lookUp()).toBeUndefined();
    await name.show();
    await name.show();
    expect(await name.lookUp()).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
  });

  test('whose port was taken by something else says so, and what to do', async () => {
    const { broker, admin } = environment;
    const thief = createServer().listen(admin.port, admin.host);
    await once(thief, 'listening');
    await expect(broker.start(never)).rejects.toMatchObject({
      kind: 'missing',
      remedy: expect.stringContaining('Something else listens on its port'),
    });
    thief.close();
    await once(thief, 'close');
    await broker.start(never);
    await broker.running()?.kill();
  });

  test('has a broker that keeps its data when it is killed, and loses them when it is wiped', async () => {
    const { broker } = environment;
    const first = await broker.start(never);
    await meets(environment.admin, 'answers');
    await send(environment.admin, [{ value: 'kept' }]);
    await first.kill();
    expect(await first.exited).toMatchObject({ signal: 'SIGKILL' });
    expect(await met(environment.admin)).toBe('refused');
    await broker.start(never);
    await meets(known(environment.routes[0], 'a route').listen, 'answers');
    expect((await records(environment.admin)).map(({ value }) => value)).toEqual(['kept']);
    await broker.running()?.stop(never);
    await broker.wipe(never);
    await broker.start(never);
    await environment.makeTopics(options.system.topics, never);
    expect(await records(environment.admin)).toEqual([]);
    await broker.running()?.kill();
  });
});
