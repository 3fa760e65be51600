import {
  ALL_PERMISSIONS,
  isPermission,
  OWNER_ONLY_PERMISSIONS,
  type Permission,
  SYSTEM_ROLE_KEYS,
  SYSTEM_ROLES,
  type SystemRoleKey,
} from '#shared/permissions.ts'

/** A role's permissions as the database keeps them: comma-separated, null for the catalogue's own set. */
export interface StoredPermissions {
  key: string
  is_system: boolean
  permissions: string | null
}

const OWNER_SET: ReadonlySet<Permission> = new Set(ALL_PERMISSIONS)
const NOTHING: ReadonlySet<Permission> = new Set()
const CATALOGUE_SETS = new Map<string, ReadonlySet<Permission>>(
  SYSTEM_ROLE_KEYS.map((key) => [key, new Set(SYSTEM_ROLES[key].permissions)]),
)

const MAX_KNOWN_SETS = 2000
const knownSets = new Map<string, ReadonlySet<Permission>>()

/** Permissions left out of a later catalogue, and those of owners alone, are held by nobody. */
const parse = (text: string): ReadonlySet<Permission> =>
  new Set(
    text
      .split(',')
      .filter((name): name is Permission => isPermission(name) && !OWNER_ONLY_PERMISSIONS.has(name)),
  )

/** What a role allows. Equal texts answer one shared set, so that a request parses nothing. */
export const permissionsOf = (role: StoredPermissions): ReadonlySet<Permission> => {
  if (role.is_system && role.key === 'owner') return OWNER_SET
  if (role.permissions === null) return (role.is_system && CATALOGUE_SETS.get(role.key)) || NOTHING
  const known = knownSets.get(role.permissions)
  if (known !== undefined) return known
  if (knownSets.size >= MAX_KNOWN_SETS) knownSets.clear()
  const parsed = parse(role.permissions)
  knownSets.set(role.permissions, parsed)
  return parsed
}

/** What both sets hold; all of the first when there are no scopes. */
export const withinScopes = (
  permissions: ReadonlySet<Permission>,
  scopes: ReadonlySet<Permission> | null,
): ReadonlySet<Permission> =>
  scopes === null ? permissions : new Set([...scopes].filter((scope) => permissions.has(scope)))

/** In the catalogue's order. */
export const inCatalogueOrder = (permissions: ReadonlySet<Permission>): Permission[] =>
  ALL_PERMISSIONS.filter((permission) => permissions.has(permission))

/** True for the four keys that no custom role may have. */
export const isSystemRoleKey = (key: string): key is SystemRoleKey =>
  (SYSTEM_ROLE_KEYS as readonly string[]).includes(key)
