import { z } from 'zod'
import {
  color,
  confirmation,
  fields,
  idOf,
  instant,
  line,
  organizationId,
  organizationParams,
  pageOf,
  pageQuery,
  prose,
} from './fields.ts'
import { defineRoute } from './route.ts'

const tag = 'Projects'
export const projectId = idOf('prj')
const projectParams = fields({ orgId: organizationId, projectId })

export const project = fields({
  id: projectId,
  name: z.string(),
  description: z.string(),
  color: z.string(),
  is_archived: z.boolean(),
  resource_counts: z.record(z.string(), z.number().int()).describe('What the project holds, by kind'),
  created_by: fields({ id: z.string(), name: z.string() }).nullable(),
  created_at: instant,
  updated_at: instant,
  can: fields({ update: z.boolean(), delete: z.boolean() }),
})

export const listProjects = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/projects',
  access: 'organization',
  tag,
  summary: 'List projects',
  permission: 'projects.read',
  params: organizationParams,
  query: fields({
    ...pageQuery,
    search: line(200, 0).optional(),
    status: z.enum(['active', 'archived', 'all']).default('active'),
    sort: z.enum(['name', '-name', 'created_at', '-created_at']).default('name'),
  }),
  response: pageOf(project),
})

export const createProject = defineRoute({
  method: 'POST',
  path: '/api/organizations/:orgId/projects',
  access: 'organization',
  tag,
  summary: 'Create a project',
  permission: 'projects.create',
  params: organizationParams,
  body: fields({ name: line(100), description: prose(1000).default(''), color: color.default('#0f766e') }),
  response: project,
  status: 201,
  idempotent: true,
})

export const getProject = defineRoute({
  method: 'GET',
  path: '/api/organizations/:orgId/projects/:projectId',
  access: 'organization',
  tag,
  summary: 'Get a project',
  permission: 'projects.read',
  params: projectParams,
  response: project,
})

export const updateProject = defineRoute({
  method: 'PATCH',
  path: '/api/organizations/:orgId/projects/:projectId',
  access: 'organization',
  tag,
  summary: 'Change, archive or restore a project',
  permission: 'projects.update',
  params: projectParams,
  body: fields({
    name: line(100).optional(),
    description: prose(1000).optional(),
    color: color.optional(),
    is_archived: z.boolean().optional(),
  }),
  response: project,
})

export const deleteProject = defineRoute({
  method: 'DELETE',
  path: '/api/organizations/:orgId/projects/:projectId',
  access: 'organization',
  tag,
  summary: 'Delete a project; what it holds stays, without a project',
  permission: 'projects.delete',
  params: projectParams,
  response: confirmation,
})
