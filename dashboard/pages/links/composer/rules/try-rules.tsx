import { Button, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { DEVICES, type Link, OPERATING_SYSTEMS } from '#shared/contract/link-fields.ts'
import { previewRules } from '#shared/contract/links.ts'
import type { RouteResponse } from '#shared/contract/route.ts'
import { useWorkspace } from '../../../../frame/use-me.ts'
import { FormError } from '../../../../ui/form-errors.tsx'
import { useAct } from '../../../../use-route.ts'
import { instantOf } from '../local-time.ts'
import { MomentField } from '../moment-field.tsx'
import { countryOptions, DEVICE_OPTIONS, languageOptions, SYSTEM_OPTIONS } from './condition-values.ts'

type Answer = RouteResponse<typeof previewRules>

interface Visitor {
  device: (typeof DEVICES)[number]
  operating_system: (typeof OPERATING_SYSTEMS)[number]
  country: string | null
  language: string
  at: string | null
}

const SOMEBODY: Visitor = {
  device: 'mobile',
  operating_system: 'iOS',
  country: null,
  language: 'en',
  at: null,
}

/** Which rule decided, by its place and name. */
function sayRule(link: Link, ruleId: string | null): string {
  const at = link.rules.findIndex(({ id }) => id === ruleId)
  if (at === -1) return 'no rule fits'
  const name = link.rules[at]?.name ?? ''
  return name === '' ? `rule ${at + 1}` : `rule ${at + 1}, ${name}`
}

function Result({ link, answer }: { link: Link; answer: Answer }) {
  const { destination, rule_id: ruleId, possible } = answer
  if (possible.length <= 1)
    return (
      <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
        Led to <b>{destination}</b> ({sayRule(link, ruleId)}).
      </Text>
    )
  return (
    <Stack gap={4}>
      <Text size="sm">Depends on the visitor:</Text>
      {possible.map((one) => (
        <Text key={`${one.rule_id}`} size="sm" style={{ overflowWrap: 'anywhere' }}>
          {Number(one.percentage.toFixed(1))} % to <b>{one.destination}</b> ({sayRule(link, one.rule_id)})
        </Text>
      ))}
    </Stack>
  )
}

function VisitorFields({ visitor, set }: { visitor: Visitor; set: (changes: Partial<Visitor>) => void }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      <Select
        label="Device"
        data={DEVICE_OPTIONS}
        value={visitor.device}
        onChange={(value) => set({ device: DEVICES.find((one) => one === value) ?? 'other' })}
        allowDeselect={false}
      />
      <Select
        label="Operating system"
        data={SYSTEM_OPTIONS}
        value={visitor.operating_system}
        onChange={(value) =>
          set({ operating_system: OPERATING_SYSTEMS.find((one) => one === value) ?? 'Other' })
        }
        allowDeselect={false}
      />
      <Select
        label="Country"
        placeholder="Unknown"
        data={countryOptions()}
        value={visitor.country}
        onChange={(country) => set({ country })}
        searchable
        clearable
        clearButtonProps={{ 'aria-label': 'Country unknown' }}
        limit={60}
      />
      <Select
        label="Language"
        data={languageOptions()}
        value={visitor.language}
        onChange={(language) => set({ language: language ?? 'en' })}
        allowDeselect={false}
        searchable
        limit={60}
      />
      <MomentField label="When (left empty: now)" value={visitor.at} onChange={(at) => set({ at })} />
    </SimpleGrid>
  )
}

/** Tells where a visitor of a given kind would be led, by the rules as they are saved. */
export function TryRules({ link }: { link: Link }) {
  const { id: orgId } = useWorkspace()
  const [visitor, setVisitor] = useState(SOMEBODY)
  const preview = useAct(previewRules)
  const run = () => {
    const { at, ...who } = visitor
    preview.mutate({
      params: { orgId, linkId: link.id },
      body: { ...who, ...(at === null ? {} : { at: instantOf(at) }) },
    })
  }
  return (
    <Stack gap="sm">
      <VisitorFields
        visitor={visitor}
        set={(changes) => {
          setVisitor({ ...visitor, ...changes })
          preview.reset()
        }}
      />
      <Group>
        <Button variant="default" onClick={run} loading={preview.isPending}>
          Try it
        </Button>
      </Group>
      <FormError error={preview.error} />
      <div role="status">{preview.data !== undefined && <Result link={link} answer={preview.data} />}</div>
    </Stack>
  )
}
