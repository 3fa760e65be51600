import { useElementSize } from '@mantine/hooks'
import { type KeyboardEvent, type PointerEvent, useId, useState } from 'react'
import type { Analytics } from './analytics-ranges.ts'
import { nameBuckets } from './analytics-ranges.ts'
import { areaPath, linePath, niceMarks, type Point, visibleLabels } from './chart-scale.ts'
import { formatCount, formatShort } from './format-count.ts'
import classes from './series-chart.module.css'

const HEIGHT = 260
const TOP = 12
const BOTTOM = 26
const LEFT = 44
const RIGHT = 10
const LABEL_WIDTH = 76

interface SeriesChartProps {
  analytics: Analytics
  metric: 'clicks' | 'uniques'
  isCompared: boolean
}

interface Geometry {
  width: number
  marks: number[]
  points: Point[]
  before: Point[] | null
}

const METRIC_NAMES = { clicks: 'clicks', uniques: 'unique visitors' }

const measure = (
  { analytics: { series }, metric, isCompared }: SeriesChartProps,
  width: number,
): Geometry => {
  const hasBefore =
    isCompared && metric === 'clicks' && series.some((bucket) => bucket.previous_clicks !== null)
  const most = Math.max(
    ...series.map((bucket) => Math.max(bucket[metric], hasBefore ? (bucket.previous_clicks ?? 0) : 0)),
    1,
  )
  const marks = niceMarks(most)
  const top = marks.at(-1) ?? 1
  const step = series.length > 1 ? (width - LEFT - RIGHT) / (series.length - 1) : 0
  const at = (count: number, index: number): Point => ({
    x: series.length > 1 ? LEFT + index * step : LEFT + (width - LEFT - RIGHT) / 2,
    y: TOP + (1 - count / top) * (HEIGHT - TOP - BOTTOM),
  })
  return {
    width,
    marks,
    points: series.map((bucket, index) => at(bucket[metric], index)),
    before: hasBefore ? series.map((bucket, index) => at(bucket.previous_clicks ?? 0, index)) : null,
  }
}

/** Labels at the ends stay inside the drawing. */
const anchorOf = (index: number, count: number): 'start' | 'middle' | 'end' => {
  if (count === 1) return 'middle'
  return index === 0 ? 'start' : index === count - 1 ? 'end' : 'middle'
}

function Axes({ analytics, geometry }: { analytics: Analytics; geometry: Geometry }) {
  const { width, marks, points } = geometry
  const top = marks.at(-1) ?? 1
  const names = nameBuckets(analytics.range)
  const labelled = visibleLabels(points.length, width - LEFT - RIGHT, LABEL_WIDTH)
  return (
    <g aria-hidden className={classes.axis}>
      {marks.map((mark) => {
        const y = TOP + (1 - mark / top) * (HEIGHT - TOP - BOTTOM)
        return (
          <g key={mark}>
            <line x1={LEFT} x2={width - RIGHT} y1={y} y2={y} className={classes.grid} />
            <text x={LEFT - 8} y={y + 4} textAnchor="end">
              {formatShort(mark)}
            </text>
          </g>
        )
      })}
      {labelled.map((index) => (
        <text key={index} x={points[index]?.x} y={HEIGHT - 6} textAnchor={anchorOf(index, points.length)}>
          {names.tick(analytics.series[index]?.starts_at ?? analytics.range.from)}
        </text>
      ))}
    </g>
  )
}

/** Which bucket is pointed at; with arrows, Home and End on the keyboard. */
const nextIndex = (key: string, index: number, count: number): number | null => {
  const moves: Record<string, number> = {
    ArrowRight: index + 1,
    ArrowUp: index + 1,
    ArrowLeft: index - 1,
    ArrowDown: index - 1,
    Home: 0,
    End: count - 1,
  }
  const moved = moves[key]
  return moved === undefined ? null : Math.min(count - 1, Math.max(0, moved))
}

interface CursorProps extends SeriesChartProps {
  geometry: Geometry
  index: number
}

function Cursor({ analytics, metric, geometry, index }: CursorProps) {
  const bucket = analytics.series[index]
  const [point, before] = [geometry.points[index], geometry.before?.[index]]
  if (bucket === undefined || point === undefined) return null
  const isRight = point.x > geometry.width / 2
  return (
    <>
      <svg className={classes.cursor} width={geometry.width} height={HEIGHT} aria-hidden>
        <line x1={point.x} x2={point.x} y1={TOP} y2={HEIGHT - BOTTOM} className={classes.crosshair} />
        {before !== undefined && <circle cx={before.x} cy={before.y} r={3.5} className={classes.dotBefore} />}
        <circle cx={point.x} cy={point.y} r={4.5} className={classes.dot} />
      </svg>
      <div
        className={classes.tooltip}
        aria-hidden
        style={isRight ? { right: geometry.width - point.x + 12 } : { left: point.x + 12 }}
      >
        <b>{nameBuckets(analytics.range).full(bucket.starts_at)}</b>
        <span>
          {formatCount(bucket.clicks)} clicks · {formatCount(bucket.uniques)} unique
        </span>
        {before !== undefined && metric === 'clicks' && bucket.previous_clicks !== null && (
          <span className={classes.faint}>
            {formatCount(bucket.previous_clicks)} clicks in the period before
          </span>
        )}
      </div>
    </>
  )
}

function Shapes({ geometry }: { geometry: Geometry }) {
  const gradient = useId()
  const [only] = geometry.points
  return (
    <>
      <defs>
        <linearGradient id={gradient} x1="0" x2="0" y1="0" y2="1">
          <stop offset="0" className={classes.gradientTop} />
          <stop offset="1" className={classes.gradientBottom} />
        </linearGradient>
      </defs>
      <path d={areaPath(geometry.points, HEIGHT - BOTTOM)} fill={`url(#${gradient})`} />
      {geometry.before !== null && <path d={linePath(geometry.before)} className={classes.lineBefore} />}
      <path d={linePath(geometry.points)} className={classes.line} />
      {geometry.points.length === 1 && only !== undefined && (
        <circle cx={only.x} cy={only.y} r={4.5} className={classes.dot} />
      )}
    </>
  )
}

/** Clicks over time as an area, the period before as a dotted line. Arrow keys walk from bucket to bucket. */
export function SeriesChart(props: SeriesChartProps) {
  const { analytics, metric } = props
  const { ref, width } = useElementSize()
  const [pointed, setPointed] = useState<number | null>(null)
  const geometry = measure(props, Math.max(width, 240))
  const { series, range } = analytics
  const names = nameBuckets(range)
  const index = Math.min(pointed ?? series.length - 1, series.length - 1)
  const bucket = series[index]
  const point = ({ clientX, currentTarget }: PointerEvent<HTMLDivElement>) => {
    const share =
      (clientX - currentTarget.getBoundingClientRect().left - LEFT) / (geometry.width - LEFT - RIGHT)
    setPointed(Math.min(series.length - 1, Math.max(0, Math.round(share * (series.length - 1)))))
  }
  const walk = (event: KeyboardEvent) => {
    const next = nextIndex(event.key, index, series.length)
    if (next === null) return
    event.preventDefault()
    setPointed(next)
  }
  return (
    <div
      ref={ref}
      className={classes.chart}
      role="slider"
      tabIndex={0}
      aria-label={`Chart of ${METRIC_NAMES[metric]} over time`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, series.length - 1)}
      aria-valuenow={index}
      aria-valuetext={
        bucket === undefined
          ? 'Nothing'
          : `${names.full(bucket.starts_at)}: ${formatCount(bucket[metric])} ${METRIC_NAMES[metric]}`
      }
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setPointed(null)}
      onFocus={(event) => event.currentTarget.matches(':focus-visible') && setPointed(index)}
      onBlur={() => setPointed(null)}
      onKeyDown={walk}
    >
      {width > 0 && (
        <>
          <svg width={geometry.width} height={HEIGHT} aria-hidden>
            <Axes analytics={analytics} geometry={geometry} />
            <Shapes geometry={geometry} />
          </svg>
          {pointed !== null && <Cursor {...props} geometry={geometry} index={index} />}
        </>
      )}
    </div>
  )
}
