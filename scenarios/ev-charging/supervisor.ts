import { spawn } from 'node:child_process';

/**
 * A restart policy as the canary needs it: it runs a service, kills it once after a moment, and starts it again. Its own
 * pid stays the same, so whoever looks at that alone sees a service that never restarted.
 */
const killsAfterMs = 2500;
const [program = '', ...words] = process.argv.slice(2);

function launch(): void {
  const child = spawn(program, words, { stdio: 'inherit' });
  const kill = setTimeout(() => child.kill('SIGKILL'), killsAfterMs);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => child.kill(signal));
  child.once('exit', (code, signal) => {
    clearTimeout(kill);
    if (signal !== 'SIGKILL') process.exit(code ?? 0);
    console.log(JSON.stringify({ service: 'supervisor', msg: 'the service died and is started again' }));
    again();
  });
}

/** The second life is left alone. */
function again(): void {
  const child = spawn(program, words, { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => child.kill(signal));
  child.once('exit', (code) => process.exit(code ?? 0));
}

launch();
