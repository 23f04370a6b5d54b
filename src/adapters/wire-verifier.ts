import { prepareVerifier } from './pact/verifier-child.ts';

// Imported before everything else by the function that checks: the verifier loads while the function itself does.
prepareVerifier();
