import type { Router } from '#server/http/router.ts'
import {
  createProject as createContract,
  deleteProject as deleteContract,
  getProject as getContract,
  listProjects as listContract,
  updateProject as updateContract,
} from '#shared/contract/projects.ts'
import { createProject, deleteProject, updateProject } from './edit-projects.ts'
import { getProject, listProjects } from './list-projects.ts'

export const registerProjectsRoutes = (router: Router): void => {
  router.organization(listContract, (ctx, { query }) => listProjects(ctx, query))
  router.organization(createContract, (ctx, { body }) => createProject(ctx, body))
  router.organization(getContract, (ctx, { params }) => getProject(ctx, params.projectId))
  router.organization(updateContract, (ctx, { params, body }) => updateProject(ctx, params.projectId, body))
  router.organization(deleteContract, (ctx, { params }) => deleteProject(ctx, params.projectId))
}
