import type { PactComparison } from '../../app/ports.ts';

/** A comparison whose library is loaded when it is needed. */
export interface LoadedLater extends PactComparison {
  /** Begins to load it, while something else is waited for. */
  prepare(): void;
}

/** A pact against a document. The library takes as long to load as a third of everything else that a check needs. */
export function loadComparison(): LoadedLater {
  let loaded: Promise<PactComparison> | undefined;
  const comparison = (): Promise<PactComparison> => {
    loaded ??= import('./compare-pact.ts').then(({ createPactComparison }) => createPactComparison());
    return loaded;
  };
  return {
    prepare: () => void comparison().catch(() => undefined), // who compares is told
    compare: async (...asked) => (await comparison()).compare(...asked),
  };
}
