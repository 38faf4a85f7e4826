import type { Reporter, TestModule } from 'vitest/node';

/** Ends the run with one plain line of counts, for people and machines that read only the end of a log. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 };
    let brokenFiles = 0;
    for (const module of modules) {
      // A file that failed to load has no tests to count, and must not read as success.
      if (module.errors().length > 0) brokenFiles += 1;
      for (const test of module.children.allTests()) count[test.result().state] += 1;
    }
    process.stdout.write(
      `\n${count.passed} passed, ${count.failed + brokenFiles} failed, ${count.skipped + count.pending} skipped\n`,
    );
  }
}
