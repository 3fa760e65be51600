/** Middle value. */
export const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export interface Result {
  name: string
  measured: number
  /** What the issue asks for, `min` or `max` of the measured value. */
  wanted: { min: number } | { max: number }
  unit: string
}

const isMet = ({ measured, wanted }: Result): boolean =>
  'min' in wanted ? measured >= wanted.min : measured <= wanted.max

/** Prints one line a result; true when every one is met. */
export const report = (results: Result[]): boolean => {
  for (const result of results) {
    const { wanted } = result
    const goal = 'min' in wanted ? `at least ${wanted.min}` : `at most ${wanted.max}`
    const mark = isMet(result) ? 'ok  ' : 'MISS'
    process.stdout.write(`${mark} ${result.name}: ${result.measured.toFixed(2)} ${result.unit} (${goal})\n`)
  }
  return results.every(isMet)
}

/** Milliseconds that an act takes. */
export const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await act()
  return performance.now() - start
}

/** Runs two acts in turn and answers the median of first ÷ second: what disturbs one disturbs its neighbour. */
export const interleavedRatio = async (
  rounds: number,
  first: () => Promise<number>,
  second: () => Promise<number>,
): Promise<number> => {
  const ratios: number[] = []
  for (let round = 0; round < rounds; round++) {
    const [a, b] = [await first(), await second()]
    ratios.push(a / b)
  }
  return median(ratios)
}
