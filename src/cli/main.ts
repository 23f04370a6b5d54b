import { begin } from './begin.ts';

await begin();
