// Draws the countries of Natural Earth once, as paths, so that browsers load neither a projection nor a topology.
// Run it after world-atlas changed: node scripts/generate-world-map.mjs
import { writeFileSync } from 'node:fs'
import { geoNaturalEarth1, geoPath } from 'd3-geo'
import { feature } from 'topojson-client'
import atlas from 'world-atlas/countries-110m.json' with { type: 'json' }
import { fromRoot } from './root.mjs'

const WIDTH = 4000
const HEIGHT = 1950
const ANTARCTICA = 'AQ'

// ISO 3166-1: numeric codes, as the atlas has them, and the two letters of each.
const LETTERS =
  '004AF008AL010AQ012DZ024AO031AZ032AR036AU040AT044BS050BD051AM056BE064BT068BO070BA072BW076BR084BZ090SB096BN100BG104MM108BI112BY116KH120CM124CA140CF144LK148TD152CL156CN158TW170CO178CG180CD188CR191HR192CU196CY203CZ204BJ208DK214DO218EC222SV226GQ231ET232ER233EE238FK242FJ246FI250FR260TF262DJ266GA268GE270GM275PS276DE288GH300GR304GL320GT324GN328GY332HT340HN348HU352IS356IN360ID364IR368IQ372IE376IL380IT384CI388JM392JP398KZ400JO404KE408KP410KR414KW417KG418LA422LB426LS428LV430LR434LY440LT442LU450MG454MW458MY466ML478MR484MX496MN498MD499ME504MA508MZ512OM516NA524NP528NL540NC548VU554NZ558NI562NE566NG578NO586PK591PA598PG600PY604PE608PH616PL620PT624GW626TL630PR634QA642RO643RU646RW682SA686SN688RS694SL703SK704VN705SI706SO710ZA716ZW724ES728SS729SD732EH740SR748SZ752SE756CH760SY762TJ764TH768TG780TT784AE788TN792TR795TM800UG804UA807MK818EG826GB834TZ840US854BF858UY860UZ862VE887YE894ZM'
const BY_NUMBER = new Map(
  [...LETTERS.matchAll(/(\d{3})([A-Z]{2})/g)].map(([, number, code]) => [number, code]),
)
// Without a number of ISO's; the letters are those that others use.
const BY_NAME = new Map([['Kosovo', 'XK']])

const countries = feature(atlas, atlas.objects.countries)
  .features.map((shape) => ({
    shape,
    name: shape.properties.name,
    code: BY_NUMBER.get(shape.id) ?? BY_NAME.get(shape.properties.name) ?? null,
  }))
  .filter(({ code }) => code !== ANTARCTICA)
const projection = geoNaturalEarth1().fitSize([WIDTH, HEIGHT], {
  type: 'FeatureCollection',
  features: countries.map(({ shape }) => shape),
})

/** Writes a path in whole steps from point to point: a third of the size of one in absolute decimals. */
function createPen() {
  let text = ''
  let at = { x: 0, y: 0 }
  const step = (letter, x, y) => {
    const to = { x: Math.round(x), y: Math.round(y) }
    const [right, down] = [to.x - at.x, to.y - at.y]
    if (letter === 'l' && right === 0 && down === 0) return
    const isFollowing = letter === 'l' && /[\d]$/.test(text) && text.lastIndexOf('l') > text.lastIndexOf('m')
    text += `${isFollowing ? (right < 0 ? '' : ' ') : letter}${right}${down < 0 ? '' : ' '}${down}`
    at = to
  }
  let start = at
  return {
    moveTo: (x, y) => {
      step('m', x, y)
      start = at
    },
    lineTo: (x, y) => step('l', x, y),
    closePath: () => {
      text += 'z'
      at = start
    },
    arc: () => undefined,
    read: () => text,
  }
}

const drawn = countries.map(({ shape, name, code }) => {
  const pen = createPen()
  geoPath(projection, pen)(shape)
  return { code, name, path: pen.read() }
})
writeFileSync(
  fromRoot('dashboard/pages/analytics/world-map.generated.json'),
  `${JSON.stringify({ width: WIDTH, height: HEIGHT, countries: drawn })}\n`,
)
console.log(`Drew ${drawn.length} countries`)
