/** Something the crash test has found; the folder of that story is kept. */
export class CrashFault extends Error {
  readonly folder: string;

  constructor(faults: readonly string[], folder: string) {
    super(faults.map((fault) => `- ${fault}`).join('\n'));
    this.folder = folder;
  }
}

/** @throws CrashFault if there is any fault. */
export function refuse(faults: readonly string[], folder: string): void {
  if (faults.length > 0) throw new CrashFault(faults, folder);
}
