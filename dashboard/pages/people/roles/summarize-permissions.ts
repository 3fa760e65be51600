import {
  isPermission,
  PERMISSION_CATALOGUE,
  type Permission,
  type PermissionCategory,
} from '#shared/permissions.ts'

/** One permission as people read it. */
export interface PermissionEntry {
  name: Permission
  description: string
}

export interface CategoryEntry {
  category: PermissionCategory
  /** "QR codes" */
  title: string
  description: string
  permissions: PermissionEntry[]
}

const SPELLED: Partial<Record<PermissionCategory, string>> = {
  qr_codes: 'QR codes',
  api_keys: 'API keys',
  scim: 'SCIM',
}

const titleOf = (category: PermissionCategory): string => {
  const words = category.replaceAll('_', ' ')
  return SPELLED[category] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}

/** The catalogue by category, in its order. */
export const CATEGORIES: readonly CategoryEntry[] = Object.entries(PERMISSION_CATALOGUE).map(
  ([name, { description, permissions }]) => ({
    category: name as PermissionCategory,
    title: titleOf(name as PermissionCategory),
    description,
    permissions: Object.entries(permissions).map(([action, text]) => ({
      name: `${name}.${action}` as Permission,
      description: text,
    })),
  }),
)

const DESCRIPTIONS = new Map<string, string>(
  CATEGORIES.flatMap(({ permissions }) => permissions.map(({ name, description }) => [name, description])),
)

export const describePermission = (name: string): string => DESCRIPTIONS.get(name) ?? name

const categoryOf = (name: string): string => name.split('.')[0] ?? name

const count = (amount: number, one: string, many: string): string => `${amount} ${amount === 1 ? one : many}`

/** "12 permissions across 5 categories" */
export function summarizePermissions(names: readonly string[]): string {
  const categories = new Set(names.map(categoryOf)).size
  return `${count(names.length, 'permission', 'permissions')} across ${count(categories, 'category', 'categories')}`
}

const MIGHTY = new Set(['organization.delete', 'team.manage_permissions', 'billing.manage'])

// What lets a person change something tells more about a role than what lets them look.
const weightOf = (name: string): number => {
  if (MIGHTY.has(name)) return -1
  const action = name.split('.')[1] ?? ''
  if (/^(delete|manage|transfer|remove)/.test(action)) return 0
  return /^(view|read|use)/.test(action) ? 2 : 1
}

/** The permissions that tell most about a role, from different categories as far as there are any. */
export function topPermissions(names: readonly string[], amount = 3): string[] {
  const sorted = names.filter(isPermission).sort((a, b) => weightOf(a) - weightOf(b))
  const firstOfEach = sorted.filter(
    (name, index) => sorted.findIndex((other) => categoryOf(other) === categoryOf(name)) === index,
  )
  return [...new Set([...firstOfEach, ...sorted])].slice(0, amount)
}

/** The categories and permissions that a search finds, by words in name or description. */
export function searchCategories(search: string): CategoryEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const matches = (text: string): boolean => words.every((word) => text.toLowerCase().includes(word))
  return CATEGORIES.map((entry) => ({
    ...entry,
    permissions: entry.permissions.filter(({ name, description }) =>
      matches(`${entry.title} ${name} ${description}`),
    ),
  })).filter(({ permissions }) => permissions.length > 0)
}
