import { DEVICES, OPERATING_SYSTEMS } from '#shared/contract/link-fields.ts'

export const DEVICE_LABELS: Record<(typeof DEVICES)[number], string> = {
  desktop: 'Computer',
  mobile: 'Phone',
  tablet: 'Tablet',
  tv: 'TV',
  console: 'Game console',
  wearable: 'Watch',
  other: 'Other device',
}

export const DEVICE_OPTIONS = DEVICES.map((value) => ({ value, label: DEVICE_LABELS[value] }))
export const SYSTEM_OPTIONS = OPERATING_SYSTEMS.map((value) => ({ value, label: value }))

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = [
  { value: 'mon', label: 'Mon' },
  { value: 'tue', label: 'Tue' },
  { value: 'wed', label: 'Wed' },
  { value: 'thu', label: 'Thu' },
  { value: 'fri', label: 'Fri' },
  { value: 'sat', label: 'Sat' },
  { value: 'sun', label: 'Sun' },
] as const

/** ISO 3166-1 alpha-2, every code that is assigned. */
const COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'

/** ISO 639-1: languages that browsers send. */
const LANGUAGES =
  'af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ky lo lt lv mk ml mn mr ms mt my nb ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi xh yo zh zu'

const countryNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'code' })
const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })

export const countryName = (code: string): string => countryNames.of(code) ?? code
export const languageName = (code: string): string => languageNames.of(code) ?? code

const optionsOf = (codes: string, nameOf: (code: string) => string) =>
  codes
    .split(' ')
    .map((value) => ({ value, label: nameOf(value) }))
    .sort((a, b) => a.label.localeCompare(b.label))

let countries: ReturnType<typeof optionsOf> | undefined
let languages: ReturnType<typeof optionsOf> | undefined

/** Countries by name. */
export const countryOptions = () => {
  countries ??= optionsOf(COUNTRIES, countryName)
  return countries
}

/** Languages by name. */
export const languageOptions = () => {
  languages ??= optionsOf(LANGUAGES, languageName)
  return languages
}
