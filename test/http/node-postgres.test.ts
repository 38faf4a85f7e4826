import { describe } from 'vitest';
import { expectService } from './expectations.ts';
import { nodeOnPostgres } from './places.ts';

describe('Node with PostgreSQL', () => {
  expectService(nodeOnPostgres);
});
