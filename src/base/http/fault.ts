import { z } from '@hono/zod-openapi'

/**
 * An unforeseen error as the log may hold it: where it happened and what kind it was, without the values that
 * were under way. PostgreSQL puts rows into `detail`, parsers put the text into the message, schemas the input.
 */
export function describeFault(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error }
  const stack = error.stack
    ?.split('\n')
    .filter((frame) => /^\s+at /.test(frame))
    .slice(0, 12)
  const cause = error.cause instanceof Error ? { cause: describeFault(error.cause) } : {}
  if (error instanceof z.core.$ZodError)
    return {
      kind: 'schema',
      issues: error.issues.slice(0, 20).map(({ code, path, ...issue }) => ({
        code,
        path: path.map(String).join('.'),
        ...('keys' in issue && { keys: issue.keys }),
        ...('expected' in issue && { expected: issue.expected }),
      })),
      stack,
    }
  if ('severity' in error && 'code' in error) {
    const { code, table, column, constraint, routine } = error as unknown as Record<string, unknown>
    return { kind: 'database', code, table, column, constraint, routine, stack, ...cause }
  }
  if (error instanceof SyntaxError) return { kind: error.name, stack, ...cause }
  return { kind: error.name, message: error.message.slice(0, 500), stack, ...cause }
}
