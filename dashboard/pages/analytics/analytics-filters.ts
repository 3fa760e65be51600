import type { Dimension } from '#shared/contract/analytics.ts'
import { joinFilterValues, splitFilterValues } from '#shared/filter-values.ts'
import { ALL_DIMENSIONS } from './name-values.ts'

export type Filters = Partial<Record<Dimension, readonly string[]>>

/** The values of one dimension as they stand in an address; '' would be lost there, so it is written twice. */
export const writeValues = (values: readonly string[]): string => {
  const text = joinFilterValues(values)
  return values.length > 0 && text === '' ? ',' : text
}

/** What `writeValues` wrote. */
export const readValues = (text: string): string[] =>
  text === '' ? [] : [...new Set(splitFilterValues(text))]

/** The filters of an address's query. */
export const readFilters = (search: Partial<Record<string, string>>): Filters =>
  Object.fromEntries(
    ALL_DIMENSIONS.flatMap((name) => {
      const values = readValues(search[name] ?? '')
      return values.length === 0 ? [] : [[name, values]]
    }),
  )

/** The filters as a query, for the API and for addresses. */
export const writeFilters = (filters: Filters): Partial<Record<Dimension, string>> =>
  Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, writeValues(values)]))

/** The values of one dimension with this one added, or without it when it was there. */
export const toggled = (values: readonly string[], value: string): string[] =>
  values.includes(value) ? values.filter((other) => other !== value) : [...values, value]
