import { Anchor, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { listApps } from '#shared/contract/apps.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { addressIn } from '../../../frame/navigation.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { useRoute } from '../../../use-route.ts'
import type { PartProps } from './use-link-form.ts'

type App = RouteResponse<typeof listApps>['data'][number]
type Platform = App['platform']

const PLATFORMS: { platform: Platform; label: string }[] = [
  { platform: 'ios', label: 'iOS' },
  { platform: 'android', label: 'Android' },
]

function PlatformFields({
  form,
  apps,
  platform,
  label,
}: PartProps & { apps: App[]; platform: Platform; label: string }) {
  const mine = apps.filter((app) => app.platform === platform)
  const { app_id: appId } = form.values.app_links[platform]
  const scheme = mine.find(({ id }) => id === appId)?.url_scheme
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        label={`${label} app`}
        placeholder={mine.length === 0 ? `No ${label} app is registered` : 'None'}
        data={mine.map(({ id, name }) => ({ value: id, label: name }))}
        value={appId === '' ? null : appId}
        onChange={(value) => form.setFieldValue(`app_links.${platform}.app_id`, value ?? '')}
        disabled={mine.length === 0 && appId === ''}
        clearable
        clearButtonProps={{ 'aria-label': `No ${label} app` }}
        error={form.errors[`app_links.${platform}.app_id`]}
      />
      <TextInput
        label="What it opens"
        aria-label={`What the ${label} app opens`}
        placeholder={`${scheme ?? 'myapp'}://product/42`}
        maxLength={2048}
        disabled={appId === ''}
        {...form.getInputProps(`app_links.${platform}.url`)}
      />
    </SimpleGrid>
  )
}

/** Opens a registered app on phones that have it, and its store on those that do not. */
export function AppsPart({ form }: PartProps) {
  const workspace = useWorkspace()
  const mayRead = workspace.can('smart_apps.read')
  const { data } = useRoute(
    listApps,
    { params: { orgId: workspace.id } },
    { enabled: mayRead, staleTime: 30_000 },
  )
  if (!mayRead)
    return (
      <Text size="sm" c="dimmed">
        You need the permission smart_apps.read to see which apps are registered.
      </Text>
    )
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        On a phone the link opens the app, or leads to its store where the app is not installed. Elsewhere it
        leads to the destination.{' '}
        <Anchor component={Link} to={addressIn(workspace, 'settings/apps')} size="sm" underline="always">
          Registered apps
        </Anchor>
      </Text>
      {data !== undefined &&
        PLATFORMS.map((one) => <PlatformFields key={one.platform} form={form} apps={data.data} {...one} />)}
    </Stack>
  )
}
