// Required into the process that is measured, by tests/support/measured.ts: the last thing that it does is to say what it cost.
// As plain as can be, since what it needs is counted, too.
process.once('exit', () => {
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  const cost = { tookMs: performance.now(), cpuMs: (userCPUTime + systemCPUTime) / 1000, memoryMB: maxRSS / 1000 };
  process.stderr.write(`cost ${JSON.stringify(cost)}\n`);
});
