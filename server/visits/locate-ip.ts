import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import ipaddr from 'ipaddr.js'
import { Reader, type Response } from 'maxmind'
import { z } from 'zod'
import type { Runtime } from '#server/kernel/runtime.ts'

/** ISO 3166-1 alpha-2 in upper case, the region's code or name, the city's English name; '' where unknown. */
export interface Place {
  country: string
  region: string
  city: string
}

const NOWHERE: Place = { country: '', region: '', city: '' }
const BUNDLED = '@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb'

/** What the two shapes of such databases hold: MaxMind's own, and the flat one of ip-location-db. */
const record = z.object({
  country: z.object({ iso_code: z.string() }).partial().optional(),
  subdivisions: z
    .array(z.object({ iso_code: z.string(), names: z.record(z.string(), z.string()) }).partial())
    .optional(),
  city: z.union([z.object({ names: z.record(z.string(), z.string()) }).partial(), z.string()]).optional(),
  country_code: z.string().optional(),
  state1: z.string().optional(),
})

const placeOf = (found: unknown): Place => {
  const parsed = record.safeParse(found)
  if (!parsed.success) return NOWHERE
  const { country, subdivisions, city, country_code, state1 } = parsed.data
  const region = subdivisions?.[0]
  return {
    country: (country?.iso_code ?? country_code ?? '').toUpperCase(),
    region: region?.iso_code ?? region?.names?.en ?? state1 ?? '',
    city: typeof city === 'string' ? city : (city?.names?.en ?? ''),
  }
}

type Locate = (ip: string) => Place
const opened = new Map<string, Locate>()

/** Reads a MaxMind DB into memory. @throws when there is no such file or it is of another kind. */
const openFile = (file: string): Locate => {
  const reader = new Reader<Response>(readFileSync(file))
  return (ip) => placeOf(reader.get(ip))
}

const bundledFile = (): string => createRequire(import.meta.url).resolve(BUNDLED)

// A file that can't be read must not stop redirects: countries are then told by the bundled one.
const open = (runtime: Runtime): Locate => {
  const { geoipFile } = runtime.config
  if (geoipFile === null) return openFile(bundledFile())
  try {
    return openFile(geoipFile)
  } catch (error) {
    runtime.log.error({ err: error, file: geoipFile }, 'GEOIP_FILE: can’t be read as a MaxMind DB')
    return openFile(bundledFile())
  }
}

/** The address as the file knows it; null for broken ones and those that are nowhere on the Internet (RFC 6890). */
const publicAddress = (ip: string): string | null => {
  if (!ipaddr.isValid(ip)) return null
  const address = ipaddr.process(ip)
  return address.range() === 'unicast' ? address.toString() : null
}

/** Where an address of the Internet is; loaded into memory at the first call. Nowhere for private or broken ones. */
export const locateIp = (runtime: Runtime, ip: string): Place => {
  const key = runtime.config.geoipFile ?? BUNDLED
  const locate = opened.get(key) ?? open(runtime)
  opened.set(key, locate)
  const address = publicAddress(ip)
  return address === null ? NOWHERE : locate(address)
}
