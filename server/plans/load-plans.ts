import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '#server/kernel/config.ts'
import { DEFAULT_PLANS, type PlanCatalogue, planCatalogueSchema } from '#shared/plans.ts'

/**
 * The catalogue of `plans.json` in the data folder, else the shipped one.
 * @throws ConfigError naming the file and each wrong field.
 */
export const loadPlans = (dataFolder: string): PlanCatalogue => {
  const file = join(dataFolder, 'plans.json')
  if (!existsSync(file)) return DEFAULT_PLANS
  let content: unknown
  try {
    content = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new ConfigError(`${file}: must be JSON (${error instanceof Error ? error.message : String(error)})`)
  }
  const parsed = planCatalogueSchema.safeParse(content)
  if (parsed.success) return parsed.data
  throw new ConfigError(
    parsed.error.issues.map((issue) => `${file}: ${issue.path.join('.')}: ${issue.message}`).join('\n'),
  )
}
