import { spawn } from 'node:child_process';

/** A restart policy in its smallest form: whatever ends is started again, by a process that stays the same. */
const words = process.argv.slice(2);
let ending = false;

function launch(): void {
  const child = spawn(process.execPath, [...process.execArgv, ...words], { stdio: 'inherit' });
  const end = (signal: NodeJS.Signals) => {
    ending = true;
    child.kill(signal);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, end);
  child.once('exit', (code) => {
    if (ending) process.exit(code ?? 0);
    launch();
  });
}
launch();
