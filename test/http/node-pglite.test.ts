import { describe } from 'vitest';
import { expectService } from './expectations.ts';
import { nodeOnPglite } from './places.ts';

describe('Node with PGlite', () => {
  expectService(nodeOnPglite);
});
