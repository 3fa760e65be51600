import type { AddressKind } from '#server/addresses/kind.ts'
import { html } from '#server/kernel/mailer/escape-html.ts'
import { listTeamMemberRows } from './team-member-queries.ts'
import { findTeamRow } from './team-queries.ts'

/** The name under which teams hold their addresses. */
export const TEAM_ADDRESS = 'team'

const MAX_AGE_SECONDS = 60
const MAX_NAMES = 60

const firstName = (name: string): string => [...(name.trim().split(/\s+/u)[0] ?? '')].slice(0, 40).join('')

/** A team's page: who they are. Its event types follow with scheduling; until then it says that there is none. */
export const teamAddressKind: AddressKind = {
  name: TEAM_ADDRESS,
  async present(visitor, address, rest) {
    if (rest.length > 0) return null
    const team = await findTeamRow(visitor.tx, visitor.organization.id, address.target_id, null)
    if (team === undefined) return null
    const members = await listTeamMemberRows(visitor.tx, visitor.organization.id, team.id)
    const names = members.filter((member) => member.is_active).map((member) => firstName(member.name))
    const shown = names.slice(0, MAX_NAMES).map((name) => html`<li>${name}</li>`)
    const more = names.length > MAX_NAMES ? html`<li>and ${names.length - MAX_NAMES} more</li>` : html``
    return {
      type: 'page',
      title: `${team.name} · ${visitor.organization.name}`,
      description:
        team.description === '' ? `${team.name} at ${visitor.organization.name}` : team.description,
      maxAgeSeconds: MAX_AGE_SECONDS,
      body: html`<p class="over">${visitor.organization.name}</p>
<h1>${team.name}</h1>
${team.description === '' ? html`` : html`<p class="about">${team.description}</p>`}
${names.length === 0 ? html`` : html`<h2>The team</h2><ul class="people">${shown}${more}</ul>`}
<section class="empty"><h2>No events to book yet</h2>
<p>When this team opens its calendar, you can book a time here.</p></section>`,
    }
  },
}
