import fc from 'fast-check'
import type { Actor } from '#server/kernel/context.ts'
import type { Permission } from '#shared/permissions.ts'
import type { Ground, PersonActor } from './ground.ts'

/** Few permissions and levels, so that random actors meet often. */
export const UNIVERSE: readonly Permission[] = [
  'team.manage_permissions',
  'team.change_role',
  'team.invite',
  'team.remove',
  'users.reactivate',
  'api_keys.create',
  'links.delete',
  'billing.manage',
]
const LEVELS = [0, 10, 20, 40, 60, 80]

const permissionSet = fc.subarray([...UNIVERSE])
/** Sometimes nearly everything, so that calls come through too. */
const seedSet = fc.oneof(permissionSet, fc.subarray([...UNIVERSE], { minLength: UNIVERSE.length - 1 }))
export const seedRole = fc.record({ level: fc.constantFrom(...LEVELS), permissions: seedSet })
export const at = fc.nat({ max: 99 })
export const call = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    by: at,
    level: fc.constantFrom(...LEVELS),
    permissions: permissionSet,
  }),
  fc.record({
    kind: fc.constant('edit' as const),
    by: at,
    role: at,
    level: fc.option(fc.constantFrom(...LEVELS), { nil: undefined }),
    permissions: fc.option(permissionSet, { nil: undefined }),
  }),
  fc.record({ kind: fc.constant('delete' as const), by: at, role: at }),
  fc.record({ kind: fc.constant('assign' as const), by: at, role: at, member: at }),
  fc.record({ kind: fc.constant('invite' as const), by: at, role: at }),
  fc.record({ kind: fc.constant('resend' as const), by: at, invitation: at }),
  fc.record({ kind: fc.constant('accept' as const), invitation: at }),
  fc.record({ kind: fc.constant('make_key' as const), by: at, permissions: permissionSet }),
  fc.record({ kind: fc.constant('remove' as const), by: at, member: at }),
  fc.record({
    kind: fc.constant('reactivate' as const),
    by: at,
    member: at,
    role: fc.option(at, { nil: undefined }),
  }),
)

export type Call = typeof call extends fc.Arbitrary<infer C> ? C : never
export type Of<K extends Call['kind']> = Extract<Call, { kind: K }>

export interface ModelRole {
  id: string
  level: number
  permissions: Set<Permission>
  isGone: boolean
}
export interface ModelMember {
  id: string
  person: PersonActor
  role: ModelRole
  isActive: boolean
}
export interface ModelKey {
  actor: Actor
  level: number
  permissions: Set<Permission>
}
export interface ModelInvitation {
  id: string
  email: PersonActor
  token: string
  role: ModelRole
  isPending: boolean
}
/** The rules told a second time, as plainly as can be, over plain objects. */
export interface Model {
  ground: Ground
  orgId: string
  roles: ModelRole[]
  members: ModelMember[]
  keys: ModelKey[]
  invitations: ModelInvitation[]
}

export interface Power {
  actor: Actor
  level: number
  permissions: ReadonlySet<Permission>
  member: ModelMember | null
}

const includesAll = (whole: ReadonlySet<Permission>, part: Iterable<Permission>): boolean =>
  [...part].every((permission) => whole.has(permission))
export const mayHandOut = (power: Power, level: number, permissions: Iterable<Permission>): boolean =>
  level < power.level && includesAll(power.permissions, permissions)

export const pick = <T>(items: readonly T[], index: number): T | undefined =>
  items[index % Math.max(items.length, 1)]

/** Whoever may act: active members and keys; never the owner. */
export const powersOf = (model: Model): Power[] => [
  ...model.members
    .filter((member) => member.isActive)
    .map((member) => ({
      actor: member.person,
      level: member.role.level,
      permissions: member.role.permissions,
      member,
    })),
  ...model.keys.map((key) => ({ ...key, member: null })),
]

export interface Outcome {
  /** What the model says. */
  isAllowed: boolean
  verdict: string
}

/** What a call of a record that is not there comes to. */
export const NOTHING: Outcome = { isAllowed: true, verdict: 'ok' }
