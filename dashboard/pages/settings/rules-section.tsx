import { Button, Group, Stack, Switch, TextInput } from '@mantine/core'
import { type UseFormReturnType, useForm } from '@mantine/form'
import { updateOrganization } from '#shared/contract/organizations.ts'
import { useWorkspace } from '../../frame/use-me.ts'
import { FormError } from '../../ui/form-errors.tsx'
import { notifyDone } from '../../ui/notify.ts'
import { Section } from '../../ui/section.tsx'
import { useAct } from '../../use-route.ts'
import {
  MAY_NOT_CHANGE,
  type OrganizationSettingsView,
  SETTINGS_ROUTES,
  type SettingsSectionProps,
} from './use-settings.ts'

const MOST_HOURS = 2160

function inDays(hours: string): string {
  const days = Number(hours) / 24
  if (!(days > 0)) return ''
  const amount = days.toLocaleString(undefined, { maximumFractionDigits: 1 })
  return days === 1 ? ' That is one day.' : ` That is ${amount} days.`
}

interface Rules
  extends Pick<
    OrganizationSettingsView['settings'],
    'requireApprovalForLinks' | 'honorDoNotTrack' | 'allowMembersToInvite'
  > {
  /** As it is typed. */
  defaultAttributionWindow: string
}

const isWholeHours = (typed: string): boolean =>
  /^\d+$/.test(typed) && Number(typed) >= 1 && Number(typed) <= MOST_HOURS

function RuleFields({ form, organization }: SettingsSectionProps & { form: UseFormReturnType<Rules> }) {
  const mayChange = organization.can.update_settings
  return (
    <>
      <TextInput
        type="number"
        label="Attribution window, in hours"
        description={`How many hours after a click a visit still counts for its link.${inDays(form.values.defaultAttributionWindow)}`}
        min={1}
        max={MOST_HOURS}
        disabled={!mayChange}
        {...form.getInputProps('defaultAttributionWindow')}
      />
      <Switch
        label="New links wait for approval"
        description="A link works once somebody who may approve links has approved it."
        disabled={!mayChange}
        {...form.getInputProps('requireApprovalForLinks', { type: 'checkbox' })}
      />
      <Switch
        label="Honour Do Not Track"
        description="Clicks of visitors whose browser asks not to be tracked (DNT or GPC) are counted, without what would tell who they are."
        disabled={!mayChange}
        {...form.getInputProps('honorDoNotTrack', { type: 'checkbox' })}
      />
      {organization.kind === 'organization' && (
        <Switch
          label="Members may invite people"
          description="Into roles below their own. Otherwise inviting takes the permission team.invite."
          disabled={!mayChange}
          {...form.getInputProps('allowMembersToInvite', { type: 'checkbox' })}
        />
      )}
    </>
  )
}

/** How the workspace works: the attribution window, approval of links, Do Not Track, who may invite. */
export function RulesSection({ organization }: SettingsSectionProps) {
  const { id: orgId } = useWorkspace()
  const mayChange = organization.can.update_settings
  const { defaultAttributionWindow, requireApprovalForLinks, honorDoNotTrack, allowMembersToInvite } =
    organization.settings
  const form = useForm<Rules>({
    initialValues: {
      defaultAttributionWindow: String(defaultAttributionWindow),
      requireApprovalForLinks,
      honorDoNotTrack,
      allowMembersToInvite,
    },
    validate: {
      defaultAttributionWindow: (typed) =>
        isWholeHours(typed) ? null : 'Must be 1 to 2,160 whole hours (90 days)',
    },
  })
  const save = useAct(updateOrganization, {
    invalidate: SETTINGS_ROUTES,
    onDone: () => {
      form.resetDirty()
      notifyDone('The rules are saved.')
    },
  })
  return (
    <Section heading="Rules" {...(mayChange ? {} : { description: MAY_NOT_CHANGE })}>
      <form
        onSubmit={form.onSubmit(({ defaultAttributionWindow: hours, ...rules }) =>
          save.mutate({
            params: { orgId },
            body: { settings: { ...rules, defaultAttributionWindow: Number(hours) } },
          }),
        )}
        noValidate
      >
        <Stack gap="md" maw={520}>
          <RuleFields form={form} organization={organization} />
          <FormError error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!mayChange || !form.isDirty()}>
              Save
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  )
}
