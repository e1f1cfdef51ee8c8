/** Closes a test run with one plain line, `531 passed, 0 failed`, and with the exit code that belongs to it. */
import type { Reporter, SerializedError, TestModule } from 'vitest/node'

export default class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[] = []): void {
    const count = { passed: 0, failed: 0, skipped: 0, pending: 0 }
    for (const module of modules) {
      for (const test of module.children.allTests()) count[test.result().state] += 1
      // A file that cannot even be read has no tests to count, and is a failure all the same.
      if (module.errors().length > 0) count.failed += 1
    }
    count.failed += unhandled.length
    const left = count.skipped + count.pending
    const line = `${count.passed} passed, ${count.failed} failed${left > 0 ? `, ${left} skipped` : ''}`
    // Hooks of others that run at the end (an embedded database's, for one) would end a failed run with 0.
    process.once('exit', () => {
      console.log(line)
      if (count.failed > 0) process.exitCode = 1
    })
  }
}
