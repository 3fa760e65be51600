import { isbot } from 'isbot'
import { LRUCache } from 'lru-cache'
import { UAParser } from 'ua-parser-js'
import type { DEVICES, OPERATING_SYSTEMS } from '#shared/contract/link-fields.ts'
import { cleanText } from './clean-text.ts'

type Device = (typeof DEVICES)[number]
type OperatingSystem = (typeof OPERATING_SYSTEMS)[number]

export interface Visitor {
  device: Device
  os: OperatingSystem
  /** Name of the browser as the library knows it, or ''. */
  browser: string
  isBot: boolean
}

const KEPT = 10_000
const BROWSER_LENGTH = 100
/** As much as the parser reads; a longer one is made to cost time or memory. */
const MAX_LENGTH = 500
const known = new LRUCache<string, Visitor>({ max: KEPT })

const devices: Record<string, Device> = {
  mobile: 'mobile',
  tablet: 'tablet',
  smarttv: 'tv',
  console: 'console',
  wearable: 'wearable',
  xr: 'wearable',
  embedded: 'other',
}
const WINDOWS = /^windows/i
const ANDROID = /^(android|harmonyos|fire ?os)/i
const LINUXES =
  /linux|ubuntu|debian|fedora|mint|suse|gentoo|arch|red ?hat|centos|manjaro|mageia|raspbian|slackware|kubuntu|lubuntu|elementary/i

const operatingSystemOf = (name: string): OperatingSystem => {
  if (name === 'iOS' || name === 'watchOS' || name === 'iPadOS') return 'iOS'
  if (name === 'Mac OS' || name === 'macOS') return 'macOS'
  if (name === 'Chromium OS' || name === 'Chrome OS') return 'Chrome OS'
  if (WINDOWS.test(name)) return 'Windows'
  if (ANDROID.test(name)) return 'Android'
  return LINUXES.test(name) ? 'Linux' : 'Other'
}

const DESKTOPS: ReadonlySet<OperatingSystem> = new Set(['Windows', 'macOS', 'Linux', 'Chrome OS'])

// The parser names no type for computers: there what the system runs on tells them from the unknown.
const deviceOf = (type: string | undefined, os: OperatingSystem): Device => {
  if (type !== undefined) return devices[type] ?? 'other'
  if (DESKTOPS.has(os)) return 'desktop'
  return os === 'Other' ? 'other' : 'mobile'
}

const parse = (userAgent: string): Visitor => {
  const parser = new UAParser(userAgent)
  const os = operatingSystemOf(parser.getOS().name ?? '')
  return {
    device: deviceOf(parser.getDevice().type, os),
    os,
    browser: cleanText(parser.getBrowser().name ?? '', BROWSER_LENGTH),
    isBot: userAgent.trim() === '' || isbot(userAgent),
  }
}

/** Device, system and browser behind a User-Agent header, and whether it is a robot's; an empty one is. Cached. */
export const describeUserAgent = (userAgent: string): Visitor => {
  const read = userAgent.slice(0, MAX_LENGTH)
  const found = known.get(read)
  if (found !== undefined) return found
  const described = parse(read)
  known.set(read, described)
  return described
}
