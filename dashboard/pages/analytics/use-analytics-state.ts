import type { Dimension } from '#shared/contract/analytics.ts'
import { useListState } from '../../ui/use-list-state.ts'
import { type Filters, readFilters, toggled, writeFilters, writeValues } from './analytics-filters.ts'
import {
  DEFAULT_PRESET,
  type Interval,
  isDay,
  isPreset,
  type Preset,
  viewersZone,
} from './analytics-ranges.ts'
import { ALL_DIMENSIONS } from './name-values.ts'

const CHOICES = {
  range: DEFAULT_PRESET as string,
  from: '',
  until: '',
  zone: '',
  interval: '',
  compare: '',
  metric: 'clicks',
}
const NO_FILTERS = Object.fromEntries(ALL_DIMENSIONS.map((name) => [name, ''])) as Record<Dimension, string>
const DEFAULTS: Record<keyof typeof CHOICES | Dimension, string> = { ...NO_FILTERS, ...CHOICES }

type When = { preset: Preset } | { from: string; until: string }
export type AnalyticsQuery = When & { zone: string } & Partial<Record<Dimension, string>>

export interface AnalyticsState {
  when: When
  zone: string
  interval: Interval | undefined
  isCompared: boolean
  metric: 'clicks' | 'uniques'
  /** Those in the address; without the fixed ones. */
  filters: Filters
  /** Range, zone and all filters as the API takes them. */
  query: AnalyticsQuery
  set: (changes: Partial<Record<keyof typeof CHOICES, string>>) => void
  toggle: (dimension: Dimension, value: string) => void
  clear: (dimension: Dimension) => void
  clearAll: () => void
}

const INTERVALS_SHOWN: readonly string[] = ['hour', 'day', 'week', 'month']
const isInterval = (text: string): text is Interval => INTERVALS_SHOWN.includes(text)

const whenOf = ({ range, from, until }: Record<keyof typeof CHOICES, string>): When => {
  if (range === 'custom' && isDay(from) && isDay(until) && from <= until) return { from, until }
  return { preset: isPreset(range) ? range : DEFAULT_PRESET }
}

/** What the analytics show, kept in the address. `fixed` narrows to a link or project for good. */
export function useAnalyticsState(fixed: Filters = {}): AnalyticsState {
  const { values, set } = useListState<keyof typeof DEFAULTS>(DEFAULTS)
  const filters = readFilters(values)
  const when = whenOf(values)
  const zone = values.zone === '' ? viewersZone() : values.zone
  return {
    when,
    zone,
    interval: isInterval(values.interval) ? values.interval : undefined,
    isCompared: values.compare !== 'no',
    metric: values.metric === 'uniques' ? 'uniques' : 'clicks',
    filters,
    query: { ...when, zone, ...writeFilters({ ...filters, ...fixed }) },
    set,
    toggle: (dimension, value) => set({ [dimension]: writeValues(toggled(filters[dimension] ?? [], value)) }),
    clear: (dimension) => set({ [dimension]: '' }),
    clearAll: () => set(NO_FILTERS),
  }
}
