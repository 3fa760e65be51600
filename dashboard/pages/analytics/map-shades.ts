const SHADES = 5

export interface Shading {
  /** 1 (few) to 5 (many); 0 for no clicks. */
  shadeOf: (clicks: number) => number
  /** The least clicks of each shade that is used, ascending. */
  starts: number[]
}

/** Divides clicks into shades by powers, since a few countries have most of them. */
export const shadeCounts = (most: number): Shading => {
  const count = Math.min(SHADES, most)
  const starts = Array.from({ length: count }, (_, index) =>
    index === 0 ? 1 : Math.ceil(Math.max(index + 1, most ** (index / count))),
  )
  return {
    starts,
    shadeOf: (clicks) => starts.filter((start) => clicks >= start).length,
  }
}
