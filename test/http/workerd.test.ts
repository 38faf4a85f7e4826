import { describe } from 'vitest';
import { expectService } from './expectations.ts';
import { workerd } from './places.ts';

describe('workerd with PostgreSQL', () => {
  expectService(workerd);
});
