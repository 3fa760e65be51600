import { getOrganization, getOrganizationSettings } from '#shared/contract/organizations.ts'
import type { RouteResponse } from '#shared/contract/route.ts'

export type OrganizationSettingsView = RouteResponse<typeof getOrganizationSettings>

export interface SettingsSectionProps {
  organization: OrganizationSettingsView
}

/** What is read again once something of the organization changed. */
export const SETTINGS_ROUTES = [getOrganizationSettings, getOrganization] as const

export const MAY_NOT_RENAME = 'You need the permission organization.update.'
export const MAY_NOT_CHANGE = 'You need the permission settings.update.'
