/** Ids of one organization's things, for requests that name them. */
export interface SampleIds {
  orgId: string
  memberId: string
  roleId: string
  invitationId: string
  teamId: string
  teamInvitationId: string
  projectId: string
  keyId: string
  linkId: string
  qrCodeId: string
  tagId: string
  templateId: string
  importId: string
  externalId: string
  domainId: string
  appId: string
  webhookId: string
  deliveryId: string
  integrationId: string
}

const body = {
  createRole: () => ({ name: 'Editor', permissions: ['links.read'] }),
  updateRole: () => ({ description: 'Changed' }),
  changeMemberRole: (ids: SampleIds) => ({ role_id: ids.roleId }),
  reactivateMember: () => ({}),
  createInvitation: (ids: SampleIds) => ({
    email: 'new@example.com',
    role_id: ids.roleId,
    team_ids: [ids.teamId],
  }),
  createInvitations: (ids: SampleIds) => ({ emails: ['new@example.com'], role_id: ids.roleId }),
  createTeam: (ids: SampleIds) => ({ name: 'Support', slug: 'support-sample', member_ids: [ids.memberId] }),
  updateTeam: () => ({ name: 'Renamed' }),
  addTeamMember: (ids: SampleIds) => ({ member_id: ids.memberId }),
  changeTeamRole: () => ({ role: 'owner' }),
  inviteToTeam: (ids: SampleIds) => ({ member_id: ids.memberId }),
  createProject: () => ({ name: 'Launch' }),
  updateProject: () => ({ name: 'Renamed' }),
  createServiceKey: () => ({ name: 'Sync', scopes: ['links.read'] }),
  createLink: (ids: SampleIds) => ({ destination: 'https://example.com/', project_id: ids.projectId }),
  upsertLink: (ids: SampleIds) => ({ destination: 'https://example.com/', project_id: ids.projectId }),
  updateLink: (ids: SampleIds) => ({ title: 'Renamed', project_id: ids.projectId }),
  createLinks: (ids: SampleIds) => ({
    links: [{ destination: 'https://example.com/', project_id: ids.projectId }],
  }),
  updateLinks: (ids: SampleIds) => ({ ids: [ids.linkId], set: { is_enabled: false } }),
  archiveLinks: (ids: SampleIds) => ({ ids: [ids.linkId], is_archived: true }),
  deleteLinks: (ids: SampleIds) => ({ ids: [ids.linkId] }),
  uploadLinkImport: () => ({ file_name: 'links.csv', content: 'url\nhttps://example.com/\n' }),
  startLinkImport: () => ({ mapping: { url: 'destination' }, options: {} }),
  createQrCode: (ids: SampleIds) => ({ link_id: ids.linkId, name: 'Poster' }),
  updateQrCode: () => ({ name: 'Renamed' }),
  createTag: () => ({ name: 'Sample' }),
  updateTag: () => ({ name: 'Renamed' }),
  createUtmTemplate: () => ({ name: 'Sample', utm_source: 'newsletter' }),
  updateUtmTemplate: () => ({ name: 'Renamed' }),
  rejectLink: () => ({ note: 'Not this one' }),
  duplicateLink: () => ({}),
  transferLink: (ids: SampleIds) => ({ organization_id: ids.orgId }),
  previewRules: () => ({ device: 'mobile', operating_system: 'iOS', country: 'DE', language: 'de' }),
  createWebhook: () => ({ name: 'CRM', url: 'https://hooks.example.com/crm', events: ['link.created'] }),
  updateWebhook: () => ({ name: 'Renamed' }),
  sendTestEvent: () => ({ type: 'link.created' }),
  connectIntegration: () => ({
    kind: 'slack',
    name: '#links',
    url: 'https://hooks.slack.com/services/T0/B0/x',
    events: ['link.created'],
  }),
  updateIntegration: () => ({ name: 'Renamed' }),
  testIntegration: () => ({ type: 'link.created' }),
  addDomain: () => ({ hostname: 'go.sample.example' }),
  updateDomain: () => ({ root_destination: 'https://example.com/' }),
  createApp: () => ({
    platform: 'ios',
    name: 'Sample',
    identifier: 'com.example.sample',
    team_id: 'ABCDE12345',
    store_url: 'https://apps.apple.com/app/id1',
  }),
  updateApp: () => ({ name: 'Renamed' }),
  updateOrganization: () => ({ name: 'Renamed' }),
  transferOwnership: (ids: SampleIds) => ({
    member_id: ids.memberId,
    password: 'correct horse battery staple',
  }),
}

/** A valid body for a route of an organization that takes one. */
export const sampleBody = (name: string, ids: SampleIds): unknown =>
  name in body ? body[name as keyof typeof body](ids) : undefined

/** The path's parameters; team invitations share the name `invitationId`. */
export const sampleParams = (path: string, ids: SampleIds): Record<string, string> => {
  const named = Object.fromEntries(
    [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => [name, ids[name as keyof SampleIds]]),
  )
  return path.includes('/teams/') && 'invitationId' in named
    ? { ...named, invitationId: ids.teamInvitationId }
    : named
}

const query = { getBreakdown: { dimension: 'link' } }

/** A query for routes that need one. */
export const sampleQuery = (name: string): unknown =>
  name in query ? query[name as keyof typeof query] : undefined
