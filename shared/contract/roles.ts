import { z } from 'zod'
import { isPermission, type Permission, ROLE_ICONS } from '../permissions.ts'
import {
  color,
  confirmation,
  fields,
  idOf,
  instant,
  line,
  organizationId,
  organizationParams,
  prose,
} from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Roles'
export const roleId = idOf('role')
const roleParams = fields({ orgId: organizationId, roleId })

export const permissionName = z
  .string()
  .max(64)
  .refine((text): text is Permission => isPermission(text), 'must be a permission of the catalogue')

export const role = fields({
  id: roleId,
  key: z.string(),
  name: z.string(),
  description: z.string(),
  icon: z.enum(ROLE_ICONS),
  color: z.string(),
  level: z.number().int(),
  is_system: z.boolean(),
  member_count: z.number().int(),
  invitation_count: z.number().int().describe('Pending invitations with this role'),
  permissions: z.array(z.string()),
  created_at: instant,
  updated_at: instant,
  can: fields({
    update: z.boolean(),
    update_details: z.boolean().describe('False for system roles'),
    delete: z.boolean(),
    assign: z.boolean().describe('You may give this role to a member or an invitation'),
  }),
})
export type Role = z.output<typeof role>

export const listRoles = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/roles',
  access: 'organization',
  tag,
  summary: 'List roles with their permissions',
  permission: 'team.view',
  params: organizationParams,
  response: fields({ data: z.array(role) }),
})

const roleFields = {
  name: line(50),
  description: prose(500),
  icon: z.enum(ROLE_ICONS),
  color,
  level: z.number().int().min(0).max(98),
  permissions: z.array(permissionName).max(200),
}

export const createRole = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/roles',
  access: 'organization',
  tag,
  summary: 'Create a custom role',
  permission: 'team.manage_permissions',
  params: organizationParams,
  body: fields({
    name: roleFields.name,
    description: roleFields.description.default(''),
    icon: roleFields.icon.default('user'),
    color: roleFields.color.default('#0f766e'),
    level: roleFields.level.default(20),
    permissions: roleFields.permissions,
  }),
  response: role,
  status: 201,
  idempotent: true,
})

export const updateRole = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/roles/:roleId',
  access: 'organization',
  tag,
  summary: 'Change a role; of a system role only its permissions',
  permission: 'team.manage_permissions',
  params: roleParams,
  body: fields({
    name: roleFields.name.optional(),
    description: roleFields.description.optional(),
    icon: roleFields.icon.optional(),
    color: roleFields.color.optional(),
    level: roleFields.level.optional(),
    permissions: roleFields.permissions.optional(),
  }),
  response: role,
})

export const deleteRole = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/roles/:roleId',
  access: 'organization',
  tag,
  summary: 'Delete a custom role that nobody holds',
  permission: 'team.manage_permissions',
  params: roleParams,
  response: confirmation,
})

export const listPermissions = defineRoute({
  method: 'GET',
  path: '/api/permissions',
  access: 'account',
  tag,
  summary: 'The catalogue of permissions by category',
  response: fields({
    data: z.array(
      fields({
        category: z.string(),
        description: z.string(),
        permissions: z.array(
          fields({ name: z.string(), description: z.string(), is_owner_only: z.boolean() }),
        ),
      }),
    ),
  }),
})
