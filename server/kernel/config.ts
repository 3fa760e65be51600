import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'

/** Wrong environment; `npm start` prints the message and exits with 78 (EX_CONFIG of sysexits.h). */
export class ConfigError extends Error {}

const databaseUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://')
  .refine((text) => URL.canParse(text), 'must be a URL')

const environment = z.object({
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be from 0 to 65535')
    .max(65535, 'must be from 0 to 65535')
    .default(3000),
  HOST: z.string().min(1).default('0.0.0.0'),
  GUILDHALL_DATA: z.string().min(1, 'must name a folder').default('./data'),
  DATABASE_URL: databaseUrl.optional(),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .refine((text) => ['', '/'].includes(new URL(text).pathname), 'must have no path')
    .optional(),
  SMTP_URL: z
    .string()
    .regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')
    .refine((text) => URL.canParse(text), 'must be a URL')
    .optional(),
  MAIL_FROM: z.string().min(3).max(320).optional(),
  SECRET: z.string().min(32, 'must be at least 32 characters').optional(),
  TRUST_PROXY: z.enum(['true', 'false'], 'must be true or false').default('false'),
  DNS_SERVERS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(
      z.array(
        z
          .string()
          .regex(
            /^(\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]+\])(:\d{1,5})?$/i,
            'must be IP addresses, with ports if need be',
          ),
      ),
    )
    .optional(),
  REDIS_URL: z
    .string()
    .regex(/^rediss?:\/\//, 'must start with redis:// or rediss://')
    .refine((text) => URL.canParse(text), 'must be a URL')
    .optional(),
  GEOIP_FILE: z.string().min(1, 'must name a file').optional(),
  WEBHOOK_ALLOWED_NETWORKS: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(z.union([z.cidrv4(), z.cidrv6()], 'must be CIDR ranges, like 10.1.0.0/16')))
    .optional(),
  DELETION_GRACE_DAYS: z.coerce.number('must be a number').int().min(0).max(365).default(7),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),
})

export interface Config {
  port: number
  host: string
  /** Absolute path of the data folder. */
  dataFolder: string
  /** Null: the embedded database in the data folder. */
  databaseUrl: string | null
  /** Origin of this instance, without a slash at the end. */
  publicUrl: string
  smtpUrl: string | null
  mailFrom: string
  secret: string
  trustProxy: boolean
  /** Resolvers that prove custom domains; null: the machine's own. */
  dnsServers: readonly string[] | null
  /** Carries invalidations between nodes in place of each node's own LISTEN; null without. */
  redisUrl: string | null
  /** A MaxMind DB that knows cities, in place of the bundled one of countries. */
  geoipFile: string | null
  /** Private networks that webhooks may reach all the same, as CIDR. */
  webhookAllowedNetworks: readonly string[]
  deletionGraceDays: number
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** The SECRET of the environment, else the one kept in the data folder, made on first use (mode 0600). */
const readSecret = (given: string | undefined, dataFolder: string): string => {
  if (given !== undefined) return given
  const file = join(dataFolder, 'secret')
  if (existsSync(file)) {
    const kept = readFileSync(file, 'utf8').trim()
    if (kept.length < 32) throw new ConfigError(`SECRET: the file ${file} must hold at least 32 characters`)
    return kept
  }
  mkdirSync(dataFolder, { recursive: true, mode: 0o755 })
  const made = randomBytes(32).toString('base64url')
  writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  return made
}

/**
 * Reads and validates the environment; empty values count as absent.
 * @throws ConfigError naming each wrong variable and its rule.
 */
export const loadConfig = (env: NodeJS.ProcessEnv): Config => {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  const values = parsed.data
  const dataFolder = resolve(values.GUILDHALL_DATA)
  const publicUrl = new URL(values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).origin
  return {
    port: values.PORT,
    host: values.HOST,
    dataFolder,
    databaseUrl: values.DATABASE_URL ?? null,
    publicUrl,
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM ?? `Guildhall <no-reply@${new URL(publicUrl).hostname}>`,
    secret: readSecret(values.SECRET, dataFolder),
    trustProxy: values.TRUST_PROXY === 'true',
    dnsServers: values.DNS_SERVERS ?? null,
    redisUrl: values.REDIS_URL ?? null,
    geoipFile: values.GEOIP_FILE ?? null,
    webhookAllowedNetworks: values.WEBHOOK_ALLOWED_NETWORKS ?? [],
    deletionGraceDays: values.DELETION_GRACE_DAYS,
    logLevel: values.LOG_LEVEL,
  }
}
