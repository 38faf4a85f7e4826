// What anybody may expect of the service over HTTP, wherever it runs (D1): one list, run against every place. Only what
// goes through the real thing, storage and keys included, stands here; the finer points are in test/server.
import { expectAddresses } from './expect-addresses.ts';
import { expectRefusals } from './expect-bad-input.ts';
import { expectVerdicts } from './expect-codes.ts';
import { expectDemo } from './expect-demo.ts';
import { expectLimits } from './expect-limits.ts';
import { expectLog } from './expect-log.ts';
import { expectLookups } from './expect-lookups.ts';
import { expectOperations } from './expect-operations.ts';
import { expectProgress } from './expect-progress.ts';
import { expectPublicData } from './expect-trust.ts';
import type { Place } from './places.ts';
import { useSubject } from './subject.ts';

/** Registers the tests for one place, which `start` brings up. */
export function expectService(start: () => Promise<Place>): void {
  const subject = useSubject(start);
  expectDemo(subject);
  expectLookups(subject);
  expectProgress(subject);
  expectRefusals(subject);
  expectVerdicts(subject);
  expectPublicData(subject);
  expectLog(subject);
  expectLimits(subject);
  expectAddresses(subject);
  // Last, because it looks through everything that was logged before.
  expectOperations(subject);
}
