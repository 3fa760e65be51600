import type { Router } from '#server/http/router.ts'
import {
  addTeamMember as addContract,
  cancelTeamInvitation as cancelContract,
  changeTeamRole as changeRoleContract,
  createTeam as createContract,
  deleteTeam as deleteContract,
  getTeam as getContract,
  inviteToTeam as inviteContract,
  listTeams as listContract,
  listTeamInvitations as listInvitationsContract,
  removeTeamMember as removeContract,
  resendTeamInvitation as resendContract,
  updateTeam as updateContract,
} from '#shared/contract/teams.ts'
import { createTeam } from './create-team.ts'
import { cancelTeamInvitation, inviteToTeam, resendTeamInvitation } from './invite-to-team.ts'
import { getTeam, listTeamInvitations, listTeams } from './list-teams.ts'
import { addTeamMember, changeTeamRole, removeTeamMember } from './team-members.ts'
import { deleteTeam, updateTeam } from './update-team.ts'

const SENDING = { rateLimit: { max: 120, windowSeconds: 60 } }

export const registerTeamsRoutes = (router: Router): void => {
  router.organization(listContract, (ctx, { query }) => listTeams(ctx, query))
  router.organization(createContract, (ctx, { body }) => createTeam(ctx, body))
  router.organization(getContract, (ctx, { params }) => getTeam(ctx, params.teamId))
  router.organization(updateContract, (ctx, { params, body }) => updateTeam(ctx, params.teamId, body))
  router.organization(deleteContract, (ctx, { params }) => deleteTeam(ctx, params.teamId))

  router.organization(addContract, (ctx, { params, body }) => addTeamMember(ctx, params.teamId, body))
  router.organization(changeRoleContract, (ctx, { params, body }) =>
    changeTeamRole(ctx, params.teamId, params.memberId, body.role),
  )
  router.organization(removeContract, (ctx, { params }) =>
    removeTeamMember(ctx, params.teamId, params.memberId),
  )

  router.organization(listInvitationsContract, (ctx, { params }) => listTeamInvitations(ctx, params.teamId))
  router.organization(
    inviteContract,
    (ctx, { params, body }) => inviteToTeam(ctx, params.teamId, body),
    SENDING,
  )
  router.organization(
    resendContract,
    (ctx, { params }) => resendTeamInvitation(ctx, params.teamId, params.invitationId),
    SENDING,
  )
  router.organization(cancelContract, (ctx, { params }) =>
    cancelTeamInvitation(ctx, params.teamId, params.invitationId),
  )
}
