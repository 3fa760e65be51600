export interface Point {
  x: number
  y: number
}

/** Round marks from 0 to at least `most`, some four of them; whole numbers only. */
export const niceMarks = (most: number): number[] => {
  const step = niceStep(Math.max(most, 1) / 4)
  const count = Math.max(1, Math.ceil(most / step))
  return Array.from({ length: count + 1 }, (_, index) => index * step)
}

const niceStep = (rough: number): number => {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 2.5, 5, 10].find((candidate) => candidate * power >= rough) ?? 10
  return Math.max(1, Math.ceil(factor * power))
}

/** Which of `count` labels fit into a width, evenly spaced, the first included. */
export const visibleLabels = (count: number, width: number, labelWidth: number): number[] => {
  const most = Math.max(1, Math.floor(width / labelWidth))
  const every = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: Math.ceil(count / every) }, (_, index) => index * every)
}

const rounded = (value: number): string => String(Math.round(value * 10) / 10)

/** A line through the points that never leaves the range of its neighbours (monotone cubic, Fritsch and Carlson). */
export const linePath = (points: readonly Point[]): string => {
  const [first] = points
  if (first === undefined) return ''
  const slopes = tangents(points)
  const curves = points.slice(1).map((point, index) => {
    const before = points[index] ?? point
    const third = (point.x - before.x) / 3
    const [out = 0, into = 0] = [slopes[index], slopes[index + 1]]
    const handles = [before.x + third, before.y + out * third, point.x - third, point.y - into * third]
    return `C${[...handles, point.x, point.y].map(rounded).join(' ')}`
  })
  return `M${rounded(first.x)} ${rounded(first.y)}${curves.join('')}`
}

const tangents = (points: readonly Point[]): number[] => {
  const secants = points.slice(1).map((point, index) => {
    const before = points[index] ?? point
    return point.x === before.x ? 0 : (point.y - before.y) / (point.x - before.x)
  })
  return points.map((_, index) => {
    const left = secants[index - 1] ?? secants[index] ?? 0
    const right = secants[index] ?? left
    if (left * right <= 0) return 0
    return (2 * left * right) / (left + right)
  })
}

/** The same line, closed down to `bottom`. */
export const areaPath = (points: readonly Point[], bottom: number): string => {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return ''
  return `${linePath(points)}L${rounded(last.x)} ${rounded(bottom)}L${rounded(first.x)} ${rounded(bottom)}Z`
}
