import { chmodSync, chownSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { cleanDocker } from '../harness/runtimes/docker/clean.ts';
import { dockerIsReady } from '../harness/runtimes/docker/needs.ts';
import { command, makeFolder } from './support/command.ts';
import { leftOf } from './support/docker/left.ts';
import { images } from './support/docker.ts';
import { startScript } from './support/native/script.ts';

const run = (environment: NodeJS.ProcessEnv, ...words: readonly string[]) =>
  command(['run', 'calm', '--runtime', 'docker', '--out', makeFolder(), ...words], environment);

const isReady = await dockerIsReady();
const engine = '/var/run/docker.sock';
/** The user without any rights, by its number. */
const nobody = 65_534;

describe('what is missing for containers is said, with what to do, and is no verdict', { timeout: 60_000 }, () => {
  test.each([
    [
      'no daemon',
      { DOCKER_HOST: 'unix:///nowhere/docker.sock' },
      /nobody answers at unix:\/\/\/nowhere.*Start Docker/s,
    ],
    ['another machine', { DOCKER_HOST: 'tcp://192.0.2.1:2375' }, /on another machine.*Unset DOCKER_HOST/s],
    ['another machine by ssh', { DOCKER_HOST: 'ssh://somebody@192.0.2.1' }, /on another machine.*Unset DOCKER_HOST/s],
  ])('%s', async (_what, environment, words) => {
    const { ended, output } = run(environment);
    expect((await ended).code).toBe(3);
    expect(output()).toMatch(words);
    expect(output()).not.toMatch(/RECOVERED|VIOLATED/);
    expect(output().length).toBeLessThan(1500);
  });

  test('a socket that this user may not use', async () => {
    const forbidden = makeFolder();
    const own = mkdtempSync(join(tmpdir(), 'norestart-test-'));
    chmodSync(forbidden, 0);
    // Nothing is forbidden to root: somebody else asks then.
    const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    if (user.uid) chownSync(own, nobody, nobody);
    const environment = { DOCKER_HOST: `unix://${forbidden}/docker.sock`, XDG_CACHE_HOME: own, HOME: own };
    const { ended, output } = command(['run', 'calm', '--runtime', 'docker', '--out', own], environment, user);
    expect((await ended).code).toBe(3);
    expect(output()).toMatch(/this user may not use it.*usermod -aG docker/s);
    expect(output()).not.toMatch(/RECOVERED|VIOLATED/);
  });

  test('neither Java nor Docker: both ways out', async () => {
    const { ended, output } = command(['run', 'calm', '--out', makeFolder()], {
      DOCKER_HOST: 'unix:///nowhere/docker.sock',
      PATH: makeFolder(),
      JAVA_HOME: '',
    });
    expect((await ended).code).toBe(3);
    expect(output()).toMatch(/--runtime native.*--runtime docker/s);
  });

  test.skipIf(!isReady)('an image that is not one of Kafka', async () => {
    const { ended, output } = run({ NORESTART_KAFKA_IMAGE: images.node });
    expect((await ended).code).toBe(3);
    expect(output()).toMatch(/in a container of node:.*mnt\/shared\/config.*NORESTART_KAFKA_IMAGE/s);
    expect(output()).not.toMatch(/RECOVERED|VIOLATED/);
  });

  test.skipIf(!isReady)('an image that is neither here nor to be pulled', async () => {
    const { ended, output } = run({ NORESTART_KAFKA_IMAGE: '127.0.0.1:9/nobody/kafka:0' });
    expect((await ended).code).toBe(3);
    expect(output()).toMatch(
      /127\.0\.0\.1:9\/nobody\/kafka:0: it is not on this machine, and cannot be pulled: .*NORESTART_KAFKA_IMAGE/s,
    );
    expect(output().length).toBeLessThan(2000);
  });

  test.skipIf(!isReady)('an engine that goes away in the middle', { timeout: 120_000 }, async () => {
    const socket = join(makeFolder(), 'engine.sock');
    const forwarder = startScript('../docker/forward-socket.ts', socket, engine);
    onTestFinished(() => void forwarder.child.kill('SIGKILL'));
    expect(await forwarder.line()).toBe('ready');
    const { ended, output, says } = run({ DOCKER_HOST: `unix://${socket}` }, '--broker-session-timeout', '9000');
    await says(/all services start/);
    forwarder.child.kill('SIGKILL');
    expect((await ended).code).toBe(3);
    expect(output()).toMatch(/gone away in the middle of the run.*norestart clean/s);
    expect(output()).not.toMatch(/RECOVERED|VIOLATED/);
    const id = basename(/Partial results: (.*)/.exec(output())?.[1] ?? '');
    await cleanDocker();
    expect(await leftOf(id)).toEqual([]);
  });

  test.skipIf(!isReady)('Ctrl-C ends all of it', { timeout: 120_000 }, async () => {
    const { child, ended, output, says } = run({}, '--broker-session-timeout', '9000');
    await says(/Kafka starts/);
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const id = basename(/Partial results: (.*)/.exec(output())?.[1] ?? '');
    expect(id).toMatch(/^calm-/);
    expect(await leftOf(id)).toEqual([]);
  });
});
