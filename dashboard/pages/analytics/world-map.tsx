import { Box } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { geoNaturalEarth1, geoPath } from 'd3-geo'
import { type KeyboardEvent, useMemo, useState } from 'react'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import worldAddress from 'world-atlas/countries-110m.json?url'
import { formatCount, formatShort } from './format-count.ts'
import { shadeCounts } from './map-shades.ts'
import { nameValue } from './name-values.ts'
import { lettersOf } from './world-countries.ts'
import classes from './world-map.module.css'

const WIDTH = 800
const HEIGHT = 390

type World = Topology<{ countries: GeometryCollection<{ name: string }> }>

interface Country {
  code: string | undefined
  name: string
  path: string
}

const ANTARCTICA = 'AQ'

const drawCountries = (world: World): Country[] => {
  const { features } = feature(world, world.objects.countries)
  const codes = features.map(({ id, properties }) => lettersOf(id?.toString(), properties.name))
  const inhabited = features.filter((_, index) => codes[index] !== ANTARCTICA)
  const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], {
    type: 'FeatureCollection',
    features: inhabited,
  })
  const path = geoPath(projection).digits(1)
  return inhabited.map((shape) => ({
    code: lettersOf(shape.id?.toString(), shape.properties.name),
    name: shape.properties.name,
    path: path(shape) ?? '',
  }))
}

const useCountries = () =>
  useQuery({
    queryKey: ['world'],
    queryFn: async (): Promise<Country[]> => {
      const answer = await fetch(worldAddress)
      return drawCountries((await answer.json()) as World)
    },
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
    if (code === undefined || !props.clicks.has(code))
      return (
        <path
          key={name}
          d={path}
          className={classes.land}
          onPointerEnter={() => props.onPoint(code ?? null)}
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
  const { data: countries, error } = useCountries()
  const [pointed, setPointed] = useState<string | null>(null)
  const shading = useMemo(() => shadeCounts(Math.max(0, ...clicks.values())), [clicks])
  const codes = useMemo(() => {
    const drawn = new Set(countries?.map(({ code }) => code))
    return [...clicks.keys()].filter((code) => drawn.has(code))
  }, [clicks, countries])
  if (error !== null)
    return <p className={classes.note}>The map could not be loaded; the list has all of it.</p>
  const told =
    pointed === null
      ? ''
      : `${nameValue('country', pointed)}: ${formatCount(clicks.get(pointed) ?? 0)} clicks`
  return (
    <div className={classes.map} aria-busy={countries === undefined}>
      <Box
        component="svg"
        role="group"
        aria-label="Map of clicks by country. Arrow keys walk through them."
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        onPointerLeave={() => setPointed(null)}
        onKeyDown={(event) => walkCountries(event, codes)}
      >
        {countries !== undefined && (
          <Shapes
            {...props}
            countries={countries}
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
