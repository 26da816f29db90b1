import { homedir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommand } from '../tools/command.ts';
import { go } from '../tools/tools.ts';
import { goEnvironment } from './toxiproxy-binary.ts';

const program = go.find(process.env);

test('folders that Go would refuse are left to Go', () => {
  const junk = { HOME: '', XDG_CACHE_HOME: 'cache', GOPATH: 'go', GOCACHE: './x', GOMODCACHE: '', TMPDIR: '~/tmp' };
  const { CGO_ENABLED, GO111MODULE, GOWORK, GOFLAGS, ...rest } = goEnvironment('/made', { ...junk, GOPROXY: 'off' });
  expect(rest).toEqual({ HOME: homedir(), GOBIN: '/made', GOPROXY: 'off' });
  expect(goEnvironment('/made', { HOME: '/home/j', GOPATH: '/go' })).toMatchObject({ HOME: '/home/j', GOPATH: '/go' });
});

test.skipIf(!program)('Go then finds a place for what it builds', async () => {
  const environment = goEnvironment('/made', { PATH: process.env.PATH, HOME: '', XDG_CACHE_HOME: 'x', GOPATH: 'go' });
  const purpose = 'learn where Go keeps what it builds';
  const said = await runCommand({
    ...{ purpose, program: program ?? '', arguments: ['env', 'GOCACHE', 'GOPATH'], environment, withinMs: 20_000 },
    remedy: '',
  });
  expect(said.trim().split('\n')).toEqual([`${homedir()}/.cache/go-build`, `${homedir()}/go`]);
});
