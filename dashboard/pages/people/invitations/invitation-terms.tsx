import { MultiSelect, Stack, Textarea } from '@mantine/core'
import { useState } from 'react'
import { listTeams } from '#shared/contract/teams.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { useRoute } from '../../../use-route.ts'
import { RoleSelect } from '../role-select.tsx'
import { useRoles } from '../use-roles.ts'

/** What each invited person is offered. */
export interface InvitationTerms {
  role_id: string
  message: string
  team_ids: string[]
}

export interface TermsState {
  roleId: string | null
  message: string
  teamIds: string[]
}

export interface TermsForm {
  state: TermsState
  set: (changes: Partial<TermsState>) => void
  /** Null until a role is chosen. */
  terms: InvitationTerms | null
}

/** The state of the fields that one and several invitations share. The role starts as Member, where that may be given. */
export function useTerms(): TermsForm {
  const { roles } = useRoles()
  const [state, setState] = useState<TermsState>({ roleId: null, message: '', teamIds: [] })
  const usual = roles?.find(({ key, can }) => key === 'member' && can.assign)?.id ?? null
  const roleId = state.roleId ?? usual
  return {
    state: { ...state, roleId },
    set: (changes) => setState((old) => ({ ...old, ...changes })),
    terms: roleId === null ? null : { role_id: roleId, message: state.message, team_ids: state.teamIds },
  }
}

function TeamsField({ state, set }: TermsForm) {
  const { id, can } = useWorkspace()
  const query = { limit: 200, ...(can('team.manage_teams') ? {} : { mine: 'true' as const }) }
  const { data } = useRoute(listTeams, { params: { orgId: id }, query }, { enabled: can('team.view') })
  const teams = data?.data.filter((team) => team.can.manage_members) ?? []
  if (teams.length === 0) return null
  return (
    <MultiSelect
      label="Teams"
      description="They join these with the organization."
      placeholder={state.teamIds.length === 0 ? 'None' : ''}
      data={teams.map(({ id: value, name }) => ({ value, label: name }))}
      value={state.teamIds}
      onChange={(teamIds) => set({ teamIds })}
      maxValues={20}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': 'No teams' }}
    />
  )
}

/** Role, message and teams of an invitation. */
export function TermsFields(form: TermsForm) {
  const { roles } = useRoles()
  return (
    <Stack gap="md">
      <RoleSelect
        label="Role"
        roles={roles}
        value={form.state.roleId}
        onChange={(roleId) => form.set({ roleId })}
      />
      <Textarea
        label="Message"
        description="An optional personal note included in the invitation email."
        maxLength={1000}
        minRows={2}
        maxRows={6}
        value={form.state.message}
        onChange={(event) => form.set({ message: event.currentTarget.value })}
      />
      <TeamsField {...form} />
    </Stack>
  )
}
