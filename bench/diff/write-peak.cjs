// Loaded into a process that is measured: writes the most memory that it held, in kilobytes, when it ends.
const { readFileSync, writeFileSync } = require('node:fs');

process.on('exit', () => {
  const peak = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'));
  writeFileSync(process.env.BENCH_PEAK_FILE, peak[1]);
});
