import { corpusFolder } from './corpus.ts';

process.stdout.write(corpusFolder() ?? '');
