import { isTest } from './list-sources.mjs'

const COMPOSITION = /^server\/((main|app|worker|open-runtime)\.ts|jobs\/|demo\/)/
const ADAPTER = /^server\/(http|scim|public)\//
const WITHOUT_SQL = /^server\/(scim|public)\//
const MAY_MINT = 'server/organizations/enter-organization.ts'
const MINT = 'mintAuthorizedOrganizationId'

export const topFolder = (file) => file.split('/')[0]
const isConfig = (file) => /^[^/]+\/[^/]+\.config\.ts$/.test(file)
const isKernel = (file) => file.startsWith('server/kernel/')
const isQueries = (file) => file.endsWith('-queries.ts')
const isRoutes = (file) => file.endsWith('-routes.ts')
const isHttp = (file) => isRoutes(file) || ADAPTER.test(file)
const domainOf = (file) => file.split('/').slice(0, 2).join('/')

/** Whether a server file is a verb's: a domain's code that knows neither HTTP nor tables. */
const isVerb = (file) =>
  file.startsWith('server/') &&
  !isKernel(file) &&
  !isQueries(file) &&
  !isHttp(file) &&
  !COMPOSITION.test(file)

export const mayHoldSql = (file) =>
  isQueries(file) || file.startsWith('server/kernel/database/') || isTest(file) || topFolder(file) === 'bench'

const MAY_IMPORT = {
  shared: ['shared'],
  server: ['server', 'shared'],
  cli: ['cli', 'server', 'shared'],
  dashboard: ['dashboard', 'shared'],
  booking: ['booking', 'shared'],
}

function breaksFolders({ file, entry }) {
  const folder = topFolder(file)
  const allowed = MAY_IMPORT[folder]
  if (allowed === undefined) return null
  if (entry.target !== null)
    return allowed.includes(topFolder(entry.target))
      ? null
      : `${folder} may import only ${allowed.join(', ')}`
  if (folder === 'shared' && entry.specifier !== 'zod') return 'shared may import no package but zod'
  if (['dashboard', 'booking'].includes(folder) && entry.specifier.startsWith('node:'))
    return `${folder} runs in a browser, which has no Node modules`
  return null
}

function breaksQueries({ file, entry }) {
  if (entry.target === null || !isQueries(entry.target)) return null
  // server/http keeps books of its own (what was already answered, how often one asked); the others have none.
  if (isRoutes(file) || WITHOUT_SQL.test(file)) return 'routes and adapters call verbs, not queries'
  if (isKernel(file) && isKernel(entry.target)) return null
  return domainOf(file) === domainOf(entry.target) ? null : "only a domain's own files use its queries"
}

function breaksLayers({ file, entry }) {
  const { target } = entry
  if (topFolder(file) === 'cli' && target !== null && isRoutes(target))
    return 'the command line calls verbs, not routes'
  if (topFolder(file) !== 'server' || target === null || topFolder(target) !== 'server') return null
  if (isKernel(file)) return isKernel(target) ? null : 'the kernel knows no domain'
  if (isQueries(file) && !entry.isType && !isKernel(target) && !isQueries(target))
    return 'queries import the kernel, and types alone from elsewhere'
  if (isVerb(file) && (isHttp(target) || COMPOSITION.test(target)))
    return 'verbs know no routes, adapters or jobs'
  return null
}

function breaksHttp({ file, entry }) {
  const isHttpPackage = /^(fastify|@fastify\/|fastify-|node:http)/.test(entry.specifier)
  return isHttpPackage && (isVerb(file) || isQueries(file)) ? 'verbs know no HTTP' : null
}

function breaksMint({ file, entry }) {
  if (!entry.names.includes(MINT) || file === MAY_MINT) return null
  return `only ${MAY_MINT} may import ${MINT}`
}

function breaksSql({ file, entry }) {
  if (entry.specifier !== 'kysely' || entry.isType) return null
  return mayHoldSql(file) ? null : 'only *-queries.ts and server/kernel/database hold SQL'
}

const ALWAYS = [breaksFolders, breaksLayers, breaksHttp, breaksQueries, breaksMint, breaksSql]

/** The rule that an import of a file breaks, in words, or null. Tests and tools' configuration may reach anywhere. */
export function findBrokenRule(file, entry) {
  if (isTest(file) || isConfig(file)) return null
  for (const rule of ALWAYS) {
    const broken = rule({ file, entry })
    if (broken !== null) return broken
  }
  return null
}
