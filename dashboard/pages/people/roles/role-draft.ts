import { useState } from 'react'
import type { Role } from '#shared/contract/roles.ts'
import {
  OWNER_ONLY_PERMISSIONS,
  type Permission,
  READ_PERMISSIONS,
  type RoleIcon,
} from '#shared/permissions.ts'

/** A role while it is edited. */
export interface RoleDraft {
  name: string
  description: string
  icon: RoleIcon
  color: string
  level: number
  permissions: ReadonlySet<string>
}

export interface RoleForm {
  draft: RoleDraft
  set: (changes: Partial<RoleDraft>) => void
  /** Null while a new role is made. */
  role: Role | null
  /** Details of system roles are fixed; whoever may not edit the role may look. */
  canEditDetails: boolean
  canEditPermissions: boolean
  /** The highest level that may be given. */
  maxLevel: number
  /** Why a permission can't be switched; null when it can. */
  whyLocked: (permission: Permission) => string | null
}

const NEW: RoleDraft = {
  name: '',
  description: '',
  icon: 'user',
  color: '#0f766e',
  level: 20,
  permissions: new Set(),
}

const draftOf = ({ name, description, icon, color, level, permissions }: Role): RoleDraft => ({
  ...{ name, description, icon, color, level },
  permissions: new Set(permissions),
})

interface Editor {
  level: number
  can: (permission: Permission) => boolean
}

function lockOf(role: Role | null, permission: Permission, editor: Editor): string | null {
  if (OWNER_ONLY_PERMISSIONS.has(permission)) return 'Owners only'
  if (role?.key === 'viewer' && !READ_PERMISSIONS.has(permission)) return 'Viewers only read'
  return editor.can(permission) ? null : 'You don’t hold this permission yourself'
}

/** The state of the role editor: a role's copy or an empty one, and what of it this editor may change. */
export function useRoleForm(role: Role | null, editor: Editor): RoleForm {
  const maxLevel = Math.max(0, Math.min(98, editor.level - 1))
  const [draft, setDraft] = useState<RoleDraft>(() =>
    role === null ? { ...NEW, level: Math.min(NEW.level, maxLevel) } : draftOf(role),
  )
  return {
    draft,
    set: (changes) => setDraft((old) => ({ ...old, ...changes })),
    role,
    canEditDetails: role === null || (role.can.update && role.can.update_details),
    canEditPermissions: role === null || role.can.update,
    maxLevel,
    whyLocked: (permission) => lockOf(role, permission, editor),
  }
}
