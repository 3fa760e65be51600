import { Box } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { formatCount, formatShort } from './format-count.ts'
import { shadeCounts } from './map-shades.ts'
import { nameValue } from './name-values.ts'
import worldAddress from './world-map.generated.json?url'
import classes from './world-map.module.css'

interface Country {
  /** Null for land without a code of ISO's. */
  code: string | null
  name: string
  path: string
}

interface World {
  width: number
  height: number
  countries: Country[]
}

const useWorld = () =>
  useQuery({
    queryKey: ['world'],
    queryFn: async (): Promise<World> => (await fetch(worldAddress)).json(),
    staleTime: Number.POSITIVE_INFINITY,
  })

interface WorldMapProps {
  /** Clicks by country code. */
  clicks: ReadonlyMap<string, number>
  chosen: readonly string[]
  onToggle: (code: string) => void
}

interface ShapesProps extends WorldMapProps {
  countries: readonly Country[]
  pointed: string | null
  onPoint: (code: string | null) => void
  shadeOf: (clicks: number) => number
  /** The one country that Tab leads to; arrow keys lead on from there. */
  entry: string | undefined
}

function ClickedCountry({ country, ...props }: ShapesProps & { country: Country & { code: string } }) {
  const { code, path } = country
  const { clicks, chosen, onToggle, onPoint, entry } = props
  const count = clicks.get(code) ?? 0
  const toggleByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    onToggle(code)
  }
  return (
    <Box
      component="path"
      role="button"
      d={path}
      className={classes.land}
      data-code={code}
      data-shade={props.shadeOf(count)}
      data-pointed={props.pointed === code || undefined}
      tabIndex={entry === code ? 0 : -1}
      aria-pressed={chosen.includes(code)}
      aria-label={`${nameValue('country', code)}: ${formatCount(count)} clicks`}
      onPointerEnter={() => onPoint(code)}
      onFocus={() => onPoint(code)}
      onBlur={() => onPoint(null)}
      onClick={() => onToggle(code)}
      onKeyDown={toggleByKey}
    />
  )
}

function Shapes(props: ShapesProps) {
  return props.countries.map((country) => {
    const { code, name, path } = country
    if (code === null || !props.clicks.has(code))
      return (
        <path
          key={name}
          d={path}
          className={classes.land}
          onPointerEnter={() => props.onPoint(code)}
          aria-hidden
        />
      )
    return <ClickedCountry key={name} {...props} country={{ ...country, code }} />
  })
}

/** Arrow keys walk through the countries with clicks, most first. */
const walkCountries = (event: KeyboardEvent<SVGSVGElement>, codes: readonly string[]): void => {
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const focused = event.target instanceof Element ? event.target.getAttribute('data-code') : null
  const next = codes.at((codes.indexOf(focused ?? '') + step) % codes.length)
  event.currentTarget.querySelector<SVGPathElement>(`[data-code="${next}"]`)?.focus()
}

function Legend({ starts }: { starts: readonly number[] }) {
  if (starts.length === 0) return null
  return (
    <div className={classes.legend}>
      <span>Clicks</span>
      {starts.map((start, index) => (
        <span key={start} className={classes.step}>
          <span className={classes.swatch} data-shade={index + 1} aria-hidden />
          {formatShort(start)}
          {index === starts.length - 1 && '+'}
        </span>
      ))}
    </div>
  )
}

/** Clicks by country on a map. Each country with clicks can be pointed at, focused, and chosen as a filter. */
export function WorldMap(props: WorldMapProps) {
  const { clicks } = props
  const { data: world, error } = useWorld()
  const [pointed, setPointed] = useState<string | null>(null)
  const shading = useMemo(() => shadeCounts(Math.max(0, ...clicks.values())), [clicks])
  const codes = useMemo(() => {
    const drawn = new Set(world?.countries.map(({ code }) => code))
    return [...clicks.keys()].filter((code) => drawn.has(code))
  }, [clicks, world])
  if (error !== null)
    return <p className={classes.note}>The map could not be loaded; the list has all of it.</p>
  const told =
    pointed === null
      ? ''
      : `${nameValue('country', pointed)}: ${formatCount(clicks.get(pointed) ?? 0)} clicks`
  return (
    <div className={classes.map} aria-busy={world === undefined}>
      <Box
        component="svg"
        role="group"
        aria-label="Map of clicks by country. Arrow keys walk through them."
        viewBox={`0 0 ${world?.width ?? 1} ${world?.height ?? 1}`}
        onPointerLeave={() => setPointed(null)}
        onKeyDown={(event) => walkCountries(event, codes)}
      >
        {world !== undefined && (
          <Shapes
            {...props}
            countries={world.countries}
            pointed={pointed}
            onPoint={setPointed}
            shadeOf={shading.shadeOf}
            entry={pointed !== null && codes.includes(pointed) ? pointed : codes[0]}
          />
        )}
      </Box>
      <div className={classes.foot}>
        <Legend starts={shading.starts} />
        <span className={classes.told}>{told}</span>
      </div>
    </div>
  )
}
