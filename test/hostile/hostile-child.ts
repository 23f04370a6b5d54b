import type { Done, Job, Step } from './hostile-job.ts';

// Does one job after the other for the process that started it, which watches the clock.

process.on('message', (job: Job) => {
  void tried(job).then((steps) => {
    const polluted = 'polluted' in {};
    const restMb = process.memoryUsage.rss() / (1_024 * 1_024);
    process.send?.({ steps, restMb, polluted } satisfies Done);
  });
});
process.send?.('ready');

async function tried(job: Job): Promise<Step[]> {
  if (job.kind === 'document') return (await import('./try-document.ts')).tryDocument(job);
  return (await import('./try-answer.ts')).tryAnswer(job);
}
