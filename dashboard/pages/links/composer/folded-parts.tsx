import {
  type Icon,
  IconAdjustmentsHorizontal,
  IconArrowsSplit,
  IconCalendarTime,
  IconDeviceMobile,
  IconLock,
  IconMessage2Share,
  IconSpeakerphone,
} from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Link } from '#shared/contract/link-fields.ts'
import { useWorkspace } from '../../../frame/use-me.ts'
import { AppsPart } from './apps-part.tsx'
import { DetailsPart } from './details-part.tsx'
import { ExpiryPart } from './expiry-part.tsx'
import { FoldedPart } from './folded-part.tsx'
import { PasswordPart } from './password-part.tsx'
import { PreviewPart } from './preview-part.tsx'
import { RulesPart } from './rules/rules-part.tsx'
import { sayParts } from './say-parts.ts'
import type { LinkForm, FoldedPart as PartName } from './use-link-form.ts'
import { UtmPart } from './utm-part.tsx'

interface FoldedPartsProps {
  form: LinkForm
  saved: Link | null
  open: ReadonlySet<PartName>
  onToggle: (part: PartName) => void
}

interface Part {
  name: PartName
  icon: Icon
  label: string
  render: () => ReactNode
}

/** The parts of the composer below the fields everybody fills in. */
export function FoldedParts({ form, saved, open, onToggle }: FoldedPartsProps) {
  const { can } = useWorkspace()
  const mayChangeRules = saved?.can.manage_rules ?? can('smart_links.manage')
  const said = sayParts(form.values, saved)
  const parts: Part[] = [
    { name: 'utm', icon: IconSpeakerphone, label: 'UTM parameters', render: () => <UtmPart form={form} /> },
    {
      name: 'rules',
      icon: IconArrowsSplit,
      label: 'Smart rules',
      render: () => <RulesPart form={form} mayChange={mayChangeRules} />,
    },
    { name: 'expiry', icon: IconCalendarTime, label: 'Expiry', render: () => <ExpiryPart form={form} /> },
    {
      name: 'password',
      icon: IconLock,
      label: 'Password',
      render: () => <PasswordPart form={form} hadPassword={saved?.has_password === true} />,
    },
    {
      name: 'preview',
      icon: IconMessage2Share,
      label: 'Link preview',
      render: () => <PreviewPart form={form} />,
    },
    { name: 'apps', icon: IconDeviceMobile, label: 'Apps', render: () => <AppsPart form={form} /> },
    {
      name: 'details',
      icon: IconAdjustmentsHorizontal,
      label: 'Notes and redirect',
      render: () => <DetailsPart form={form} />,
    },
  ]
  return (
    <div>
      {parts.map(({ name, icon, label, render }) => (
        <FoldedPart
          key={name}
          icon={icon}
          label={label}
          summary={said[name]}
          isOpen={open.has(name)}
          onToggle={() => onToggle(name)}
        >
          {render()}
        </FoldedPart>
      ))}
    </div>
  )
}
