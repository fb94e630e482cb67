/** One figure beside what it is held against. */
export type Line = {
  readonly name: string
  readonly figure: number
  /** What the figure should not pass; for throughput, what it should reach. */
  readonly limit: number
  /** Figure over what it is compared with (the bare query, the bare server, the smaller size). */
  readonly ratio: number
  readonly unit: string
  /** How many samples. */
  readonly n: number
  readonly atLeast?: boolean
}

export type Report = ((line: Line) => void) & { end(): void }

const number = (value: number) =>
  value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(2) : value.toFixed(3)

/** Prints as it goes: a table for people, or one JSON object a line. */
export function reporter(json: boolean): Report {
  let missed = 0
  if (!json)
    console.log(
      `${'figure'.padEnd(58)}${'value'.padStart(10)}${'limit'.padStart(10)} unit ${'ratio'.padStart(7)}      n`,
    )
  const report = ({ atLeast, ...line }: Line) => {
    const ok = atLeast ? line.figure >= line.limit : line.figure <= line.limit
    if (!ok) missed += 1
    if (json) return console.log(JSON.stringify(line))
    const values = `${number(line.figure).padStart(10)}${number(line.limit).padStart(10)} ${line.unit.padEnd(5)}${number(line.ratio).padStart(6)}`
    console.log(
      `${line.name.padEnd(58)}${values} ${String(line.n).padStart(6)}${ok ? '' : '  over its limit'}`,
    )
  }
  return Object.assign(report, {
    end: () => {
      if (!json)
        console.log(
          missed === 0 ? 'Every figure is within its limit.' : `${missed} figures miss their limit.`,
        )
    },
  })
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}

/** Milliseconds. */
export async function timed(doing: () => Promise<unknown>): Promise<number> {
  const start = process.hrtime.bigint()
  await doing()
  return Number(process.hrtime.bigint() - start) / 1e6
}

/** Hooks of a bench that is no test: run at its end. */
export function ending() {
  const steps: (() => unknown)[] = []
  return {
    after: (step: () => unknown) => void steps.push(step),
    async over() {
      for (const step of steps.reverse()) await step()
    },
  }
}
