import { ActionIcon, Alert, Loader, Select, Text, TextInput, Tooltip } from '@mantine/core'
import { IconCheck, IconDice5 } from '@tabler/icons-react'
import classes from './address-fields.module.css'
import { chosenDomain, useLinkDomains } from './use-link-domains.ts'
import type { PartProps } from './use-link-form.ts'
import { useRandomSlug, useSlugCheck } from './use-slug-check.ts'

interface AddressFieldsProps extends PartProps {
  /** The address there is; null for a new link. */
  saved: { slug: string; domain_id: string; short_url: string } | null
}

function DomainField({ form }: PartProps) {
  const domains = useLinkDomains()
  const field = form.getInputProps('domain_id')
  if (domains === undefined) return <TextInput label="Domain" value="Default domain" readOnly />
  return (
    <Select
      label="Domain"
      data={domains.map(({ value, label, refusal }) => ({
        value: value === '' ? 'shared' : value,
        label: refusal === null ? label : `${label} (${refusal})`,
        disabled: refusal !== null,
      }))}
      value={chosenDomain(domains, form.values.domain_id)?.value || 'shared'}
      onChange={(value) => form.setFieldValue('domain_id', value === 'shared' ? '' : value)}
      allowDeselect={false}
      error={field.error}
    />
  )
}

function SlugField({ form, saved }: AddressFieldsProps) {
  const domains = useLinkDomains()
  const domainId = chosenDomain(domains, form.values.domain_id)?.value ?? ''
  const { slug } = form.values
  const isSaved = saved !== null && slug.trim() === saved.slug && domainId === saved.domain_id
  const check = useSlugCheck(slug, domainId, !isSaved)
  const dice = useRandomSlug(domainId, (random) => form.setFieldValue('slug', random))
  const field = form.getInputProps('slug')
  return (
    <TextInput
      label="Slug"
      placeholder={saved === null ? 'random' : ''}
      maxLength={100}
      autoCapitalize="none"
      autoComplete="off"
      spellCheck={false}
      {...field}
      error={field.error ?? check.problem}
      rightSectionWidth={check.state === 'idle' ? 38 : 64}
      rightSection={
        <span style={{ display: 'inline-flex', alignItems: 'center', gap: 4 }}>
          {check.state === 'checking' && <Loader size={14} aria-label="Checking the slug" />}
          {check.state === 'free' && (
            <IconCheck size={16} color="var(--mantine-color-anchor)" role="img" aria-label="Can be had" />
          )}
          <Tooltip label="Choose one at random">
            <ActionIcon
              onClick={() => void dice.roll()}
              loading={dice.isRolling}
              aria-label="Choose one at random"
            >
              <IconDice5 size={18} />
            </ActionIcon>
          </Tooltip>
        </span>
      }
    />
  )
}

/** The short address: domain and slug, with whether it can be had. */
export function AddressFields(props: AddressFieldsProps) {
  const { form, saved } = props
  const { slug, domain_id: domainId } = form.values
  const isMoving = saved !== null && (slug.trim() !== saved.slug || (domainId ?? '') !== saved.domain_id)
  return (
    <div>
      <div className={classes.row}>
        <DomainField form={form} />
        <span className={classes.slash} aria-hidden>
          /
        </span>
        <SlugField {...props} />
      </div>
      {isMoving && (
        <Alert color="yellow" variant="light" mt="sm" p="sm">
          <Text size="sm">
            The link moves: {saved.short_url} and every QR code printed with it stop working once this is
            saved.
          </Text>
        </Alert>
      )}
    </div>
  )
}
